import { type DecisionPreview, type Move, movesShown } from '@hoithi/shared/contract/result-desk';
import type { LocalText } from '@hoithi/shared/contract/text';
import { restsOn } from '@hoithi/shared/rulebook/judge/rests-on';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readPrizesOf } from '../contest/settled-sql.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import type { ComputedStanding } from '../round/compute-standings.ts';
import { labelOf } from '../round/label-lists.ts';
import { type RankedRow, readRows, readStandings, type StandingRow } from '../round/standings-sql.ts';
import { wonPrize } from '../round/won-prize.ts';
import { viewPerson } from './view-people.ts';

type Side = NonNullable<Move['before']>;
type Changed = { personId: string; before: Side | null; after: Side | null };
const pageSize = 5_000;

/** How what was computed now differs from a stored version, list by list. SPEC F16. */
export async function compareStandings(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  base: number,
  computed: readonly ComputedStanding[],
): Promise<{ preview: DecisionPreview; isSame: boolean }> {
  const stored = (await readStandings(db, round.roundId)).filter(({ version }) => version === base);
  const lists: (Omit<DecisionPreview['lists'][number], 'moves' | 'prizes'> & { changed: Changed[] })[] = [];
  const gained = new Set<string>();
  let differs = stored.length !== computed.length;
  for (const [at, { standing, rows }] of computed.entries()) {
    if (standing.standing_id === '-') continue;
    const own = stored[at];
    const side = (row: RankedRow): Side => {
      const won = wonPrize(contest.rulebook, { ...row, standing_id: standing.standing_id });
      return { rank: row.rank, points: row.points, prize: won?.label ?? null, prizeNo: won?.place ?? null };
    };
    const before = own ? await readAll(db, round.roundId, own) : [];
    const changed = changesBetween(before, rows, side);
    differs ||= before.length !== rows.length || changed.length > 0 || own?.to_decide !== standing.to_decide;
    for (const { personId, before: had, after } of changed) if (after?.prize && !had?.prize) gained.add(personId);
    lists.push({
      ...{ list: standing.list_no, label: labelOf(contest, standing.standing_id), moved: changed.length, changed },
      undecided: { before: own?.to_decide ?? 0, after: standing.to_decide },
    });
  }
  const target = {
    before: stored[0]?.prediction_target ?? null,
    after: computed[0]?.standing.prediction_target ?? null,
  };
  const shown = lists.map(({ changed, ...rest }) => ({ ...rest, ...split(changed) }));
  const later = await laterPrizes(db, contest, round, [...gained]);
  const ids = new Set(
    [...shown.flatMap(({ prizes, moves }) => [...prizes, ...moves]), ...later].map((each) => each.personId),
  );
  const people = new Map((await readEnrolledAt(db, [...ids], round.closesAtMs)).map((person) => [person.id, person]));
  const named = (each: Changed): Move => ({ ...each, ...viewPerson(contest, people.get(each.personId)) });
  return {
    isSame: !differs && target.before === target.after,
    preview: {
      base,
      lists: shown.map(({ prizes, moves, ...rest }) => ({
        ...rest,
        ...{ prizes: prizes.map(named), moves: moves.map(named) },
      })),
      target,
      laterPrizes: later.map((each) => ({ ...each, name: viewPerson(contest, people.get(each.personId)).name })),
    },
  };
}

function split(changed: readonly Changed[]): { prizes: Changed[]; moves: Changed[] } {
  const changesPrize = ({ before, after }: Changed) => (before?.prize?.vi ?? null) !== (after?.prize?.vi ?? null);
  const byRank = (one: Changed, other: Changed) =>
    (one.after?.rank ?? one.before?.rank ?? 0) - (other.after?.rank ?? other.before?.rank ?? 0);
  return {
    prizes: changed.filter(changesPrize).toSorted(byRank),
    moves: changed
      .filter((each) => !changesPrize(each))
      .toSorted(byRank)
      .slice(0, movesShown),
  };
}

function changesBetween(before: readonly RankedRow[], after: readonly RankedRow[], side: (row: RankedRow) => Side) {
  const had = new Map(before.map((row) => [row.contestant_id, row]));
  const changed: Changed[] = [];
  for (const row of after) {
    const old = had.get(row.contestant_id);
    had.delete(row.contestant_id);
    const isSame =
      old &&
      old.rank === row.rank &&
      old.points === row.points &&
      old.prize === row.prize &&
      old.elapsed_ms === row.elapsed_ms;
    if (!isSame) changed.push({ personId: row.contestant_id, before: old ? side(old) : null, after: side(row) });
  }
  for (const row of had.values()) changed.push({ personId: row.contestant_id, before: side(row), after: null });
  return changed;
}

async function readAll(db: Queries, roundId: string, standing: StandingRow): Promise<RankedRow[]> {
  const rows: RankedRow[] = [];
  for (;;) {
    const page = await readRows(db, roundId, standing, rows.length, pageSize);
    rows.push(...page);
    if (page.length < pageSize) return rows;
  }
}

/** Prizes in published rounds whose winners hang on this one, of people who win one here now. SPEC F13. */
async function laterPrizes(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  people: readonly string[],
): Promise<{ personId: string; round: LocalText }[]> {
  const later = contest.rounds.filter(
    (each) => each.published && restsOn(contest.rulebook, each.name).prizes.includes(round.name),
  );
  if (later.length === 0 || people.length === 0) return [];
  const prizes = await readPrizesOf(
    db,
    later.map(({ roundId }) => roundId),
    Number.MAX_SAFE_INTEGER,
  );
  return prizes.flatMap(({ round_id, contestant_id: personId }) => {
    const own = later.find(({ roundId }) => roundId === round_id);
    return own && people.includes(personId) ? [{ personId, round: own.label }] : [];
  });
}
