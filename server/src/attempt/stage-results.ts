import type { Results } from '@hoithi/shared/rulebook/judge/belong';
import { Calendar } from '@hoithi/shared/rulebook/judge/calendar';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { qualifyFrom } from '@hoithi/shared/rulebook/judge/qualify';
import type { Population, Qualified } from '@hoithi/shared/rulebook/model/population';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { simpleParts } from '@hoithi/shared/rulebook/read/check-names';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readPlacesOfUnits, readPrizesOf } from '../contest/settled-sql.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import type { Queries } from '../platform/db/database.ts';

/** Who is qualified or has won, as the settled standings say; nobody, while they are not settled. SPEC M4, M14. */

const nobody: ReadonlySet<string> = new Set();
const noResults: Results = { qualified: () => nobody, winners: () => nobody };

/** A contest is cached anew when a round is settled, so what is read stands until then. */
const known = new WeakMap<CachedContest, Map<string, Promise<Results>>>();

export async function readStageResults(db: Queries, contest: CachedContest, round: CachedRound): Promise<Results> {
  const stages = stagesOf(contest, round);
  if (stages.qualified.length + stages.won.length === 0) return noResults;
  const own = known.get(contest) ?? new Map<string, Promise<Results>>();
  known.set(contest, own);
  const read = own.get(round.roundId) ?? readStages(db, contest, stages);
  own.set(round.roundId, read);
  read.catch(() => own.delete(round.roundId)); // an outage is not remembered
  return read;
}

type Stages = { qualified: { population: Population; condition: Qualified }[]; won: string[] };

/** What the populations of a round and its papers take from results. */
function stagesOf({ rulebook, settings, rulesVersion }: CachedContest, { ordinal }: CachedRound): Stages {
  const { round } = settings(rulesVersion, ordinal);
  const papers = partOf(round, 'quiz')?.papers.map((paper) => paper.for) ?? [];
  const found: Stages = { qualified: [], won: [] };
  const seen = new Set<string>();
  const add = (id: string): void => {
    const population = rulebook.populations.find((each) => each.id === id);
    if (!population || seen.has(id)) return;
    seen.add(id);
    for (const { condition } of simpleParts(population.where, [])) {
      if (condition.kind === 'qualified') found.qualified.push({ population, condition });
      if (condition.kind === 'won') found.won.push(condition.award);
      if (condition.kind === 'population') add(condition.population);
    }
  };
  for (const id of [rulebook.populations[0]?.id ?? '', round.admits, ...papers]) add(id);
  return found;
}

async function readStages(db: Queries, contest: CachedContest, { qualified, won }: Stages): Promise<Results> {
  const sets = new Map<Qualified, ReadonlySet<string>>();
  for (const { condition } of qualified) sets.set(condition, await readQualified(db, contest, condition));
  const prizes =
    won.length === 0
      ? []
      : await readPrizesOf(
          db,
          contest.rounds.map(({ roundId }) => roundId),
          Number.MAX_SAFE_INTEGER,
        );
  const winners = new Map(
    won.map((award) => [
      award,
      new Set(
        prizes.filter(({ standing_id }) => awardName(standing_id) === award).map(({ contestant_id }) => contestant_id),
      ),
    ]),
  );
  return {
    qualified: (_population, condition) => sets.get(condition) ?? nobody,
    winners: (award) => winners.get(award) ?? nobody,
  };
}

const awardName = (standingId: string): string => standingId.split(/[@/]/)[0] ?? '';

/** The first of every list of the standing; a list that several awards take from is saved for each of them, and read once. */
async function readQualified(db: Queries, contest: CachedContest, condition: Qualified): Promise<ReadonlySet<string>> {
  const { rulebook } = contest;
  const standing = rulebook.standings.find(({ id }) => id === condition.standing);
  const due = standing ? new Calendar(rulebook).periodsOf(standing).map(({ dueAt }) => dueAt) : [];
  const units = new Map(unitFacts(contest.units).map((unit) => [unit.code, unit]));
  const ids = new Set<string>();
  for (const round of contest.rounds.filter(({ name }) => due.includes(name))) {
    if (round.standingVersion === null) continue;
    const rows = await readPlacesOfUnits(db, round.roundId, round.standingVersion, {
      names: namesOf(rulebook, condition.standing),
      rankMax: condition.per === 'standing' ? condition.top : 2_000_000_000,
      beforeMs: round.closesAtMs,
    });
    const first = rows[0]?.list_no;
    const places = rows
      .filter(({ list_no }) => list_no === first)
      .map(({ contestant_id, rank, unit_code }) => {
        const code = unit_code ?? '';
        return { id: contestant_id, rank, unit: contest.units.merged.get(code) ?? code };
      });
    for (const id of qualifyFrom(condition, places, units).ids) ids.add(id);
  }
  return ids;
}

/** Under which names the lists of a standing are saved. */
const namesOf = ({ awards }: Rulebook, standing: string): string[] => [
  standing,
  ...awards.filter(({ from }) => from === standing).map(({ id }) => id),
];
