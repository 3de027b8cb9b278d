import type { AnswerSaved, AttemptView, SavedAnswer } from '@hoithi/shared/contract/contestant';

/**
 * The open attempt as this page knows it. Acks and views travel apart, so an older picture may come after a newer one:
 * what has been kept is never forgotten, and an answered question never comes back. SPEC A5, V2.
 */
export function mergeAttempt(known: AttemptView | null, told: AttemptView | null): AttemptView | null {
  if (!told || known?.attemptId !== told.attemptId) return told;
  const behind = told.pacing === 'one-by-one' && currentPosition(told) < currentPosition(known);
  return {
    ...told,
    questions: behind ? known.questions : told.questions,
    kept: mergeSaved(known.kept, told.kept),
    answered: Math.max(known.answered, told.answered),
    prediction: { ...told.prediction, value: told.prediction.value ?? known.prediction.value },
  };
}

/** The attempt after an answer has been kept. */
export function saveAnswer(attempt: AttemptView, { receipt, next, answered }: AnswerSaved): AttemptView {
  const { questionId, optionIds, arrivedAtMs } = receipt;
  const kept = mergeSaved(attempt.kept, [{ questionId, optionIds, arrivedAtMs }]);
  if (answered < attempt.answered) return { ...attempt, kept }; // a resend's ack, late
  const moves =
    attempt.pacing === 'one-by-one' && attempt.questions.some((question) => question.questionId === questionId);
  return { ...attempt, kept, answered, questions: moves ? (next ? [next] : []) : attempt.questions };
}

/** Where a one-by-one attempt stands; past every question once the last is answered. */
function currentPosition(attempt: AttemptView): number {
  return attempt.questions[0]?.position ?? Number.POSITIVE_INFINITY;
}

function mergeSaved(known: SavedAnswer[], told: SavedAnswer[]): SavedAnswer[] {
  const newest = new Map(known.map((answer) => [answer.questionId, answer]));
  for (const answer of told) {
    const before = newest.get(answer.questionId);
    if (!before || answer.arrivedAtMs >= before.arrivedAtMs) newest.set(answer.questionId, answer);
  }
  return [...newest.values()];
}
