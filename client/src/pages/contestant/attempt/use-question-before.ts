import type { AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useRef } from 'react';
import type { AnswerState } from './answer-sender.ts';

/** What became of the question that this page showed before the present one. */
export type QuestionBefore =
  | { position: number; is: 'saved' }
  | { position: number; is: 'unanswered' }
  | { position: number; is: 'refused'; refusal: Refusal };

/** The question before, as the server's receipts say; null where this page has shown none. SPEC E3. */
export function useQuestionBefore(
  attempt: AttemptView,
  states: ReadonlyMap<string, AnswerState>,
  current: QuestionView | null,
): QuestionBefore | null {
  const shown = useRef<{ now: QuestionView | null; before: QuestionView | null }>({ now: null, before: null });
  if (current && current.questionId !== shown.current.now?.questionId)
    shown.current = { now: current, before: shown.current.now };
  const { before } = shown.current;
  if (!before) return null;
  const { questionId, position } = before;
  const state = states.get(questionId);
  if (state?.is === 'saved' || attempt.saved.some((answer) => answer.questionId === questionId))
    return { position, is: 'saved' };
  if (state?.is === 'refused') return { position, is: 'refused', refusal: state.refusal };
  return state ? null : { position, is: 'unanswered' };
}
