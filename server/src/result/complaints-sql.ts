import type { Queries } from '../platform/db/database.ts';

/** Complaints on results: numbers and times in the ledger, words beside the people. SPEC F20. */

export type ComplaintRow = {
  id: string;
  no: number;
  round_id: string;
  contestant_id: string;
  attempt_id: string | null;
  at_ms: number;
  due_at_ms: number;
  words: string | null;
  upheld: boolean | null;
  answer: string | null;
  decision_no: number | null;
  answered_by: string | null;
  answered_at_ms: number | null;
};

/** Those of a round that have no answer yet. */
export async function countOpenComplaints(db: Queries, roundId: string): Promise<number> {
  const rows = await db.query<{ open: number }>(
    `select count(*)::integer as open from complaints c where c.round_id = $1
       and not exists (select 1 from complaint_answers a where a.complaint_id = c.id)`,
    [roundId],
  );
  return rows[0]?.open ?? 0;
}

const complaintColumns = `c.id, c.no, c.round_id, c.contestant_id, c.attempt_id, c.at_ms, c.due_at_ms, w.words, a.upheld, v.words as answer,
  a.decision_no, coalesce(o.name, a.actor) as answered_by, a.at_ms as answered_at_ms`;
const complaintTables = `complaints c left join complaint_words w on w.complaint_id = c.id and w.part = 'complaint'
  left join complaint_answers a on a.complaint_id = c.id left join accounts o on o.id = a.account_id
  left join complaint_words v on v.complaint_id = c.id and v.part = 'answer'`;

/** Of a round, those without an answer first, then the newest. */
export const readComplaints = (db: Queries, roundId: string): Promise<ComplaintRow[]> =>
  db.query<ComplaintRow>(
    `select ${complaintColumns} from ${complaintTables} where c.round_id = $1
     order by a.complaint_id is not null, c.no desc limit 500`,
    [roundId],
  );

export const readOwnComplaints = (db: Queries, contestantId: string): Promise<ComplaintRow[]> =>
  db.query<ComplaintRow>(
    `select ${complaintColumns} from ${complaintTables} where c.contestant_id = $1 order by c.no desc`,
    [contestantId],
  );

export async function findComplaint(
  db: Queries,
  contestId: string,
  complaintId: string,
): Promise<{ id: string; no: number; round_id: string } | null> {
  const rows = await db.query<{ id: string; no: number; round_id: string }>(
    'select id, no, round_id from complaints where id = $1 and contest_id = $2',
    [complaintId, contestId],
  );
  return rows[0] ?? null;
}

/** Numbered in the contest, whose row the caller has locked. */
export async function insertComplaint(
  tx: Queries,
  row: Pick<ComplaintRow, 'id' | 'round_id' | 'contestant_id' | 'attempt_id' | 'at_ms' | 'due_at_ms'> & {
    contest_id: string;
    words: string;
  },
): Promise<number> {
  const rows = await tx.query<{ no: number }>(
    `insert into complaints (id, contest_id, no, round_id, contestant_id, attempt_id, at_ms, due_at_ms)
     select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, $7 from complaints where contest_id = $2 returning no`,
    [row.id, row.contest_id, row.round_id, row.contestant_id, row.attempt_id, row.at_ms, row.due_at_ms],
  );
  await insertWords(tx, row.id, 'complaint', row.words);
  return rows[0]?.no ?? 0;
}

const insertWords = (tx: Queries, id: string, part: 'complaint' | 'answer', words: string): Promise<unknown> =>
  tx.query('insert into complaint_words (complaint_id, part, words) values ($1, $2, $3)', [id, part, words]);

/** false: it has an answer already. */
export async function insertAnswer(
  tx: Queries,
  answer: {
    complaint_id: string;
    upheld: boolean;
    decision_no: number | null;
    actor: string;
    account_id: string | null;
    at_ms: number;
    words: string;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into complaint_answers (complaint_id, upheld, decision_no, actor, account_id, at_ms)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning complaint_id`,
    [answer.complaint_id, answer.upheld, answer.decision_no, answer.actor, answer.account_id, answer.at_ms],
  );
  if (rows.length === 0) return false;
  await insertWords(tx, answer.complaint_id, 'answer', answer.words);
  return true;
}

/** Submitted attempts of a person in a contest, newest first. */
export const readOwnAttempts = (
  db: Queries,
  contestantId: string,
): Promise<{ attempt_id: string; round_id: string; at_ms: number }[]> =>
  db.query<{ attempt_id: string; round_id: string; at_ms: number }>(
    'select attempt_id, round_id, at_ms from submissions where contestant_id = $1 and not practice order by at_ms desc limit 200',
    [contestantId],
  );
