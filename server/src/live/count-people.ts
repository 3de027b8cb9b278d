import { setTimeout as pause } from 'node:timers/promises';
import { nobody, type UnitCount } from '@hoithi/shared/contract/unit-count';
import type { CachedContest } from '../contest/contests.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import {
  type CountedContest,
  countAnew,
  countEntriesDue,
  countWhole,
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

/** From so many on, one query over the whole contest is quicker than their pages. */
const usualCrowdMin = 20_000;
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
 * Makes the counts of a contest those of the ledger, and answers when nobody is due who was so at the call, whoever counts them.
 * A contest that was never counted has everybody due from here on. SPEC C6, K3.
 */
export async function countNow(db: Database, contest: CachedContest, crowdMin = usualCrowdMin): Promise<void> {
  await makeAllDue(db, countedContest(contest));
  if ((await countEntriesDue(db, contest.contestId, crowdMin)) >= crowdMin && (await countCrowd(db, contest))) return;
  await countAllDue(db, contest);
}

/** Counts a whole contest by one query; false: another process is counting it. */
const countCrowd = (db: Database, contest: CachedContest): Promise<boolean> =>
  db.transaction(async (tx) => {
    const locked = await lockCounting(tx, contest.contestId);
    if (locked) await countWhole(tx, countedContest(contest));
    return locked;
  });

async function countAllDue(db: Database, contest: CachedContest): Promise<void> {
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
