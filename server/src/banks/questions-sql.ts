import type { Question } from '@hoithi/shared/contract/question';
import type { Queries } from '../platform/db/database.ts';

/** Questions of banks and their versions. SPEC Q11, Q14. */

/** A question as a row: what lists and searches read. `words`: its folded text. */
export type QuestionHead = {
  id: string;
  version: number;
  state: string;
  topic_id: string | null;
  kind: string;
  difficulty: number | null;
  audiences: string[];
  tags: string[];
  practice_only: boolean;
  text: string;
  words: string;
  same_key: string;
  warnings: string[];
  source_until: string | null;
  right_place: number | null;
  writers: readonly string[];
  changed_at_ms: number;
};
export type VersionRow = {
  question_id: string;
  version: number;
  content: Question;
  state: string;
  act: string;
  comment: string | null;
  actor: string;
  at_ms: number;
};
export type FoundQuestion = {
  id: string;
  bank_id: string;
  number: number;
  version: number;
  state: string;
  topic_id: string | null;
  writers: string[];
  content: Question;
};

export async function insertQuestionRows(
  tx: Queries,
  bankId: string,
  rows: readonly (QuestionHead & { number: number })[],
): Promise<void> {
  await tx.query(
    `insert into bank_questions (id, bank_id, number, version, state, topic_id, kind, difficulty, audiences, tags,
       practice_only, text, words, same_key, warnings, source_until, right_place, writers, changed_at_ms)
     select t.id, $1, t.number, t.version, t.state, t.topic_id, t.kind, t.difficulty, t.audiences, t.tags,
       t.practice_only, t.text, strip(to_tsvector('simple', t.words)), t.same_key, t.warnings, t.source_until, t.right_place,
       t.writers, t.changed_at_ms
     from jsonb_to_recordset($2::jsonb) as t(id uuid, number integer, version integer, state text, topic_id uuid, kind text,
       difficulty smallint, audiences text[], tags text[], practice_only boolean, text text, words text, same_key text,
       warnings text[], source_until date, right_place smallint, writers text[], changed_at_ms bigint)`,
    [bankId, JSON.stringify(rows)],
  );
}

/** Writes rows anew whose version is still the one before. */
export async function updateQuestionRows(tx: Queries, rows: readonly QuestionHead[]): Promise<void> {
  await tx.query(
    `update bank_questions q set version = t.version, state = t.state, topic_id = t.topic_id, kind = t.kind,
       difficulty = t.difficulty, audiences = t.audiences, tags = t.tags, practice_only = t.practice_only, text = t.text,
       words = strip(to_tsvector('simple', t.words)), same_key = t.same_key, warnings = t.warnings,
       source_until = t.source_until, right_place = t.right_place, writers = t.writers, changed_at_ms = t.changed_at_ms
     from jsonb_to_recordset($1::jsonb) as t(id uuid, version integer, state text, topic_id uuid, kind text,
       difficulty smallint, audiences text[], tags text[], practice_only boolean, text text, words text, same_key text,
       warnings text[], source_until date, right_place smallint, writers text[], changed_at_ms bigint)
     where q.id = t.id and q.version = t.version - 1`,
    [JSON.stringify(rows)],
  );
}

export async function insertVersionRows(tx: Queries, rows: readonly VersionRow[]): Promise<void> {
  await tx.query(
    `insert into bank_question_versions (question_id, version, content, state, act, comment, actor, at_ms)
     select t.question_id, t.version, t.content, t.state, t.act, t.comment, t.actor, t.at_ms
     from jsonb_to_recordset($1::jsonb) as t(question_id uuid, version integer, content jsonb, state text, act text,
       comment text, actor text, at_ms bigint)`,
    [JSON.stringify(rows)],
  );
}

/** Those of a bank with these ids as they stand, with their content, locked against others who would change them. */
export const lockQuestions = (tx: Queries, bankId: string, ids: readonly string[]): Promise<FoundQuestion[]> =>
  tx.query<FoundQuestion>(
    `select q.id, q.bank_id, q.number, q.version, q.state, q.topic_id, q.writers, v.content
     from bank_questions q join bank_question_versions v on v.question_id = q.id and v.version = q.version
     where q.bank_id = $1 and q.id = any($2::uuid[]) order by q.number for update of q`,
    [bankId, ids],
  );

/** Questions that the bank has already, by what makes them the same. */
export const findSame = (
  tx: Queries,
  bankId: string,
  keys: readonly string[],
): Promise<{ id: string; number: number; same_key: string }[]> =>
  tx.query<{ id: string; number: number; same_key: string }>(
    `select id, number, same_key from bank_questions
     where bank_id = $1 and same_key = any($2::text[]) and state <> 'removed'`,
    [bankId, keys],
  );

export async function countQuestions(tx: Queries, bankId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from bank_questions where bank_id = $1 and state <> 'removed'`,
    [bankId],
  );
  return row?.count ?? 0;
}

export const listVersions = (
  db: Queries,
  questionId: string,
): Promise<(Omit<VersionRow, 'question_id' | 'actor'> & { by: string | null })[]> =>
  db.query<Omit<VersionRow, 'question_id' | 'actor'> & { by: string | null }>(
    `select v.version, v.content, v.state, v.act, v.comment, v.at_ms, a.name as by
     from bank_question_versions v left join accounts a on v.actor = 'account:' || a.id
     where v.question_id = $1 order by v.version desc limit 200`,
    [questionId],
  );

export type CommentRow = { text: string; version: number; at_ms: number; by: string | null };
export const listComments = (db: Queries, questionId: string): Promise<CommentRow[]> =>
  db.query<CommentRow>(
    `select c.text, c.version, c.at_ms, a.name as by
     from bank_comments c left join accounts a on c.actor = 'account:' || a.id
     where c.question_id = $1 order by c.at_ms, c.id`,
    [questionId],
  );

export async function countComments(tx: Queries, questionId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from bank_comments where question_id = $1',
    [questionId],
  );
  return row?.count ?? 0;
}

export const insertComment = (
  tx: Queries,
  comment: { id: string; question_id: string; version: number; text: string; actor: string; at_ms: number },
): Promise<unknown> =>
  tx.query('insert into bank_comments (id, question_id, version, text, actor, at_ms) values ($1, $2, $3, $4, $5, $6)', [
    comment.id,
    comment.question_id,
    comment.version,
    comment.text,
    comment.actor,
    comment.at_ms,
  ]);
