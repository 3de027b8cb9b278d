import type { Queries } from '../platform/db/database.ts';

/** Identities at the provider that were taken off an account. SPEC I12c. */

export const insertUnlinked = (tx: Queries, subject: string, accountId: string, nowMs: number): Promise<unknown> =>
  tx.query(
    `insert into unlinked_identities (subject, account_id, at_ms) values ($1, $2, $3)
     on conflict (subject) do update set account_id = excluded.account_id, at_ms = excluded.at_ms`,
    [subject, accountId, nowMs],
  );

export const noteByHand = (tx: Queries, accountId: string): Promise<unknown> =>
  tx.query('update accounts set oidc_by_hand = true where id = $1', [accountId]);

/** Takes off an identity that the holder linked; what made the account stays. true: there was one. */
export async function dropLinkedIdentity(tx: Queries, accountId: string, nowMs: number): Promise<boolean> {
  const [row] = await tx.query<{ subject: string | null }>(
    'select oidc_subject as subject from accounts where id = $1 and oidc_by_hand and oidc_subject is not null',
    [accountId],
  );
  if (row?.subject == null) return false;
  await tx.query('update accounts set oidc_subject = null, oidc_by_hand = false where id = $1', [accountId]);
  await insertUnlinked(tx, row.subject, accountId, nowMs);
  return true;
}

/** Whose an identity was; null: nobody's. */
export async function readUnlinked(db: Queries, subject: string): Promise<string | null> {
  const [row] = await db.query<{ account_id: string }>(
    'select account_id from unlinked_identities where subject = $1',
    [subject],
  );
  return row?.account_id ?? null;
}

export const deleteUnlinked = (tx: Queries, subject: string): Promise<unknown> =>
  tx.query('delete from unlinked_identities where subject = $1', [subject]);
