import type { Corrections, DataRequestKind, OwnDataRequest } from '@hoithi/shared/contract/data-rights';
import type { Queries } from '../platform/db/database.ts';

/** Requests of persons about their data, numbered in a contest. SPEC S63, S64. */

export type RequestAbout = { fields?: Corrections; purpose?: NonNullable<OwnDataRequest['purpose']> };
export type RequestRow = {
  id: string;
  no: number;
  contestant_id: string;
  kind: DataRequestKind;
  about: RequestAbout;
  words: string | null;
  at_ms: number;
  due_at_ms: number;
  extended: boolean;
  outcome: 'done' | 'refused' | 'taken-back' | null;
  answer: string | null;
  closed_at_ms: number | null;
  closed_by: string | null;
};

const columns = `r.id, r.no, r.contestant_id, r.kind, r.about, r.words, r.at_ms, r.due_at_ms, r.extended, r.outcome, r.answer,
  r.closed_at_ms, coalesce(a.name, r.closed_by) as closed_by`;
const tables = 'data_requests r left join accounts a on a.id = r.account_id';

/** What is open by when it is due, then what is closed, the newest first. */
export const readRequests = (db: Queries, contestId: string, max: number): Promise<RequestRow[]> =>
  db.query<RequestRow>(
    `select ${columns} from ${tables} where r.contest_id = $1
     order by r.outcome is not null, case when r.outcome is null then r.due_at_ms end, r.closed_at_ms desc limit $2`,
    [contestId, max],
  );

export const readOwnRequests = (db: Queries, contestantId: string): Promise<RequestRow[]> =>
  db.query<RequestRow>(`select ${columns} from ${tables} where r.contestant_id = $1 order by r.no desc`, [
    contestantId,
  ]);

/** null: there is none of that id in the contest. The row is locked. */
export async function lockRequest(tx: Queries, contestId: string, id: string): Promise<RequestRow | null> {
  const [row] = await tx.query<RequestRow>(
    `select ${columns} from ${tables} where r.id = $2 and r.contest_id = $1 for update of r`,
    [contestId, id],
  );
  return row ?? null;
}

/** Numbered in the contest, whose row the caller has locked. null: one of its kind is open already. */
export async function insertRequest(
  tx: Queries,
  row: Pick<RequestRow, 'id' | 'contestant_id' | 'kind' | 'about' | 'words' | 'at_ms' | 'due_at_ms'> & {
    contest_id: string;
  },
): Promise<number | null> {
  const [made] = await tx.query<{ no: number }>(
    `insert into data_requests (id, contest_id, no, contestant_id, kind, about, words, at_ms, due_at_ms)
     select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5::jsonb, $6, $7, $8 from data_requests where contest_id = $2
     on conflict do nothing returning no`,
    [
      ...[row.id, row.contest_id, row.contestant_id, row.kind, JSON.stringify(row.about)],
      ...[row.words, row.at_ms, row.due_at_ms],
    ],
  );
  return made?.no ?? null;
}

export const extendRequest = (tx: Queries, id: string, dueAtMs: number): Promise<unknown> =>
  tx.query('update data_requests set due_at_ms = $2, extended = true where id = $1', [id, dueAtMs]);

export const closeRequest = (
  tx: Queries,
  id: string,
  by: {
    outcome: NonNullable<RequestRow['outcome']>;
    answer: string | null;
    atMs: number;
    actor: string;
    accountId: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `update data_requests set outcome = $2, answer = $3, closed_at_ms = $4, closed_by = $5, account_id = $6
     where id = $1 and outcome is null`,
    [id, by.outcome, by.answer, by.atMs, by.actor, by.accountId],
  );

/** What may be corrected, as it is stored now. */
export type CorrectableRow = { name: string; address: string | null; email: string | null; job_title: string | null };
export async function readCorrectable(db: Queries, contestantId: string): Promise<CorrectableRow | null> {
  const [row] = await db.query<CorrectableRow>(
    'select name, address, email, job_title from profiles where contestant_id = $1',
    [contestantId],
  );
  return row ?? null;
}

/** What is null stays; a corrected name is the published one too. */
export async function correctProfile(tx: Queries, contestantId: string, fields: Corrections): Promise<void> {
  const { name = null, address = null, email = null, jobTitle = null } = fields;
  await tx.query(
    `update profiles set name = coalesce($2, name), address = coalesce($3, address), email = coalesce($4, email),
       job_title = coalesce($5, job_title) where contestant_id = $1`,
    [contestantId, name, address, email, jobTitle],
  );
  if (name !== null)
    await tx.query('update published_names set name = $2 where contestant_id = $1', [contestantId, name]);
}
