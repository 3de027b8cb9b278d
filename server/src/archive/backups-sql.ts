import type { Queries } from '../platform/db/database.ts';

export type BackupRow = { id: string; at_ms: number; row_count: number; ledger_hash: string; actor: string };

export const insertBackup = (db: Queries, row: BackupRow): Promise<unknown> =>
  db.query('insert into backups (id, at_ms, row_count, ledger_hash, actor) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.at_ms,
    row.row_count,
    row.ledger_hash,
    row.actor,
  ]);

/** The last backup that was taken, for whoever watches the house. null: never. SPEC B5. */
export async function readLastBackup(db: Queries): Promise<BackupRow | null> {
  const rows = await db.query<BackupRow>('select * from backups order by at_ms desc, id limit 1');
  return rows[0] ?? null;
}
