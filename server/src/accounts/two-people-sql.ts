import type { Queries } from '../platform/db/database.ts';

/** Acts that two people confirm: append-only, an end is a row of its own. SPEC I60. */

export type ActForTwoRow = {
  id: string;
  organization_id: string;
  contest_id: string | null;
  act: string;
  object: string;
  hash: string;
  account_id: string;
  name: string;
  proved_at_ms: number;
  made_at_ms: number;
  expires_at_ms: number;
};

export const insertActForTwo = (
  tx: Queries,
  row: Omit<ActForTwoRow, 'name'> & { means_no: number; signed: object | null },
): Promise<unknown> =>
  tx.query(
    `insert into acts_for_two
       (id, organization_id, contest_id, act, object, hash, account_id, proved_at_ms, signed, made_at_ms, expires_at_ms,
        means_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12)`,
    [
      row.id,
      row.organization_id,
      row.contest_id,
      row.act,
      row.object,
      row.hash,
      row.account_id,
      row.proved_at_ms,
      row.signed === null ? null : JSON.stringify(row.signed),
      row.made_at_ms,
      row.expires_at_ms,
      row.means_no,
    ],
  );

/** Those of an organization that wait for a second person, oldest first. Whose ways to sign in were made anew waits no more. */
export const readOpenActs = (db: Queries, organizationId: string, nowMs: number): Promise<ActForTwoRow[]> =>
  db.query<ActForTwoRow>(
    `select t.id, t.organization_id, t.contest_id, t.act, t.object, t.hash, t.account_id, a.name, t.proved_at_ms,
       t.made_at_ms, t.expires_at_ms
     from acts_for_two t join accounts a on a.id = t.account_id and a.means_no = t.means_no
     where t.organization_id = $1 and t.expires_at_ms > $2
       and not exists (select 1 from acts_for_two_ends e where e.act_id = t.id)
     order by t.made_at_ms, t.id`,
    [organizationId, nowMs],
  );

export type ActEnd = {
  actId: string;
  endedAs: 'confirmed' | 'withdrawn';
  accountId: string;
  provedAtMs: number | null;
  signed: object | null;
  atMs: number;
};

/** An act ends once: of two at the same instant one gets it. */
export async function endActForTwo(tx: Queries, end: ActEnd): Promise<boolean> {
  const rows = await tx.query(
    `insert into acts_for_two_ends (act_id, ended_as, account_id, proved_at_ms, signed, at_ms)
     values ($1, $2, $3, $4, $5::jsonb, $6) on conflict do nothing returning act_id`,
    [
      end.actId,
      end.endedAs,
      end.accountId,
      end.provedAtMs,
      end.signed === null ? null : JSON.stringify(end.signed),
      end.atMs,
    ],
  );
  return rows.length === 1;
}

/** What the first person's passkey signed; null: nothing. */
export async function readSignature(tx: Queries, actId: string): Promise<object | null> {
  const [row] = await tx.query<{ signed: object | null }>('select signed from acts_for_two where id = $1', [actId]);
  return row?.signed ?? null;
}

/** When the holder of a session last proved who it is; null: the session has ended. */
export async function readProof(
  tx: Queries,
  sessionId: string,
  accountId: string,
  nowMs: number,
): Promise<number | null> {
  const [row] = await tx.query<{ proved_at_ms: number | null }>(
    'select proved_at_ms from sessions where id = $1 and account_id = $2 and expires_at_ms > $3',
    [sessionId, accountId, nowMs],
  );
  return row ? (row.proved_at_ms ?? 0) : null;
}

/** Whether a contest belongs to an organization; null: it is about the organization itself. */
export async function isContestOf(tx: Queries, organizationId: string, contestId: string | null): Promise<boolean> {
  if (contestId === null) return true;
  const rows = await tx.query('select 1 from contests where id = $1 and organization_id = $2', [
    contestId,
    organizationId,
  ]);
  return rows.length === 1;
}
