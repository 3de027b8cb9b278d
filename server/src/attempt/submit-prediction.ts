import type { SubmitPrediction } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeArrival } from '@hoithi/shared/rules/answer';
import { judgePrediction } from '@hoithi/shared/rules/prediction';
import type { App } from '../app-parts.ts';
import { byFirstArrival } from './first-arrivals.ts';
import { insertPrediction } from './predictions-sql.ts';

type Deps = Pick<App, 'db' | 'attempts' | 'firstArrivals'>;

/** Locks the prediction of this person for the round; the same value again from the same attempt is accepted again. SPEC P2, N15. */
export async function submitPrediction(
  app: Deps,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const named = { name: `${contestantId} prediction ${message.attemptId}`, content: String(message.value) };
  return byFirstArrival(app, named, { atMs: arrivedAtMs }, ({ atMs }) =>
    predictInTurn(app, contestantId, message, atMs),
  );
}

async function predictInTurn(
  app: Deps,
  contestantId: string,
  message: SubmitPrediction,
  arrivedAtMs: number,
): Promise<Result<{ value: number }>> {
  const found = await app.attempts.getOwn(contestantId, message.attemptId);
  if (!found.ok) return found;
  const { row, prediction } = found.value;
  if (!row.practice && prediction === message.value) return accept({ value: prediction }); // a resend takes no turn [N15g]
  return app.attempts.inTurn(message.attemptId, async () => {
    const attempt = await app.attempts.get(message.attemptId);
    if (!attempt || attempt.row.practice) return refuse({ code: 'prediction_not_asked' });
    if (attempt.prediction === message.value) return accept({ value: message.value });
    const judged = judgePrediction(attempt.rules, attempt.prediction);
    if (!judged.ok) return judged;
    if (attempt.submission) return refuse({ code: 'attempt_over' });
    const arrival = judgeArrival(arrivedAtMs, app.attempts.locksAtMs(attempt), attempt.rules.time.graceMs);
    if (!arrival.ok) return arrival;
    const saved = await insertPrediction(app.db, {
      roundId: attempt.row.round_id,
      contestantId,
      attemptId: attempt.row.id,
      value: message.value,
      atMs: arrivedAtMs,
    });
    attempt.prediction = saved.value;
    return saved.value === message.value
      ? accept({ value: saved.value })
      : refuse({ code: 'prediction_locked', value: saved.value });
  });
}
