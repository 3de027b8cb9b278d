import type { CachedRound } from '../contest/contests.ts';
import type { Database } from '../platform/db/database.ts';
import { readUnitQuality, type UnitQualityRow } from './unit-quality-sql.ts';

/** How well units answered, by numbered standing: a standing never changes, so it is read once. SPEC U13. */
export type UnitQualities = { of(round: CachedRound): Promise<readonly UnitQualityRow[]> };

export function cacheUnitQualities(db: Database): UnitQualities {
  const held = new Map<string, { version: number; rows: Promise<readonly UnitQualityRow[]> }>();
  return {
    of(round) {
      const version = round.standingVersion;
      if (version === null) return Promise.resolve([]);
      const known = held.get(round.roundId);
      if (known?.version === version) return known.rows;
      const rows = readUnitQuality(db, round.roundId, version, round.closesAtMs);
      held.set(round.roundId, { version, rows });
      rows.catch(() => held.delete(round.roundId)); // read again at the next look
      return rows;
    },
  };
}
