import { strict as assert } from 'node:assert';
import type { Decision, SatQuestion } from '@hoithi/shared/rulebook/judge/decide';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Decided, Facts } from '@hoithi/shared/rulebook/judge/facts';
import { askedOfPeople, restsOn, restsOnOfUnits } from '@hoithi/shared/rulebook/judge/rests-on';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { type CachedContest, type CachedRound, heldRounds } from '../contest/contests.ts';
import { readFinalizedPrizesOf, readPrizesOf } from '../contest/settled-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { madeDecisions, readDecisions } from './decisions-sql.ts';
import {
  type DecidedAbout,
  decidedAbout,
  type FactsPage,
  readFactsOfPeople,
  readFactsOfRound,
} from './ledger-facts-sql.ts';
import { readBasis, type SettledBasis } from './read-basis.ts';
import { type Judged, type JudgeOrder, judgeOrder, type SettledList } from './settle-lists.ts';
import { type RankedRow, readLatestVersion, type StandingRow } from './standings-sql.ts';

export type ComputedStanding = { standing: StandingRow; rows: RankedRow[] };
export type JudgePages = (order: JudgeOrder, pages: AsyncIterable<FactsPage>) => Promise<Judged>;

type Contest = Pick<CachedContest, 'bank' | 'contestId' | 'rulebook' | 'rulesVersion' | 'rounds' | 'units'>;
type How = {
  nowMs: number;
  judge?: JudgePages;
  yieldIfDue?: () => Promise<void>;
  /** As it was done before a round had several standings: without what was taken out, and by finalized prizes alone. */
  asBefore?: boolean;
  /** What the standing went by when it was settled; null: as things are. */
  settled?: SettledBasis | null;
  /** The contest's decisions up to this number; all where it is left out. */
  decidedNo?: number;
  /** A decision that is only thought of, after them. */
  thoughtOf?: Decision | null;
};

/** The rounds that come first: their prizes decide who may win in this one. SPEC M15a. */
export function roundsFirst(contest: Pick<CachedContest, 'rulebook' | 'rounds'>, round: CachedRound): CachedRound[] {
  const { prizes } = restsOn(contest.rulebook, round.name);
  return contest.rounds.filter(({ name }) => prizes.includes(name));
}

/**
 * All standings of a round over what the ledger has of it, the first one that of its counts, and what they went by beside it.
 *
 * Source  SPEC F3, M5, M8 to M15, M26, L4, W10.
 */
export async function computeStandings(
  db: Queries,
  contest: Contest,
  round: Pick<CachedRound, 'roundId' | 'ordinal'>,
  how: How,
): Promise<{ computed: ComputedStanding[]; basis: SettledBasis }> {
  const name = heldRounds(contest.rulebook, contest.rounds)[round.ordinal - 1]?.id ?? '';
  const { judged, basis, decidedNo } = await judgeFromLedger(db, contest, { kind: 'round', round: name }, how);
  const { counts } = judged;
  assert(counts, 'a round is counted');
  const version = (await readLatestVersion(db, round.roundId)) + 1;
  const none: SettledList = { standingId: '-', predictionTarget: null, toDecide: 0, toDraw: 0, rows: [] };
  const lists = judged.lists.length === 0 ? [none] : judged.lists;
  return {
    basis,
    computed: lists.map(({ standingId, predictionTarget, toDecide, toDraw, rows }, at) => ({
      rows,
      standing: {
        version,
        list_no: at + 1,
        standing_id: standingId,
        rules_version: contest.rulesVersion,
        computed_at_ms: how.nowMs,
        prediction_target: predictionTarget,
        attempts: counts.attempts,
        round_persons: counts.roundPersons,
        all_correct_persons: counts.allCorrectPersons,
        to_decide: toDecide,
        to_draw: toDraw,
        decided_no: decidedNo,
      },
    })),
  };
}

/** Every award of units as it stands, in the order of `listUnitAwards`, and what it went by beside the people. SPEC G3 to G8, M13. */
export async function computeUnitAwards(
  db: Queries,
  contest: Contest,
  how: How,
): Promise<{ awards: Judged['units']; basis: SettledBasis }> {
  const { judged, basis } = await judgeFromLedger(db, contest, { kind: 'units' }, how);
  return { awards: judged.units, basis };
}

/**
 * The one place where results are computed: the rulebook, the ledger's facts, and what the committee brought and decided, as of
 * an instant. The people come in pages; where they are judged is the caller's.
 */
async function judgeFromLedger(
  db: Queries,
  contest: Contest,
  task: JudgeOrder['task'],
  { nowMs, judge = judgeHere, yieldIfDue, asBefore = false, settled = null, decidedNo, thoughtOf = null }: How,
): Promise<{ judged: Judged; basis: SettledBasis; decidedNo: number }> {
  const { rulebook } = contest;
  const rounds = heldRounds(rulebook, contest.rounds);
  const rests =
    task.kind === 'round'
      ? restsOn(rulebook, task.round)
      : { attempts: restsOnOfUnits(rulebook), prizes: rounds.map(({ id }) => id) };
  const nameOf = (roundId: string) => {
    const held = contest.rounds.find((each) => each.roundId === roundId);
    return rounds[(held?.ordinal ?? 0) - 1]?.id ?? '';
  };
  const idsOf = (names: readonly string[]) => contest.rounds.filter(({ roundId }) => names.includes(nameOf(roundId)));
  const before = idsOf(rests.prizes).map(({ roundId }) => roundId);
  const prizes = await (asBefore ? readFinalizedPrizesOf : readPrizesOf)(db, before, nowMs);
  const counted = rounds.filter(({ id }) => rests.attempts.includes(id));
  const { facts, orders, ...basis } = await readBasis(db, contest, { rounds: counted, nowMs, settled });
  const made = madeDecisions(await readDecisions(db, contest.contestId, decidedNo));
  const decidedUpTo = made.at(-1)?.no ?? 0;
  const decisions = thoughtOf ? [...made, { ...thoughtOf, no: decidedUpTo + 1, atMs: nowMs }] : made;
  const about = decidedAbout(decisions);
  const decided = decidedAwards(rulebook, prizes, nameOf);
  const questions = [...questionsOf(contest, about.questions)];
  const judged = await judge(
    { rulebook, task, rounds, facts, orders, decided, decisions, questions },
    readPages(db, contest, {
      rounds: idsOf(rests.attempts),
      nameOf,
      held: rounds,
      facts,
      basis,
      asBefore,
      yieldIfDue,
      about,
    }),
  );
  return { judged, basis, decidedNo: decidedUpTo };
}

const withoutVoids = (page: FactsPage): FactsPage => ({
  ...page,
  attempts: page.attempts.filter(({ voidedAtMs }) => voidedAtMs === null),
});

/** The questions of a contest that decisions correct, as they were asked. */
export const questionsOf = (
  { bank }: Pick<CachedContest, 'bank'>,
  ids: readonly string[],
): ReadonlyMap<string, Pick<SatQuestion, 'item' | 'level'>> =>
  new Map(
    ids.flatMap((id) => {
      const item = bank.get(id);
      return item ? [[id, { item, level: item.level }]] : [];
    }),
  );

/** Judges in this thread, all at once. */
export async function judgeHere(order: JudgeOrder, pages: AsyncIterable<FactsPage>): Promise<Judged> {
  const all: FactsPage[] = [];
  for await (const page of pages) all.push(page);
  return judgeOrder(order, all);
}

type ToRead = {
  rounds: readonly CachedRound[];
  nameOf: (roundId: string) => string;
  held: JudgeOrder['rounds'];
  facts: Facts;
  basis: SettledBasis;
  asBefore: boolean;
  yieldIfDue: How['yieldIfDue'];
  about: DecidedAbout;
};

async function* readPages(
  db: Queries,
  { contestId, rulebook, units }: Contest,
  { rounds, nameOf, held, facts, basis, asBefore, yieldIfDue, about }: ToRead,
): AsyncGenerator<FactsPage> {
  const asked = {
    ...askedOfPeople(rulebook),
    unitOf: (code: string) => units.merged.get(code) ?? code,
    listsOf: listsByPerson(basis.listed),
  };
  const brought = new Set([
    ...facts.shows.map(({ personId }) => personId),
    ...facts.tables.map(({ subject }) => subject).filter((subject) => isUuid.test(subject)),
  ]);
  for (const { roundId } of rounds) {
    const round = held.find(({ id }) => id === nameOf(roundId));
    if (!round) continue;
    const read = { roundId, name: round.id, quiz: partOf(round, 'quiz') ?? null };
    for await (const page of readFactsOfRound(db, read, asked, about)) {
      for (const { id } of page.people) brought.delete(id);
      yield asBefore ? withoutVoids(page) : page;
      await yieldIfDue?.();
    }
  }
  const closes = rounds.map(({ closesAtMs }) => closesAtMs);
  yield* readFactsOfPeople(db, contestId, [...brought], asked, Math.max(...closes, 0) - 1);
}

const isUuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const noLists: readonly string[] = [];

function listsByPerson(listed: SettledBasis['listed']): (contestantId: string) => readonly string[] {
  const own = new Map<string, string[]>();
  for (const [list, ids] of Object.entries(listed)) {
    for (const id of ids) {
      const known = own.get(id);
      if (known) known.push(list);
      else own.set(id, [list]);
    }
  }
  return (contestantId) => own.get(contestantId) ?? noLists;
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
