import type { SubmitPrediction } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeArrival } from '@hoithi/shared/rules/answer';
import { judgePrediction } from '@hoithi/shared/rules/prediction';
import type { House } from '../app-parts.ts';
import { byFirstArrival } from './first-arrival.ts';
import { findOwnAttempt } from './own-attempt.ts';
import { insertPrediction } from './predictions-sql.ts';

/** Locks the prediction of this person for the round; the same value again from the same attempt hears the first. SPEC P2, N15. */
export async function submitPrediction(
  house: House,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const named = { name: `${contestantId} prediction ${message.attemptId}`, said: String(message.value) };
  return byFirstArrival(house, named, { atMs: arrivedAtMs }, ({ atMs }) =>
    takePrediction(house, contestantId, message, atMs),
  );
}

async function takePrediction(
  house: House,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const found = await findOwnAttempt(house, contestantId, message.attemptId);
  if (!found.ok) return found;
  return house.attempts.inTurn(message.attemptId, async () => {
    const attempt = await house.attempts.get(message.attemptId);
    if (!attempt || attempt.row.practice) return refuse({ code: 'prediction_not_asked' });
    if (attempt.prediction === message.value) return accept({ value: message.value });
    const judged = judgePrediction(attempt.rules, attempt.prediction);
    if (!judged.ok) return judged;
    if (attempt.submission) return refuse({ code: 'attempt_over' });
    const arrival = judgeArrival(arrivedAtMs, house.attempts.locksAtMs(attempt), attempt.rules.time.graceMs);
    if (!arrival.ok) return arrival;
    const kept = await insertPrediction(house.db, {
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
