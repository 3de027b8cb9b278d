import { setTimeout as pause } from 'node:timers/promises';
import { nobody, type UnitCount } from '@hoithi/shared/contract/unit-count';
import type { CachedContest } from '../contest/contests.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { countByUnit } from './counts-sql.ts';
import {
  type CountedContest,
  countAnew,
  countEntriesDue,
  lockCounting,
  makeAllDue,
  type PlaceRow,
  readPlaces,
  takeDue,
} from './person-counts-sql.ts';
import type { UnitCounts } from './unit-figures.ts';

/** What a scope comes to: its units one by one, and all of them. */
export type ScopeCounts = { units: UnitCounts; persons: number; attempts: number };

/** So many are counted in one transaction: a tenth of a second at most. */
const pageSize = 1_000;

/** Fewer than these are counted before a server serves. */
const soonMax = 5_000;
/** Another process counts a page in about this time. */
const againMs = 20;

/** `more`: a page was counted, and others may be due; `elsewhere`: another process is counting the contest. */
export type Counted = 'more' | 'done' | 'elsewhere';

/** Counts the people of a contest who are due, a page of them. SPEC C6. */
export const countDue = (db: Database, contest: CachedContest): Promise<Counted> =>
  db.transaction(async (tx) => {
    if (!(await lockCounting(tx, contest.contestId))) return 'elsewhere';
    const who = await takeDue(tx, contest.contestId, pageSize);
    if (who.length === 0) return 'done';
    await countAnew(tx, countedContest(contest), who);
    return 'more';
  });

/**
 * Makes the counts of a contest those of the ledger if that takes a moment; false: it takes longer, and everybody is due. A
 * contest that was never counted has everybody due from here on. SPEC C6, K3.
 */
export async function countSoon(db: Database, contest: CachedContest): Promise<boolean> {
  await makeAllDue(db, countedContest(contest));
  if ((await countEntriesDue(db, contest.contestId, soonMax)) >= soonMax) return false;
  await countAllDue(db, contest);
  return true;
}

/** Answers when nobody of the contest is due who was so at the call, whoever counts them. */
export async function countAllDue(db: Database, contest: CachedContest): Promise<void> {
  for (;;) {
    const counted = await countDue(db, contest);
    if (counted === 'done') return;
    if (counted === 'elsewhere') await pause(againMs);
  }
}

/** The counts of a contest's rounds and of the contest, by their ids, without those that are known. */
export async function readCounts(
  db: Queries,
  contest: CachedContest,
  known: ReadonlySet<string> = new Set(),
): Promise<Map<string, ScopeCounts>> {
  const scopes = scopesOf(contest).filter((scope) => !known.has(scope));
  const rows = await readPlaces(db, scopes);
  return new Map(scopes.map((scope) => [scope, scopeCounts(rows.filter((row) => row.scope_id === scope))]));
}

/** The same counts by one query a scope: for a server that starts before everybody is counted. */
export async function countLedger(db: Queries, contest: CachedContest): Promise<Map<string, ScopeCounts>> {
  const counts = new Map<string, ScopeCounts>();
  for (const scope of scopesOf(contest)) {
    const round = contest.rounds.find(({ roundId }) => roundId === scope);
    const units = await countByUnit(
      db,
      round ? { roundId: scope } : { contestId: scope },
      round?.closesAtMs ?? Number.MAX_SAFE_INTEGER,
      contest.entrance.citizensApart,
    );
    const sum = { persons: 0, attempts: 0 };
    for (const { persons, citizens, attempts } of units.values()) {
      sum.persons += persons + citizens;
      sum.attempts += attempts;
    }
    counts.set(scope, { units, ...sum });
  }
  return counts;
}

const scopesOf = (contest: CachedContest): string[] => [
  ...contest.rounds.map((round) => round.roundId),
  contest.contestId,
];

const countedContest = (contest: CachedContest): CountedContest => ({
  contestId: contest.contestId,
  rounds: contest.rounds,
  citizensApart: contest.entrance.citizensApart,
});

function scopeCounts(rows: readonly PlaceRow[]): ScopeCounts {
  const units = new Map<string, UnitCount>();
  const sum = { persons: 0, attempts: 0 };
  for (const { place, persons, attempts } of rows) {
    const citizen = place.endsWith('+');
    const unitCode = citizen ? place.slice(0, -1) : place;
    const known = units.get(unitCode) ?? nobody;
    units.set(unitCode, {
      persons: known.persons + (citizen ? 0 : persons),
      citizens: known.citizens + (citizen ? persons : 0),
      attempts: known.attempts + attempts,
    });
    sum.persons += persons;
    sum.attempts += attempts;
  }
  return { units, ...sum };
}
