import type { Queries } from '../platform/db/database.ts';

/** The sessions of an account, as its holder sees and ends them. SPEC I4, I14. */

export type AccountSessionRow = {
  id: string;
  device: string | null;
  made_at_ms: number | null;
  used_at_ms: number | null;
  signed_in_by: string | null;
};

export const readAccountSessions = (db: Queries, accountId: string, nowMs: number): Promise<AccountSessionRow[]> =>
  db.query<AccountSessionRow>(
    `select coalesce(id::text, '') as id, device, made_at_ms, used_at_ms, signed_in_by from sessions
     where account_id = $1 and expires_at_ms > $2 order by used_at_ms desc nulls last, id`,
    [accountId, nowMs],
  );

/** Ends one session of an account, or all but one (`exceptId`), or all. Answers which. */
export async function endAccountSessions(
  tx: Queries,
  accountId: string,
  which: { id?: string; exceptId?: string } = {},
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `delete from sessions where account_id = $1 and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)
     returning coalesce(id::text, '') as id`,
    [accountId, which.id ?? null, which.exceptId ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Its holder has proved again who it is. */
export const noteProof = (db: Queries, sessionId: string, provedAtMs: number): Promise<unknown> =>
  db.query('update sessions set proved_at_ms = greatest(proved_at_ms, $2::bigint) where id = $1', [
    sessionId,
    provedAtMs,
  ]);

/** New ways to sign in were set up: the sessions that a recovery code opened are as all others. */
export const settleRecovered = (tx: Queries, accountId: string): Promise<unknown> =>
  tx.query(`update sessions set signed_in_by = null where account_id = $1 and signed_in_by = 'recovery'`, [accountId]);

/** Whether a session of an account has not ended meanwhile. */
export async function isSessionOpen(tx: Queries, id: string, accountId: string, nowMs: number): Promise<boolean> {
  const rows = await tx.query('select 1 from sessions where id = $1 and account_id = $2 and expires_at_ms > $3', [
    id,
    accountId,
    nowMs,
  ]);
  return rows.length === 1;
}
