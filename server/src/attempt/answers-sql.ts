import type { Given } from '@hoithi/shared/rules/questions/read-given';
import type { Clock } from '../platform/clock/clock.ts';
import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import { type Database, type Queries, statement } from '../platform/db/database.ts';
import type { HandoutRow } from './attempts-sql.ts';

export type AnswerRow = {
  id: string;
  attempt_id: string;
  question_id: string;
  change_no: number;
  option_ids: string[];
  /** A number or a short answer as it was typed. */
  typed: string | null;
  arrived_at_ms: number;
  counted_at_ms: number;
  elapsed_ms: number;
  round_trip_ms: number | null;
  credit_ms: number;
};
export const givenOf = ({ option_ids: optionIds, typed }: Pick<AnswerRow, 'option_ids' | 'typed'>): Given => ({
  optionIds,
  typed,
});

export type AnswerToSave = { row: AnswerRow; next: { position: number; questionId: string } | null };
/** handedOutAtMs: when the batch left, which is the hand-out of the next question. */
/** saved: false when the answer's id or its change was taken. */
export type AnswerCommit = { saved: boolean; handedOutAtMs: number };

const saveAnswers = statement(
  'save-answers',
  `select save_answers($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
                       $9::integer[], $10::integer[], $11::integer[], $12::text[], $13, $14::text[])`,
);

/** Saves answers of all sockets together in one commit. SPEC A3. */
export function createAnswerBatch(db: Database, clock: Clock, options?: BatchOptions<AnswerToSave, AnswerCommit>) {
  return new Batch<AnswerToSave, AnswerCommit>(async (items) => {
    const handedOutAtMs = clock.nowMs();
    const column = <K extends keyof AnswerRow>(key: K) => items.map((item) => item.row[key]);
    const rows = await db.urgent.query<{ save_answers: string }>(saveAnswers, [
      column('id'),
      column('attempt_id'),
      column('question_id'),
      column('change_no'),
      items.map((item) => item.row.option_ids.join(',')),
      column('arrived_at_ms'),
      column('counted_at_ms'),
      column('elapsed_ms'),
      column('round_trip_ms'),
      column('credit_ms'),
      items.map((item) => item.next?.position ?? null),
      items.map((item) => item.next?.questionId ?? null),
      handedOutAtMs,
      column('typed'),
    ]);
    const saved = new Set(rows.map((row) => row.save_answers));
    return items.map((item) => ({ saved: saved.has(item.row.id), handedOutAtMs }));
  }, options);
}

export type SatAttempt = { id: string; answers: AnswerRow[] | null; handouts: HandoutRow[] | null };

/** Planned each time: a plan made while there were few answers would read all of them for each attempt. */
const satAttempts = `select t.id,
     (select json_agg(a order by a.question_id, a.change_no) from answers a where a.attempt_id = t.id) as answers,
     (select json_agg(h order by h.position) from handouts h where h.attempt_id = t.id) as handouts
   from unnest($1::uuid[]) as t(id)`;

/** What was handed out and answered in attempts; answers by question and change number, hand-outs by position. */
export const readSatAttempts = (db: Queries, attemptIds: readonly string[]): Promise<SatAttempt[]> =>
  db.query<SatAttempt>(satAttempts, [attemptIds]);

export const readAnswers = (db: Queries, attemptIds: readonly string[]): Promise<AnswerRow[]> =>
  db.query<AnswerRow>(
    'select * from answers where attempt_id = any($1::uuid[]) order by attempt_id, question_id, change_no',
    [attemptIds],
  );
