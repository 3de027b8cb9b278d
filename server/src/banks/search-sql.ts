import type { Question } from '@hoithi/shared/contract/question';
import type { Queries } from '../platform/db/database.ts';

/** Lists and searches of the questions of a bank. SPEC Q15. */

/** What a list is narrowed to; null: not by this. `topic` 'none', `difficulties` 0: without one. */
export type QuestionFilter = {
  bankId: string;
  /** Words as PostgreSQL searches them. */
  words: string | null;
  states: readonly string[];
  topicId: string | null;
  withoutTopic: boolean;
  kinds: readonly string[] | null;
  difficulties: readonly number[] | null;
  audience: string | null;
  tag: string | null;
  warning: string | null;
  /** An ISO date in Vietnam. */
  today: string;
  /** Written by this one, or by others alone. */
  writtenBy: string | null;
  notWrittenBy: string | null;
};
export type HeadRow = {
  id: string;
  number: number;
  version: number;
  state: string;
  kind: string;
  text: string;
  topic_id: string | null;
  difficulty: number | null;
  audiences: string[];
  tags: string[];
  practice_only: boolean;
  warnings: string[];
  source_until: string | null;
  writers: string[];
  changed_at_ms: number;
};

/** On $1 to $13, the parameters of a filter in their order. */
const fits = `q.bank_id = $1 and ($2::text is null or q.words @@ to_tsquery('simple', $2)) and q.state = any($3::text[])
  and ($4::uuid is null or q.topic_id = $4) and (not $5::boolean or q.topic_id is null)
  and ($6::text[] is null or q.kind = any($6)) and ($7::integer[] is null or coalesce(q.difficulty, 0) = any($7))
  and ($8::text is null or q.audiences = '{}' or $8 = any(q.audiences)) and ($9::text is null or $9 = any(q.tags))
  and ($10::text is null or $10 = any(q.warnings) or ($10 = 'any' and q.warnings <> '{}')
    or ($10 in ('source_expired', 'any') and q.source_until < $11::date))
  and ($12::text is null or $12 = any(q.writers)) and ($13::text is null or $13 <> all(q.writers))`;

const paramsOf = (filter: QuestionFilter): unknown[] => [
  filter.bankId,
  filter.words,
  filter.states,
  filter.topicId,
  filter.withoutTopic,
  filter.kinds,
  filter.difficulties,
  filter.audience,
  filter.tag,
  filter.warning,
  filter.today,
  filter.writtenBy,
  filter.notWrittenBy,
];

const head = `q.id, q.number, q.version, q.state, q.kind, q.text, q.topic_id, q.difficulty, q.audiences, q.tags,
  q.practice_only, q.warnings, q.source_until, q.writers, q.changed_at_ms`;

export const searchByNumber = (
  db: Queries,
  filter: QuestionFilter,
  limit: number,
  offset: number,
): Promise<HeadRow[]> =>
  db.query<HeadRow>(`select ${head} from bank_questions q where ${fits} order by q.number limit $14 offset $15`, [
    ...paramsOf(filter),
    limit,
    offset,
  ]);

export const searchByChange = (
  db: Queries,
  filter: QuestionFilter,
  limit: number,
  offset: number,
): Promise<HeadRow[]> =>
  db.query<HeadRow>(
    `select ${head} from bank_questions q where ${fits} order by q.changed_at_ms desc, q.number limit $14 offset $15`,
    [...paramsOf(filter), limit, offset],
  );

export async function countFitting(db: Queries, filter: QuestionFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from bank_questions q where ${fits}`,
    paramsOf(filter),
  );
  return row?.count ?? 0;
}

/** Which questions fit, in the order of their numbers. */
export const listFitting = (
  db: Queries,
  filter: QuestionFilter,
  limit: number,
): Promise<{ id: string; version: number }[]> =>
  db.query<{ id: string; version: number }>(
    `select q.id, q.version from bank_questions q where ${fits} order by q.number limit $14`,
    [...paramsOf(filter), limit],
  );

/** The questions themselves, in the order of their numbers. */
export const readFitting = (
  db: Queries,
  filter: QuestionFilter,
  limit: number,
): Promise<{ id: string; number: number; topic: string | null; content: Question }[]> =>
  db.query<{ id: string; number: number; topic: string | null; content: Question }>(
    `select q.id, q.number, t.name as topic, v.content from bank_questions q
     join bank_question_versions v on v.question_id = q.id and v.version = q.version
     left join bank_topics t on t.id = q.topic_id
     where ${fits} order by q.number limit $14`,
    [...paramsOf(filter), limit],
  );

export async function readHead(db: Queries, bankId: string, questionId: string): Promise<HeadRow | null> {
  const [row] = await db.query<HeadRow>(`select ${head} from bank_questions q where q.bank_id = $1 and q.id = $2`, [
    bankId,
    questionId,
  ]);
  return row ?? null;
}

/** The questions before and after a number among those that fit, and which of how many it is. */
export async function readBeside(
  db: Queries,
  filter: QuestionFilter,
  number: number,
): Promise<{ previous: string | null; next: string | null; place: number; total: number }> {
  const [row] = await db.query<{ previous: string | null; next: string | null; place: number; total: number }>(
    `select (select q.id from bank_questions q where ${fits} and q.number < $14 order by q.number desc limit 1) as previous,
       (select q.id from bank_questions q where ${fits} and q.number > $14 order by q.number limit 1) as next,
       (select count(*)::int from bank_questions q where ${fits} and q.number <= $14) as place,
       (select count(*)::int from bank_questions q where ${fits}) as total`,
    [...paramsOf(filter), number],
  );
  return row ?? { previous: null, next: null, place: 0, total: 0 };
}

export const countTags = (db: Queries, bankId: string): Promise<{ tag: string; questions: number }[]> =>
  db.query<{ tag: string; questions: number }>(
    `select tag, count(*)::int as questions from bank_questions q, unnest(q.tags) as tag
     where q.bank_id = $1 and q.state <> 'removed' group by tag order by questions desc, tag limit 200`,
    [bankId],
  );

export const countWarnings = (
  db: Queries,
  bankId: string,
  today: string,
): Promise<{ reason: string; questions: number }[]> =>
  db.query<{ reason: string; questions: number }>(
    `select reason, count(*)::int as questions from bank_questions q,
       unnest(q.warnings || case when q.source_until < $2::date then array['source_expired'] else '{}' end) as reason
     where q.bank_id = $1 and q.state <> 'removed' group by reason order by questions desc, reason`,
    [bankId, today],
  );

/** Of the questions with one right option: how many have it at which place. */
export const countRightPlaces = (db: Queries, bankId: string): Promise<{ place: number; questions: number }[]> =>
  db.query<{ place: number; questions: number }>(
    `select coalesce(q.right_place, 0)::int as place, count(*)::int as questions from bank_questions q
     where q.bank_id = $1 and q.state <> 'removed' and q.right_place is not null group by q.right_place`,
    [bankId],
  );
