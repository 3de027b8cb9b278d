import { strict as assert } from 'node:assert';
import type { EntryWay } from '@hoithi/shared/contract/entry-ways';
import type { Look } from '@hoithi/shared/contract/look';
import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import type { LocalText } from '@hoithi/shared/contract/text';
import { expandRounds, type OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import {
  type Entrance,
  entranceOf,
  firstSettings,
  type Settings,
  settingsOf,
} from '@hoithi/shared/rulebook/settings/settings-of';
import { askedSeveral, readStored } from '@hoithi/shared/rulebook/upgrade/read-stored';
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
import { entriesOf, type FrozenEntry, type FrozenQuestion, readFrozenQuestions } from './frozen-questions.ts';
import { readLook } from './looks-sql.ts';
import { type RoundEventRow, readRoundEvents } from './round-events-sql.ts';
import { readSeals, type SealRow } from './seals-sql.ts';
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
  label: LocalText;
  opensAtMs: number;
  closesAtMs: number;
  publishAtMs: number | null;
  seq: number;
  settled: boolean;
  finalized: boolean;
  published: boolean;
  /** The newest standing. */
  standingVersion: number | null;
  /** The one that the public page shows. */
  publishedVersion: number | null;
  /** What it was sealed with; null: it is not. */
  sealed: RoundSeal | null;
};

export type RoundSeal = { root: string; count: number; sealedAtMs: number; questionIds: readonly string[] };

export type CachedContest = {
  contestId: string;
  slug: string;
  organizationId: string;
  demo: boolean;
  /** Made for a rehearsal: open to those who know its address, listed nowhere. SPEC Y2. */
  rehearsal: boolean;
  /** null: it is not archived. */
  archivedAtMs: number | null;
  /** How contestants may come in. SPEC S20. */
  entryWays: readonly EntryWay[];
  /** Of the first round that asks questions. */
  rules: Settings;
  entrance: Entrance;
  rulesVersion: number;
  rulebook: Rulebook;
  rulebookByVersion: ReadonlyMap<number, Rulebook>;
  /** Every version after the first, oldest first. */
  amendments: readonly Amendment[];
  /** By rules version, then by ordinal from 1. */
  settings: (rulesVersion: number, ordinal: number) => RoundSettings;
  rounds: readonly CachedRound[];
  bank: ReadonlyMap<string, FrozenQuestion>;
  bankEntries: readonly FrozenEntry[];
  units: UnitTree;
  look: Look;
  /** Whether any collective prizes are published. */
  collectivePublished: boolean;
  /** The true maps that the organizer has loaded, one a level at most. */
  maps: readonly UnitMapHead[];
};

export type Amendment = { version: number; atMs: number; reason: string; byName: string | null };

/** A round by one version of the rules: the rulebook's own, and what attempts and pages read of it. */
export type RoundSettings = { round: OpenRound; rules: Settings };

/** Reads of the ledger for slugs that are not cached: so many a second, whatever is requested. */
const slugReadsPerSecond = 20;

/** How far a contest has come, so that whole contests need not be compared. */
const stepOf = ({ rulesVersion, collectivePublished, rounds }: CachedContest): string =>
  JSON.stringify([rulesVersion, collectivePublished, rounds.map(({ roundId, seq }) => [roundId, seq])]);

/** All contests, cached in this process and read again when the bus reports a change. */
export class Contests {
  readonly #db: Queries;
  #contests = new Map<string, CachedContest>();
  #slugReads = { sinceMs: 0, count: 0 };
  #lastRead: Promise<unknown> = Promise.resolve();
  #onStep: (contest: CachedContest) => void = () => undefined;

  constructor(db: Queries) {
    this.#db = db;
  }

  /** Called when a contest that is read stands at another step than the one that was cached, or was not cached. */
  onStep(listener: (contest: CachedContest) => void): void {
    this.#onStep = listener;
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
      const before = this.byId(contestId);
      const contest = await readContest(this.#db, row, before);
      this.#contests.set(contestId, contest);
      if (before === null || stepOf(before) !== stepOf(contest)) this.#onStep(contest);
      return contest;
    });
  }

  loadAll(): Promise<void> {
    return this.#inTurn(async () => {
      const next = new Map<string, CachedContest>();
      for (const row of await readContests(this.#db))
        next.set(row.id, await readContest(this.#db, row, this.byId(row.id)));
      const before = this.#contests;
      this.#contests = next;
      for (const contest of next.values()) {
        const known = before.get(contest.contestId);
        if (!known || stepOf(known) !== stepOf(contest)) this.#onStep(contest);
      }
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
  const seals = contest.rounds.filter(({ sealed }) => sealed).length;
  return (
    contest.rulesVersion < mark.version ||
    steps < mark.steps ||
    seals < mark.seals ||
    (mark.collective && !contest.collectivePublished)
  );
}

/** Which questions are current changes until every round is sealed; units may be loaded anew. */
async function readContest(db: Queries, row: CachedContestRow, known: CachedContest | null): Promise<CachedContest> {
  const seals = await readSeals(db, row.id);
  const cached = known?.rounds.every(({ sealed }) => sealed) ? known : null;
  const questions = cached ? null : await readQuestions(db, row.id);
  const stored = await readRulesVersions(db, row.id);
  const bank =
    cached?.bank ??
    readFrozenQuestions(
      questions ?? [],
      stored.some(({ rules }) => askedSeveral(rules)),
    );
  const bankEntries = cached?.bankEntries ?? entriesOf(questions ?? [], bank);

  const versions = stored.map(readVersion);
  const latest = versions.at(-1);
  assert(latest, 'a contest has rules');
  const { rulebook } = latest;
  const byVersion = new Map(versions.map((version) => [version.version, version]));

  // A round that an amendment took out had not opened: nothing rests on it.
  const rounds = (await readRounds(db, row.id)).filter(({ ordinal }) => ordinal <= latest.rounds.length);
  const events = await readRoundEvents(
    db,
    rounds.map((round) => round.id),
  );
  return {
    contestId: row.id,
    slug: row.slug,
    organizationId: row.organization_id,
    demo: row.demo,
    rehearsal: row.rehearsal,
    archivedAtMs: row.archived_at_ms,
    entryWays: row.entry_ways,
    rules: firstSettings(rulebook),
    entrance: entranceOf(rulebook),
    rulesVersion: latest.version,
    rulebook,
    rulebookByVersion: new Map(versions.map((version) => [version.version, version.rulebook])),
    amendments: stored
      .filter(({ version }) => version > 1)
      .map(({ version, made_at_ms: atMs, reason, by_name: byName }) => ({
        version,
        atMs,
        reason: reason ?? '',
        byName,
      })),
    settings: (version, ordinal) => {
      const found = byVersion.get(version)?.rounds[ordinal - 1];
      assert(found, 'every round stands in every version of the rules');
      return found;
    },
    bank,
    bankEntries,
    collectivePublished: await isCollectivePublished(db, row.id),
    units: new UnitTree(await readUnits(db, row.id), foldUnitMerges(await readUnitMerges(db, row.id))),
    look: (await readLook(db, row.id)).look,
    maps: await readUnitMapHeads(db, row.id),
    rounds: rounds.map((round) => {
      const own = events.filter((event) => event.round_id === round.id);
      const plan = latest.rounds[round.ordinal - 1]?.round;
      assert(plan, 'every round stands in the rulebook');
      const sealed = sealOf(seals.find((each) => each.round_id === round.id));
      return foldRound({ roundId: round.id, contestId: row.id, ordinal: round.ordinal, sealed }, plan, own);
    }),
  };
}

const sealOf = (row: SealRow | undefined): RoundSeal | null =>
  row
    ? {
        ...{ root: row.root, count: row.question_count, sealedAtMs: row.sealed_at_ms },
        questionIds: row.question_ids ?? [],
      }
    : null;

type Version = { version: number; rulebook: Rulebook; rounds: readonly RoundSettings[] };

function readVersion({ version, rules }: RulesVersionRow): Version {
  const rulebook = readStored(rules);
  const rounds = expandRounds(rulebook).map((round) => ({ round, rules: settingsOf(rulebook, round) }));
  return { version, rulebook, rounds };
}

/** All rounds of a rulebook as they were held: closed early, or extended. */
export function heldRounds(rulebook: Rulebook, rounds: readonly CachedRound[]): OpenRound[] {
  return expandRounds(rulebook).map((round, at) => {
    const held = rounds.find(({ ordinal }) => ordinal === at + 1);
    return held ? { ...round, opensAtMs: held.opensAtMs, closesAtMs: held.closesAtMs } : round;
  });
}

function foldRound(
  round: Pick<CachedRound, 'roundId' | 'contestId' | 'ordinal' | 'sealed'>,
  { id: name, label, opensAtMs, closesAtMs, publishAtMs }: OpenRound,
  events: readonly RoundEventRow[],
): CachedRound {
  const state: CachedRound = {
    ...round,
    ...{ name, label, opensAtMs, closesAtMs, publishAtMs },
    seq: 0,
    settled: false,
    finalized: false,
    published: false,
    standingVersion: null,
    publishedVersion: null,
  };
  for (const event of events) {
    state.seq = event.seq;
    if ('closesAtMs' in event.detail) state.closesAtMs = event.detail.closesAtMs;
    else state.standingVersion = event.detail.standingVersion;
    if (event.kind === 'settled') state.settled = true;
    if (event.kind === 'decided') state.finalized = false; // a new standing is verified anew
    if (event.kind === 'finalized') state.finalized = true;
    if (event.kind === 'published' || event.kind === 'corrected') {
      state.published = true;
      state.publishedVersion = event.detail.standingVersion;
    }
  }
  return state;
}
