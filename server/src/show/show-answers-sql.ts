import type { CountedAnswer } from '@hoithi/shared/rules/show/tally';
import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import { type Database, type Queries, statement } from '../platform/db/database.ts';

/** Answers of a run: each asking, player and change once. SPEC H5. */
export type ShowAnswerRow = {
  id: string;
  run_id: string;
  asking: number;
  player_id: string;
  change_no: number;
  given: string;
  arrived_at_ms: number;
  elapsed_ms: number;
  round_trip_ms: number | null;
  credit_ms: number;
};

const saveShowAnswers = statement(
  'save-show-answers',
  `select save_show_answers($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::integer[], $6::text[], $7::bigint[],
                            $8::integer[], $9::integer[], $10::integer[])`,
);

/** Saves answers of all phones in one commit; returns whether each was saved. */
export function createShowAnswerBatch(db: Database, options?: BatchOptions<ShowAnswerRow, boolean>) {
  return new Batch<ShowAnswerRow, boolean>(async (items) => {
    const column = <K extends keyof ShowAnswerRow>(key: K) => items.map((item) => item[key]);
    const rows = await db.urgent.query<{ save_show_answers: string }>(saveShowAnswers, [
      column('id'),
      column('run_id'),
      column('asking'),
      column('player_id'),
      column('change_no'),
      column('given'),
      column('arrived_at_ms'),
      column('elapsed_ms'),
      column('round_trip_ms'),
      column('credit_ms'),
    ]);
    const saved = new Set(rows.map((row) => row.save_show_answers));
    return items.map((item) => saved.has(item.id));
  }, options);
}

export async function readShowAnswer(db: Queries, id: string): Promise<ShowAnswerRow | null> {
  const rows = await db.query<ShowAnswerRow>('select * from show_answers where id = $1', [id]);
  return rows[0] ?? null;
}

/** Every answer of one asking; of one player where `playerId` is given. In the order of changes. */
export const readAsking = (
  db: Queries,
  runId: string,
  asking: number,
  playerId: string | null = null,
): Promise<ShowAnswerRow[]> =>
  db.query<ShowAnswerRow>(
    'select * from show_answers where run_id = $1 and asking = $2 and ($3::uuid is null or player_id = $3) order by player_id, change_no',
    [runId, asking, playerId],
  );

/** The answer of each player that counts: the last one saved. */
export async function readCounted(db: Queries, runId: string, asking: number): Promise<CountedAnswer[]> {
  const rows = await db.query<Pick<ShowAnswerRow, 'player_id' | 'given' | 'arrived_at_ms' | 'elapsed_ms'>>(
    `select distinct on (player_id) player_id, given, arrived_at_ms, elapsed_ms from show_answers
     where run_id = $1 and asking = $2 order by player_id, change_no desc`,
    [runId, asking],
  );
  return rows.map((row) => ({
    playerId: row.player_id,
    given: row.given,
    arrivedAtMs: row.arrived_at_ms,
    elapsedMs: row.elapsed_ms,
  }));
}

export type QuickAnswerRow = {
  player_id: string;
  asking: number;
  given: string;
  raw_ms: number;
  round_trip_ms: number | null;
};

/**
 * Of the counted answers of a run those that came before `withinMs`, or sooner than half of their own round trip and
 * `reactionMs` allow: few of many. raw_ms: from the opening to the arrival.
 */
export const readQuickAnswers = (
  db: Queries,
  runId: string,
  withinMs: number,
  reactionMs: number,
): Promise<QuickAnswerRow[]> =>
  db.query<QuickAnswerRow>(
    `select * from (
       select distinct on (asking, player_id) player_id, asking, given, elapsed_ms + credit_ms as raw_ms, round_trip_ms
       from show_answers where run_id = $1 order by asking, player_id, change_no desc
     ) counted where raw_ms < greatest($2::integer, coalesce(round_trip_ms, 0) / 2 + $3::integer)`,
    [runId, withinMs, reactionMs],
  );
