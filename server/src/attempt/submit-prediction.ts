import type { SubmitPrediction } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeArrival } from '@hoithi/shared/rules/answer';
import { judgePrediction } from '@hoithi/shared/rules/prediction';
import type { App } from '../app-parts.ts';
import { byFirstArrival } from './first-arrival.ts';
import { findOwnAttempt } from './own-attempt.ts';
import { insertPrediction } from './predictions-sql.ts';

/** Locks the prediction of this person for the round; the same value again from the same attempt hears the first. SPEC P2, N15. */
export async function submitPrediction(
  app: App,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const named = { name: `${contestantId} prediction ${message.attemptId}`, said: String(message.value) };
  return byFirstArrival(app, named, { atMs: arrivedAtMs }, ({ atMs }) =>
    takePrediction(app, contestantId, message, atMs),
  );
}

async function takePrediction(
  app: App,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const found = await findOwnAttempt(app, contestantId, message.attemptId);
  if (!found.ok) return found;
  return app.attempts.inTurn(message.attemptId, async () => {
    const attempt = await app.attempts.get(message.attemptId);
    if (!attempt || attempt.row.practice) return refuse({ code: 'prediction_not_asked' });
    if (attempt.prediction === message.value) return accept({ value: message.value });
    const judged = judgePrediction(attempt.rules, attempt.prediction);
    if (!judged.ok) return judged;
    if (attempt.submission) return refuse({ code: 'attempt_over' });
    const arrival = judgeArrival(arrivedAtMs, app.attempts.locksAtMs(attempt), attempt.rules.time.graceMs);
    if (!arrival.ok) return arrival;
    const kept = await insertPrediction(app.db, {
      roundId: attempt.row.round_id,
      contestantId,
      attemptId: attempt.row.id,
      value: message.value,
      atMs: arrivedAtMs,
    });
    attempt.prediction = kept.value;
    return kept.value === message.value
      ? accept({ value: kept.value })
      : refuse({ code: 'prediction_locked', value: kept.value });
  });
}
