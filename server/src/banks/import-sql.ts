import type { Question } from '@hoithi/shared/contract/question';
import type { Queries } from '../platform/db/database.ts';

/** What questions of a file are compared with. SPEC Q25. */

/** The texts of a bank, to find questions that are nearly the same. */
export const readTexts = (db: Queries, bankId: string): Promise<{ number: number; text: string }[]> =>
  db.query<{ number: number; text: string }>(
    `select number, text from bank_questions where bank_id = $1 and state <> 'removed' order by number`,
    [bankId],
  );

/** Questions of a bank by their numbers, to be shown beside those of a file. */
export const readBeside = (
  db: Queries,
  bankId: string,
  numbers: readonly number[],
): Promise<{ id: string; number: number; text: string; content: Question }[]> =>
  db.query<{ id: string; number: number; text: string; content: Question }>(
    `select q.id, q.number, q.text, v.content from bank_questions q
     join bank_question_versions v on v.question_id = q.id and v.version = q.version
     where q.bank_id = $1 and q.number = any($2::int[]) order by q.number`,
    [bankId, numbers],
  );
