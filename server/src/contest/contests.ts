import { strict as assert } from 'node:assert';
import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { BankQuestion } from '@hoithi/shared/contract/question-bank';
import type { RoundRules, Rules } from '@hoithi/shared/contract/rules';
import { Rules as RulesSchema } from '@hoithi/shared/contract/rules';
import type { BankEntry } from '@hoithi/shared/rules/draw';
import { roundTimes } from '@hoithi/shared/rules/round';
import type { Queries } from '../platform/db/database.ts';
import {
  type CachedContestRow,
  isCollectivePublished,
  readContests,
  readQuestions,
  readRounds,
  readRulesVersions,
  readUnits,
} from './contests-sql.ts';
import { type RoundEventRow, readRoundEvents } from './round-events-sql.ts';
import { readUnitMapHeads } from './unit-maps-sql.ts';
import { foldUnitMerges, readUnitMerges } from './unit-merges-sql.ts';
import { buildUnitTree, type UnitTree } from './unit-tree.ts';

/** A round as the ledger tells it now: the timetable, then what happened to it. Replaced whole on every change. */
export type CachedRound = {
  roundId: string;
  contestId: string;
  ordinal: number;
  rules: RoundRules;
  opensAtMs: number;
  closesAtMs: number;
  publishAtMs: number | null;
  seq: number;
  settled: boolean;
  finalized: boolean;
  published: boolean;
  standingVersion: number | null;
};

export type CachedContest = {
  contestId: string;
  slug: string;
  presetId: string;
  demo: boolean;
  /** Made for a rehearsal: open to those who know its address, listed nowhere. SPEC Y2. */
  rehearsal: boolean;
  rules: Rules;
  rulesVersion: number;
  rulesByVersion: ReadonlyMap<number, Rules>;
  rounds: readonly CachedRound[];
  bank: ReadonlyMap<string, BankQuestion>;
  bankEntries: readonly BankEntry[];
  units: UnitTree;
  /** Whether any collective prizes are published. */
  collectivePublished: boolean;
  /** The true maps that the organizer has loaded, one a level at most. */
  maps: readonly UnitMapHead[];
};

/** The contests of the house, held in memory and loaded again when the bus says that one has changed. */
export type Contests = {
  /** All that are held, that of a running rehearsal among them. */
  all(): readonly CachedContest[];
  /** What people may see in a list. SPEC Y2. */
  listed(): readonly CachedContest[];
  bySlug(slug: string): CachedContest | null;
  /** As `bySlug`; one that another process has only just made is looked for in the ledger. SPEC N21. */
  findBySlug(slug: string): Promise<CachedContest | null>;
  byId(contestId: string): CachedContest | null;
  byRound(roundId: string): { contest: CachedContest; round: CachedRound } | null;
  /** Reads it again; one that is no longer held is let go. */
  load(contestId: string): Promise<CachedContest | null>;
  loadAll(): Promise<void>;
};

/** Looks into the ledger for names that nobody here knows: so many a second, whatever is asked for. */
const looksPerSecond = 20;

export function cacheContests(db: Queries): Contests {
  let contests = new Map<string, CachedContest>();
  let looks = { sinceMs: 0, count: 0 };
  const bySlug = (slug: string) => [...contests.values()].find((contest) => contest.slug === slug) ?? null;
  function mayLook(): boolean {
    const nowMs = performance.now();
    if (nowMs - looks.sinceMs >= 1_000) looks = { sinceMs: nowMs, count: 0 };
    looks.count += 1;
    return looks.count <= looksPerSecond;
  }
  let turn: Promise<unknown> = Promise.resolve();
  /** One reading after the other, so that an older picture never replaces a newer one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = turn.then(work);
    turn = own.catch(() => undefined);
    return own;
  }

  async function readAll(): Promise<void> {
    const rows = await readContests(db);
    const next = new Map<string, CachedContest>();
    for (const row of rows) next.set(row.id, await readContest(db, row, contests.get(row.id) ?? null));
    contests = next;
  }

  const load = (contestId: string): Promise<CachedContest | null> => inTurn(() => readOne(contestId));
  async function readOne(contestId: string): Promise<CachedContest | null> {
    const row = (await readContests(db)).find((each) => each.id === contestId);
    if (!row) {
      contests.delete(contestId);
      return null;
    }
    const contest = await readContest(db, row, contests.get(contestId) ?? null);
    contests.set(contestId, contest);
    return contest;
  }

  return {
    all: () => [...contests.values()],
    listed: () => [...contests.values()].filter((contest) => !contest.rehearsal),
    bySlug,
    async findBySlug(slug) {
      const known = bySlug(slug);
      if (known || !mayLook()) return known;
      const row = (await readContests(db)).find((each) => each.slug === slug);
      return row ? load(row.id) : null;
    },
    byId: (contestId) => contests.get(contestId) ?? null,
    byRound(roundId) {
      for (const contest of contests.values()) {
        const round = contest.rounds.find((each) => each.roundId === roundId);
        if (round) return { contest, round };
      }
      return null;
    },
    load,
    loadAll: () => inTurn(readAll),
  };
}

/** Questions are frozen with the contest, so what is already held is kept; units may be loaded anew. */
async function readContest(db: Queries, row: CachedContestRow, held: CachedContest | null): Promise<CachedContest> {
  const versions = await readRulesVersions(db, row.id);
  const rulesByVersion = new Map(versions.map((version) => [version.version, RulesSchema.parse(version.rules)]));
  const latest = versions.at(-1);
  assert(latest, 'a contest has rules');
  const rules = rulesByVersion.get(latest.version);
  assert(rules, 'the latest rules were just read');

  const questions = held ? null : await readQuestions(db, row.id);
  const bank =
    held?.bank ?? new Map(questions?.map((question) => [question.question_id, BankQuestion.parse(question.body)]));
  const bankEntries =
    held?.bankEntries ??
    (questions ?? []).map((question) => ({
      questionId: question.question_id,
      topic: question.topic,
      audiences: bank.get(question.question_id)?.audiences ?? [],
    }));

  const rounds = await readRounds(db, row.id);
  const events = await readRoundEvents(
    db,
    rounds.map((round) => round.id),
  );
  return {
    contestId: row.id,
    slug: row.slug,
    presetId: row.preset_id,
    demo: row.demo,
    rehearsal: row.rehearsal,
    rules,
    rulesVersion: latest.version,
    rulesByVersion,
    bank,
    bankEntries,
    collectivePublished: await isCollectivePublished(db, row.id),
    units: buildUnitTree(await readUnits(db, row.id), foldUnitMerges(await readUnitMerges(db, row.id))),
    maps: await readUnitMapHeads(db, row.id),
    rounds: rounds.map((round) => {
      const roundRules = rules.rounds.find((each) => each.ordinal === round.ordinal);
      assert(roundRules, 'every round stands in the rules');
      const own = events.filter((event) => event.round_id === round.id);
      return foldRound({ roundId: round.id, contestId: row.id, ordinal: round.ordinal }, roundRules, own);
    }),
  };
}

function foldRound(
  round: Pick<CachedRound, 'roundId' | 'contestId' | 'ordinal'>,
  rules: RoundRules,
  events: readonly RoundEventRow[],
): CachedRound {
  const state: CachedRound = {
    ...round,
    rules,
    ...roundTimes(rules),
    seq: 0,
    settled: false,
    finalized: false,
    published: false,
    standingVersion: null,
  };
  for (const event of events) {
    state.seq = event.seq;
    if ('closesAtMs' in event.detail) state.closesAtMs = event.detail.closesAtMs;
    else state.standingVersion = event.detail.standingVersion;
    if (event.kind === 'settled') state.settled = true;
    if (event.kind === 'finalized') state.finalized = true;
    if (event.kind === 'published') state.published = true;
  }
  return state;
}
