import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { type Decided, type Facts, noFacts } from '@hoithi/shared/rulebook/judge/facts';
import { askedOfPeople, restsOn } from '@hoithi/shared/rulebook/judge/rests-on';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { type CachedContest, type CachedRound, heldRounds } from '../contest/contests.ts';
import { readFinalizedPrizesOf, readPrizesOf } from '../contest/settled-sql.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import { countAsOfRound } from '../live/counts-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { type FactsPage, readFactsOfRound, readFactsTakenOut } from './ledger-facts-sql.ts';
import { type SettledList, type SettleOrder, settleLists } from './settle-lists.ts';
import { type RankedRow, readLatestVersion, type StandingRow } from './standings-sql.ts';

export type ComputedStanding = { standing: StandingRow; rows: RankedRow[] };
export type JudgePages = (order: SettleOrder, pages: AsyncIterable<FactsPage>) => Promise<SettledList[]>;

type Contest = Pick<CachedContest, 'contestId' | 'rulebook' | 'rulesVersion' | 'rounds' | 'units'>;
type How = {
  nowMs: number;
  judge?: JudgePages;
  yieldIfDue?: () => Promise<void>;
  /** As it was done before a round had several standings: without what was taken out, and by finalized prizes alone. */
  asBefore?: boolean;
};

/** The rounds that come first: their prizes decide who may win in this one. SPEC M15a. */
export function roundsFirst(contest: Pick<CachedContest, 'rulebook' | 'rounds'>, round: CachedRound): CachedRound[] {
  const { prizes } = restsOn(contest.rulebook, round.name);
  return contest.rounds.filter(({ name }) => prizes.includes(name));
}

/**
 * All standings of a round over what the ledger has of it, the first one that of its counts. The people come in pages; where
 * they are judged is the caller's.
 *
 * Source  SPEC F3, L1 to L6, M5, M15, P5, W10.
 */
export async function computeStandings(
  db: Queries,
  contest: Contest,
  round: Pick<CachedRound, 'roundId' | 'ordinal'>,
  { nowMs, judge = judgeHere, yieldIfDue, asBefore = false }: How,
): Promise<ComputedStanding[]> {
  const counts = await countAsOfRound(db, contest.contestId, round.ordinal);
  const rounds = heldRounds(contest.rulebook, contest.rounds);
  const name = rounds[round.ordinal - 1]?.id ?? '';
  const rests = restsOn(contest.rulebook, name);
  const idsOf = (names: readonly string[]) =>
    contest.rounds.filter(({ ordinal }) => names.includes(rounds[ordinal - 1]?.id ?? ''));
  const before = idsOf(rests.prizes).map(({ roundId }) => roundId);
  const prizes = await (asBefore ? readFinalizedPrizesOf : readPrizesOf)(db, before, nowMs);
  const decided = decidedAwards(contest.rulebook, prizes, (roundId) => {
    const held = contest.rounds.find((each) => each.roundId === roundId);
    return rounds[(held?.ordinal ?? 0) - 1]?.id ?? '';
  });
  const facts: Facts = { ...noFacts, units: unitFacts(contest.units) };
  const lists = await judge(
    { rulebook: contest.rulebook, round: name, rounds, facts, decided },
    readPages(db, contest, idsOf(rests.attempts), { rounds, asBefore, yieldIfDue }),
  );
  const version = (await readLatestVersion(db, round.roundId)) + 1;
  const none: SettledList = { standingId: '-', predictionTarget: null, toDecide: 0, rows: [] };
  return (lists.length === 0 ? [none] : lists).map(({ standingId, predictionTarget, toDecide, rows }, at) => ({
    rows,
    standing: {
      version,
      list_no: at + 1,
      standing_id: standingId,
      rules_version: contest.rulesVersion,
      computed_at_ms: nowMs,
      prediction_target: predictionTarget,
      attempts: counts.attempts,
      round_persons: counts.roundPersons,
      all_correct_persons: counts.allCorrectPersons,
      to_decide: toDecide,
    },
  }));
}

/** Judges in this thread, all at once. */
export async function judgeHere(order: SettleOrder, pages: AsyncIterable<FactsPage>): Promise<SettledList[]> {
  const all: FactsPage[] = [];
  for await (const page of pages) all.push(page);
  return settleLists(order, all);
}

async function* readPages(
  db: Queries,
  { rulebook, units }: Contest,
  toRead: readonly CachedRound[],
  { rounds, asBefore, yieldIfDue }: { rounds: SettleOrder['rounds']; asBefore: boolean; yieldIfDue: How['yieldIfDue'] },
): AsyncGenerator<FactsPage> {
  const asked = { ...askedOfPeople(rulebook), unitOf: (code: string) => units.merged.get(code) ?? code };
  for (const { roundId, ordinal } of toRead) {
    const round = rounds[ordinal - 1];
    if (!round) continue;
    const pointsPerQuestion = partOf(round, 'quiz')?.points.default.right ?? 0;
    const read = { roundId, name: round.id, pointsPerQuestion };
    for await (const page of readFactsOfRound(db, read, asked)) {
      yield page;
      await yieldIfDue?.();
    }
    if (!asBefore) yield await readFactsTakenOut(db, read, asked, round.closesAtMs);
  }
}

/** A standing from before there were several has no name: its prizes are those of the first award that its round makes due. */
function decidedAwards(
  rulebook: Rulebook,
  prizes: Awaited<ReturnType<typeof readPrizesOf>>,
  nameOf: (roundId: string) => string,
): Decided {
  const byAward = new Map<string, { id: string; prize: number }[]>();
  for (const { round_id, standing_id, contestant_id, prize } of prizes) {
    const award = standing_id === '' ? `${rulebook.awards[0]?.id}@${nameOf(round_id)}` : standing_id;
    const own = byAward.get(award) ?? [];
    own.push({ id: contestant_id, prize: Number.parseInt(prize ?? '', 10) || 0 });
    byAward.set(award, own);
  }
  return [...byAward].map(([award, won]) => ({ award, won }));
}
