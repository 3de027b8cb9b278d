import { strict as assert } from 'node:assert';
import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { BankQuestion } from '@hoithi/shared/contract/question-bank';
import type { RoundRules, Rules } from '@hoithi/shared/contract/rules';
import { Rules as RulesSchema } from '@hoithi/shared/contract/rules';
import { expandRounds, type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { settingsOf } from '@hoithi/shared/rulebook/settings/settings-of';
import { upgradeRules } from '@hoithi/shared/rulebook/upgrade/upgrade-rules';
import type { BankEntry } from '@hoithi/shared/rules/draw';
import { roundTimes } from '@hoithi/shared/rules/round';
import type { Queries } from '../platform/db/database.ts';
import {
  type CachedContestRow,
  type ContestMark,
  isCollectivePublished,
  type RulesVersionRow,
  readContestMarks,
  readContests,
  readQuestions,
  readRounds,
  readRulesVersions,
  readUnits,
} from './contests-sql.ts';
import { type RoundEventRow, readRoundEvents } from './round-events-sql.ts';
import { readUnitMapHeads } from './unit-maps-sql.ts';
import { foldUnitMerges, readUnitMerges } from './unit-merges-sql.ts';
import { UnitTree } from './unit-tree.ts';

/** A round as the ledger has it now: the timetable, then what happened to it. Replaced whole on every change. */
export type CachedRound = {
  roundId: string;
  contestId: string;
  ordinal: number;
  /** Its name in the rulebook. */
  name: string;
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
  organizationId: string;
  demo: boolean;
  /** Made for a rehearsal: open to those who know its address, listed nowhere. SPEC Y2. */
  rehearsal: boolean;
  rules: Rules;
  rulesVersion: number;
  rulesByVersion: ReadonlyMap<number, Rules>;
  rulebook: Rulebook;
  /** It was made of a rulebook, and not of the rules from before there were any. */
  ofRulebook: boolean;
  rulebookByVersion: ReadonlyMap<number, Rulebook>;
  /** By rules version, then by ordinal from 1. */
  settings: (rulesVersion: number, ordinal: number) => RoundSettings;
  rounds: readonly CachedRound[];
  bank: ReadonlyMap<string, BankQuestion>;
  bankEntries: readonly (BankEntry & { level: string | null })[];
  units: UnitTree;
  /** Whether any collective prizes are published. */
  collectivePublished: boolean;
  /** The true maps that the organizer has loaded, one a level at most. */
  maps: readonly UnitMapHead[];
};

/** A round by one version of the rules: the rulebook's own, and what pages and profiles read of it. */
export type RoundSettings = { round: OpenRound; rules: Rules };

/** Reads of the ledger for slugs that are not cached: so many a second, whatever is requested. */
const slugReadsPerSecond = 20;

/** All contests, cached in this process and read again when the bus reports a change. */
export class Contests {
  readonly #db: Queries;
  #contests = new Map<string, CachedContest>();
  #slugReads = { sinceMs: 0, count: 0 };
  #lastRead: Promise<unknown> = Promise.resolve();

  constructor(db: Queries) {
    this.#db = db;
  }

  /** All that are cached, that of a running rehearsal among them. */
  all(): readonly CachedContest[] {
    return [...this.#contests.values()];
  }

  /** What people may see in a list. SPEC Y2. */
  listed(): readonly CachedContest[] {
    return this.all().filter((contest) => !contest.rehearsal);
  }

  byId(contestId: string): CachedContest | null {
    return this.#contests.get(contestId) ?? null;
  }

  bySlug(slug: string): CachedContest | null {
    return this.all().find((contest) => contest.slug === slug) ?? null;
  }

  /** As `bySlug`; one that another process has only just made is read from the ledger. SPEC N21. */
  async findBySlug(slug: string): Promise<CachedContest | null> {
    const known = this.bySlug(slug);
    if (known || !this.#mayReadSlug()) return known;
    const row = (await readContests(this.#db)).find((each) => each.slug === slug);
    return row ? this.load(row.id) : null;
  }

  byRound(roundId: string): { contest: CachedContest; round: CachedRound } | null {
    for (const contest of this.#contests.values()) {
      const round = contest.rounds.find((each) => each.roundId === roundId);
      if (round) return { contest, round };
    }
    return null;
  }

  /** Reads a contest again; one that is gone is dropped. */
  load(contestId: string): Promise<CachedContest | null> {
    return this.#inTurn(async () => {
      const row = (await readContests(this.#db)).find((each) => each.id === contestId);
      if (!row) {
        this.#contests.delete(contestId);
        return null;
      }
      const contest = await readContest(this.#db, row, this.byId(contestId));
      this.#contests.set(contestId, contest);
      return contest;
    });
  }

  loadAll(): Promise<void> {
    return this.#inTurn(async () => {
      const next = new Map<string, CachedContest>();
      for (const row of await readContests(this.#db))
        next.set(row.id, await readContest(this.#db, row, this.byId(row.id)));
      this.#contests = next;
    });
  }

  /** Contests that the ledger is ahead of, or that it has and this process has not. */
  async findBehind(): Promise<string[]> {
    const marks = await readContestMarks(this.#db);
    return marks.filter((mark) => isBehind(this.byId(mark.id), mark)).map(({ id }) => id);
  }

  /** One read after the other, so that an older state never replaces a newer one. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = this.#lastRead.then(work);
    this.#lastRead = own.catch(() => undefined);
    return own;
  }

  #mayReadSlug(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#slugReads.sinceMs >= 1_000) this.#slugReads = { sinceMs: nowMs, count: 0 };
    this.#slugReads.count += 1;
    return this.#slugReads.count <= slugReadsPerSecond;
  }
}

function isBehind(contest: CachedContest | null, mark: ContestMark): boolean {
  if (!contest) return true;
  const steps = contest.rounds.reduce((sum, { seq }) => sum + seq, 0);
  return contest.rulesVersion < mark.version || steps < mark.steps || (mark.collective && !contest.collectivePublished);
}

/** Questions are frozen with the contest, so cached ones stay; units may be loaded anew. */
async function readContest(db: Queries, row: CachedContestRow, cached: CachedContest | null): Promise<CachedContest> {
  const questions = cached ? null : await readQuestions(db, row.id);
  const bank =
    cached?.bank ?? new Map(questions?.map((question) => [question.question_id, BankQuestion.parse(question.body)]));
  const bankEntries =
    cached?.bankEntries ??
    (questions ?? []).map((question) => ({
      questionId: question.question_id,
      topic: question.topic,
      level: null, // no question of the bank states one
      audiences: bank.get(question.question_id)?.audiences ?? [],
      practice: bank.get(question.question_id)?.practice,
    }));

  const several = [...bank.values()].some(({ right }) => right.length > 1);
  const versions = (await readRulesVersions(db, row.id)).map((version) => readVersion(version, several));
  const latest = versions.at(-1);
  assert(latest, 'a contest has rules');
  const { rules, rulebook } = latest;
  const byVersion = new Map(versions.map((version) => [version.version, version]));

  const rounds = await readRounds(db, row.id);
  const events = await readRoundEvents(
    db,
    rounds.map((round) => round.id),
  );
  return {
    contestId: row.id,
    slug: row.slug,
    presetId: row.preset_id,
    organizationId: row.organization_id,
    demo: row.demo,
    rehearsal: row.rehearsal,
    rules,
    rulesVersion: latest.version,
    rulesByVersion: new Map(versions.map((version) => [version.version, version.rules])),
    rulebook,
    ofRulebook: latest.ofRulebook,
    rulebookByVersion: new Map(versions.map((version) => [version.version, version.rulebook])),
    settings: (version, ordinal) => {
      const found = byVersion.get(version)?.rounds[ordinal - 1];
      assert(found, 'every round stands in every version of the rules');
      return found;
    },
    bank,
    bankEntries,
    collectivePublished: await isCollectivePublished(db, row.id),
    units: new UnitTree(await readUnits(db, row.id), foldUnitMerges(await readUnitMerges(db, row.id))),
    maps: await readUnitMapHeads(db, row.id),
    rounds: rounds.map((round) => {
      const roundRules = rules.rounds.find((each) => each.ordinal === round.ordinal);
      assert(roundRules, 'every round stands in the rules');
      const own = events.filter((event) => event.round_id === round.id);
      const name = latest.rounds[round.ordinal - 1]?.round.id;
      assert(name !== undefined, 'every round stands in the rulebook');
      return foldRound({ roundId: round.id, contestId: row.id, ordinal: round.ordinal, name }, roundRules, own);
    }),
  };
}

type Version = {
  version: number;
  ofRulebook: boolean;
  rulebook: Rulebook;
  rules: Rules;
  rounds: readonly RoundSettings[];
};

/** Rules as they are stored: a rulebook as it is, those from before there were any as the rulebook that says the same. */
function readVersion({ version, rules: stored }: RulesVersionRow, several: boolean): Version {
  const ofRulebook = typeof stored === 'object' && stored !== null && 'version' in stored;
  if (!ofRulebook) {
    const rules = RulesSchema.parse(stored);
    const rulebook = upgradeRules(rules);
    return { version, ofRulebook, rulebook, rules, rounds: expandRounds(rulebook).map((round) => ({ round, rules })) };
  }
  const rulebook = Rulebook.parse(stored);
  const rounds = expandRounds(rulebook).map((round) => ({ round, rules: settingsOf(rulebook, round, several) }));
  const [first] = rounds;
  assert(first, 'a rulebook has rounds');
  return {
    version,
    ofRulebook,
    rulebook,
    rules: (rounds.find(({ round }) => partOf(round, 'quiz')) ?? first).rules,
    rounds,
  };
}

/** All rounds of a rulebook as they were held: closed early, or extended. */
export function heldRounds(rulebook: Rulebook, rounds: readonly CachedRound[]): OpenRound[] {
  return expandRounds(rulebook).map((round, at) => {
    const held = rounds.find(({ ordinal }) => ordinal === at + 1);
    return held ? { ...round, opensAtMs: held.opensAtMs, closesAtMs: held.closesAtMs } : round;
  });
}

function foldRound(
  round: Pick<CachedRound, 'roundId' | 'contestId' | 'ordinal' | 'name'>,
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
