import type { SealedQuestion } from '@hoithi/shared/contract/seals';
import type { Queries } from '../platform/db/database.ts';

/** What rounds may draw, sealed. SPEC Q21, Q22. */

export type SealRow = {
  round_id: string;
  root: string;
  question_count: number;
  sealed_at_ms: number;
  question_ids: string[] | null;
};

export const readSeals = (db: Queries, contestId: string): Promise<SealRow[]> =>
  db.query<SealRow>(
    `select s.round_id, s.root, s.question_count, s.sealed_at_ms,
       (select array_agg(q.question_id order by q.place) from sealed_questions q where q.round_id = s.round_id) as question_ids
     from round_seals s join rounds r on r.id = s.round_id where r.contest_id = $1`,
    [contestId],
  );

/** false: the round is sealed already. */
export async function insertSeal(
  tx: Queries,
  seal: { roundId: string; root: string; atMs: number; actor: string },
  questions: readonly SealedQuestion[],
): Promise<boolean> {
  const made = await tx.query(
    `insert into round_seals (round_id, root, question_count, sealed_at_ms, actor) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning round_id`,
    [seal.roundId, seal.root, questions.length, seal.atMs, seal.actor],
  );
  if (made.length === 0) return false;
  await tx.query(
    `insert into sealed_questions (round_id, place, question_id, salt, topic, body)
     select $1, t.place, t.id, t.salt, t.topic, t.body
     from jsonb_to_recordset($2::jsonb) as t(place integer, id text, salt text, topic text, body jsonb)`,
    [seal.roundId, JSON.stringify(questions.map((each, place) => ({ ...each, place })))],
  );
  return true;
}

/** In the order of the tree. */
export const readSealedQuestions = (db: Queries, roundId: string): Promise<SealedQuestion[]> =>
  db.query<{ id: string; salt: string; topic: string; body: unknown }>(
    'select question_id as id, salt, topic, body from sealed_questions where round_id = $1 order by place',
    [roundId],
  );

/** Nobody else seals a round of the contest, or changes which questions are current, until the transaction ends. */
export const lockContest = (tx: Queries, contestId: string): Promise<unknown> =>
  tx.query('select 1 from contests where id = $1 for no key update', [contestId]);
