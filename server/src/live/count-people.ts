import { randomUUID } from 'node:crypto';
import { nobody, type UnitCount } from '@hoithi/shared/contract/unit-count';
import type { CachedContest } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Counters, ScopeFigures } from '../platform/rankings/counters.ts';
import { countByUnit } from './counts-sql.ts';
import {
  type Counted,
  type CountedContest,
  readPlace,
  readStretchEnd,
  readTallies,
  sumRevisions,
} from './tallies-sql.ts';
import type { UnitCounts } from './unit-figures.ts';

export type CountingDeps = { db: Queries; counters: Counters };
/** What a scope comes to: its units one by one, and all of them. */
export type ScopeCounts = { units: UnitCounts; persons: number; attempts: number };

const pageSize = 1_000;
/** A page of a rebuild blocks the event loop for some milliseconds, while answers come in. */
const rebuildPageSize = 500;

/** Counts some people of a contest again, in its rounds and over the whole of it. SPEC C6. */
export async function countPeople(
  { db, counters }: CountingDeps,
  contest: CachedContest,
  who: readonly string[],
): Promise<void> {
  for (let from = 0; from < who.length; from += pageSize)
    await countPage({ db, counters }, contest, who.slice(from, from + pageSize));
}

async function countPage({ db, counters }: CountingDeps, contest: CachedContest, who: Counted): Promise<void> {
  const tallies = await readTallies(db, countedContest(contest), who);
  for (const [scope, own] of tallies) await counters.put(scope, own);
}

/** The counts of a contest's rounds and of the contest, by their ids, without those that are known; null: the counters have to be rebuilt. */
export async function readCounts(
  { counters }: Pick<CountingDeps, 'counters'>,
  contest: CachedContest,
  known: ReadonlySet<string> = new Set(),
): Promise<Map<string, ScopeCounts> | null> {
  const counts = new Map<string, ScopeCounts>();
  for (const scope of scopesOf(contest).filter((each) => !known.has(each))) {
    const figures = await counters.read(scope);
    if (figures === null) return null;
    counts.set(scope, scopeCounts(figures));
  }
  return counts;
}

/** The same counts by one query a scope: for a server that starts before its counters are complete. */
export async function countLedger(
  { db }: Pick<CountingDeps, 'db'>,
  contest: CachedContest,
): Promise<Map<string, ScopeCounts>> {
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

/**
 * Rebuilds a contest's counters from the ledger; what is submitted meanwhile stays, since newer tallies stand.
 * false: another process rebuilds them, or everything was wiped meanwhile. SPEC C6, K3.
 */
export async function rebuildCounts({ db, counters }: CountingDeps, contest: CachedContest): Promise<boolean> {
  const token = randomUUID();
  const scopes = scopesOf(contest);
  const all = async (step: (scope: string) => Promise<boolean>) => {
    for (const scope of scopes) if (!(await step(scope))) return false;
    return true;
  };
  if (!(await all((scope) => counters.beginRebuild(scope, token)))) return false;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const upTo = await readStretchEnd(db, contest.contestId, after, rebuildPageSize);
    if (upTo === null) break;
    await countPage({ db, counters }, contest, { after, upTo });
    if (!(await all((scope) => counters.lockRebuild(scope, token)))) return false;
    after = upTo;
  }
  return all((scope) => counters.endRebuild(scope, token));
}

/** What complete counters have now at least, by scope. */
export async function expectCounts(
  { db }: Pick<CountingDeps, 'db'>,
  contest: CachedContest,
): Promise<Map<string, number>> {
  const expected = new Map<string, number>();
  for (const scope of scopesOf(contest))
    expected.set(
      scope,
      await sumRevisions(db, scope === contest.contestId ? { contestId: scope } : { roundId: scope }),
    );
  return expected;
}

/** Whether the counters have as much as was expected of them. SPEC K3. */
export async function countsAreWhole(
  { counters }: Pick<CountingDeps, 'counters'>,
  expected: ReadonlyMap<string, number>,
): Promise<boolean> {
  for (const [scope, revisions] of expected) {
    const figures = await counters.read(scope);
    if (figures === null || figures.revisions < revisions) return false;
  }
  return true;
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

function scopeCounts(figures: ScopeFigures): ScopeCounts {
  const units = new Map<string, UnitCount>();
  const sum = { persons: 0, attempts: 0 };
  for (const [place, { persons, attempts }] of figures.places) {
    const { unitCode, citizen } = readPlace(place);
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
