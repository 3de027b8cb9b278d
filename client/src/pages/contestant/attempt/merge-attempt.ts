import type { AnswerSaved, AttemptView, SavedAnswer } from '@hoithi/shared/contract/contestant';

/**
 * The open attempt as this page knows it. Acks and views travel apart, so an older state may come after a newer one:
 * a saved answer is never lost again, and an answered question never comes back. SPEC A5, V2.
 */
export function mergeAttempt(known: AttemptView | null, received: AttemptView | null): AttemptView | null {
  if (!received || known?.attemptId !== received.attemptId) return received;
  const behind = received.pacing === 'one-by-one' && currentPosition(received) < currentPosition(known);
  return {
    ...received,
    questions: behind ? known.questions : received.questions,
    saved: mergeSaved(known.saved, received.saved),
    answered: Math.max(known.answered, received.answered),
    prediction: { ...received.prediction, value: received.prediction.value ?? known.prediction.value },
  };
}

/** The attempt after an answer was saved. */
export function saveAnswer(attempt: AttemptView, { receipt, next, answered }: AnswerSaved): AttemptView {
  const { questionId, optionIds, typed, arrivedAtMs } = receipt;
  const saved = mergeSaved(attempt.saved, [{ questionId, optionIds, typed, arrivedAtMs }]);
  if (answered < attempt.answered) return { ...attempt, saved }; // a resend's ack, late
  const moves =
    attempt.pacing === 'one-by-one' && attempt.questions.some((question) => question.questionId === questionId);
  return { ...attempt, saved, answered, questions: moves ? (next ? [next] : []) : attempt.questions };
}

/** Where a one-by-one attempt stands; past every question once the last is answered. */
function currentPosition(attempt: AttemptView): number {
  return attempt.questions[0]?.position ?? Number.POSITIVE_INFINITY;
}

function mergeSaved(known: SavedAnswer[], received: SavedAnswer[]): SavedAnswer[] {
  const newest = new Map(known.map((answer) => [answer.questionId, answer]));
  for (const answer of received) {
    const before = newest.get(answer.questionId);
    if (!before || answer.arrivedAtMs >= before.arrivedAtMs) newest.set(answer.questionId, answer);
  }
  return [...newest.values()];
}
