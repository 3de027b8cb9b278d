import type { Queries } from '../platform/db/database.ts';

/** One prediction per person and round. The first stands. SPEC P2. */
export async function insertPrediction(
  db: Queries,
  prediction: { roundId: string; contestantId: string; attemptId: string; value: number; atMs: number },
): Promise<{ value: number; attemptId: string }> {
  const made = await db.query(
    `insert into predictions (round_id, contestant_id, attempt_id, value, at_ms) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning value`,
    [prediction.roundId, prediction.contestantId, prediction.attemptId, prediction.value, prediction.atMs],
  );
  if (made.length === 1) return { value: prediction.value, attemptId: prediction.attemptId };
  const first = await readPrediction(db, prediction.roundId, prediction.contestantId);
  return first ?? { value: prediction.value, attemptId: prediction.attemptId };
}

export async function readPrediction(
  db: Queries,
  roundId: string,
  contestantId: string,
): Promise<{ value: number; attemptId: string } | null> {
  const rows = await db.query<{ value: number; attemptId: string }>(
    'select value, attempt_id as "attemptId" from predictions where round_id = $1 and contestant_id = $2',
    [roundId, contestantId],
  );
  return rows[0] ?? null;
}
