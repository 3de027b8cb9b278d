import type { AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { useState } from 'react';

export type Step = { is: 'question'; question: QuestionView } | { is: 'prediction' } | { is: 'overview' };
export type Steps = {
  step: Step;
  /** A paper's questions may be visited in any order; `prediction` and `overview` follow the last. */
  goTo: (place: number | 'prediction' | 'overview') => void;
  next: () => void;
  back: (() => void) | null;
};
type Place = number | 'prediction' | 'overview';

/** The step of the attempt on the page. One by one the server decides; in a paper the contestant does. SPEC A5. */
export function useSteps(attempt: AttemptView): Steps {
  const [place, setPlace] = useState<Place>(() => firstOpen(attempt));
  const hasPrediction = attempt.prediction.enabled;
  const after: Place = hasPrediction ? 'prediction' : 'overview';
  if (attempt.pacing === 'one-by-one') {
    const current = attempt.questions[0];
    const step: Step = current
      ? { is: 'question', question: current }
      : hasPrediction && attempt.prediction.value === null && place !== 'overview'
        ? { is: 'prediction' }
        : { is: 'overview' };
    return { step, goTo: setPlace, next: () => setPlace('overview'), back: null };
  }
  const last = attempt.questions.length - 1;
  const at: Place = typeof place === 'number' ? Math.min(place, last) : place;
  const question = typeof at === 'number' ? attempt.questions[at] : undefined;
  const step: Step = question
    ? { is: 'question', question }
    : at === 'prediction'
      ? { is: 'prediction' }
      : { is: 'overview' };
  const before: Place | null =
    typeof at === 'number' ? (at > 0 ? at - 1 : null) : at === 'overview' && hasPrediction ? 'prediction' : last;
  return {
    step,
    goTo: setPlace,
    next: () => setPlace(typeof at === 'number' ? (at < last ? at + 1 : after) : 'overview'),
    back: before === null ? null : () => setPlace(before),
  };
}

/** A paper opened again goes on at the first question without an answer. */
function firstOpen(attempt: AttemptView): Place {
  const answered = new Set(attempt.saved.map((answer) => answer.questionId));
  const open = attempt.questions.findIndex((question) => !answered.has(question.questionId));
  return Math.max(open, 0);
}
