import { randomUUID } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';

/** The id that this installation's archives carry, given once; a restored installation has that of its backup. SPEC B8. */
export async function readInstallationId(db: Queries): Promise<string> {
  await db.query('insert into installation (id) values ($1) on conflict do nothing', [randomUUID()]);
  const [row] = await db.query<{ id: string }>('select id from installation');
  if (!row) throw new Error('an installation has its id');
  return row.id;
}

export type BackupRow = { id: string; at_ms: number; row_count: number; ledger_hash: string; actor: string };
/** audit_head: where the chain of the audit trail ended. SPEC I21. */
type StoredBackup = BackupRow & { audit_head: string | null };

export const insertBackup = (db: Queries, row: BackupRow): Promise<unknown> =>
  db.query('insert into backups (id, at_ms, row_count, ledger_hash, actor) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.at_ms,
    row.row_count,
    row.ledger_hash,
    row.actor,
  ]);

/** The last backup that was taken, for whoever watches the installation. null: none yet. SPEC B5. */
export async function readLastBackup(db: Queries): Promise<StoredBackup | null> {
  const rows = await db.query<StoredBackup>('select * from backups order by at_ms desc, id limit 1');
  return rows[0] ?? null;
}

export type RunOrigin = { run_id: string; installation_id: string; merged_at_ms: number; actor: string };

/** Records where a merged run was performed; the first record is final. SPEC B8. */
export const insertRunOrigin = (tx: Queries, row: RunOrigin): Promise<unknown> =>
  tx.query(
    'insert into run_origins (run_id, installation_id, merged_at_ms, actor) values ($1, $2, $3, $4) on conflict do nothing',
    [row.run_id, row.installation_id, row.merged_at_ms, row.actor],
  );

export async function readRunOrigin(db: Queries, runId: string): Promise<RunOrigin | null> {
  const rows = await db.query<RunOrigin>('select * from run_origins where run_id = $1', [runId]);
  return rows[0] ?? null;
}

export async function hasContest(tx: Queries, contestId: string | null): Promise<boolean> {
  return (await tx.query('select 1 from contests where id = $1', [contestId])).length > 0;
}
