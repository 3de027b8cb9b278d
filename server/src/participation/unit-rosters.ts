import type { CachedContest } from '../contest/contests.ts';
import type { Database } from '../platform/db/database.ts';
import { type RosterRow, readRosters } from '../units/rosters-sql.ts';

/** Which units have a list, and how long it is. A contest is held anew whenever it changes, and its lists are read anew. SPEC U15. */
export type UnitRosters = { of(contest: CachedContest): Promise<ReadonlyMap<string, RosterRow>> };

export function cacheRosters(db: Database): UnitRosters {
  const held = new WeakMap<CachedContest, Promise<ReadonlyMap<string, RosterRow>>>();
  return {
    of(contest) {
      const known = held.get(contest);
      if (known) return known;
      const rows = readRosters(db, contest.contestId).then((all) => new Map(all.map((row) => [row.unit_code, row])));
      held.set(contest, rows);
      rows.catch(() => held.delete(contest)); // read again at the next look
      return rows;
    },
  };
}
