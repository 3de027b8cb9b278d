import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import type { Queries } from '../platform/db/database.ts';

/** True maps of a contest's units, one a level; not part of the append-only ledger. SPEC U26. */
export type UnitMapToSave = UnitMapHead & { contestId: string; topology: string; madeAtMs: number; actor: string };

export const readUnitMapHeads = (db: Queries, contestId: string): Promise<UnitMapHead[]> =>
  db.query<UnitMapHead>('select level, version, source, licence from unit_maps where contest_id = $1 order by level', [
    contestId,
  ]);

/** The topology as text, ready to be sent; null: there is none of this version. */
export async function readUnitMap(
  db: Queries,
  contestId: string,
  level: string,
  version: number,
): Promise<string | null> {
  const rows = await db.query<{ topology: string }>(
    'select topology::text as topology from unit_maps where contest_id = $1 and level = $2 and version = $3',
    [contestId, level, version],
  );
  return rows[0]?.topology ?? null;
}

/** The version rises also when two maps are loaded within one millisecond. */
export async function saveUnitMap(tx: Queries, map: UnitMapToSave): Promise<void> {
  await tx.query(
    `insert into unit_maps (contest_id, level, version, topology, made_at_ms, source, licence, actor)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
     on conflict (contest_id, level) do update set
       version = greatest(excluded.version, unit_maps.version + 1), topology = excluded.topology,
       made_at_ms = excluded.made_at_ms, source = excluded.source, licence = excluded.licence, actor = excluded.actor`,
    [map.contestId, map.level, map.version, map.topology, map.madeAtMs, map.source, map.licence, map.actor],
  );
}

export async function dropUnitMap(tx: Queries, contestId: string, level: string): Promise<boolean> {
  const rows = await tx.query('delete from unit_maps where contest_id = $1 and level = $2 returning level', [
    contestId,
    level,
  ]);
  return rows.length === 1;
}
