import type { CachedRound } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import type { ComputedStanding } from '../round/compute-standings.ts';
import { type RankedRow, readRows, readStandings } from '../round/standings-sql.ts';

const pageSize = 2_000;

/** Whether a stored version is what comes out now: every place, prize and target. */
export async function isSameStanding(
  db: Queries,
  { roundId }: Pick<CachedRound, 'roundId'>,
  version: number,
  computed: readonly ComputedStanding[],
): Promise<boolean> {
  const stored = (await readStandings(db, roundId)).filter((each) => each.version === version);
  if (stored.length !== computed.length) return false;
  for (const [at, { standing, rows }] of computed.entries()) {
    const own = stored[at];
    if (own?.standing_id !== standing.standing_id || own.prediction_target !== standing.prediction_target) return false;
    for (let from = 0; ; from += pageSize) {
      const page = await readRows(db, roundId, own, from, pageSize);
      const now = rows.slice(from, from + pageSize);
      if (page.length !== now.length || !now.every((row, place) => isSame(row, page[place]!))) return false;
      if (page.length < pageSize) break;
    }
  }
  return true;
}

const isSame = (one: RankedRow, other: RankedRow): boolean =>
  (Object.keys(one) as (keyof RankedRow)[]).every((key) => one[key] === other[key]);
