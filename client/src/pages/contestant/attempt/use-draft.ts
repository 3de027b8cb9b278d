import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { useEffect, useRef, useState } from 'react';
import type { AnswerState, GivenAnswer } from './answer-sender.ts';
import { isComplete, nothingGiven } from './given-answer.ts';

/** So long after the last letter a typed answer is saved by itself. */
const saveTypedAfterMs = 1_200;

/**
 * The answer to a question of a paper while it is being given. Options are saved as they are pressed, an order once it is
 * whole, what is typed when its box is left or when nothing was typed for a moment. SPEC A5.
 */
export function useDraft(
  question: QuestionView,
  state: AnswerState | undefined,
  save: (given: GivenAnswer) => void,
): { given: GivenAnswer; give: (given: GivenAnswer) => void; leave: () => void } {
  const [draft, setDraft] = useState<GivenAnswer | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const unsaved = useRef<GivenAnswer | null>(null);
  const latest = useRef(save);
  latest.current = save;

  const leave = () => {
    if (waiting.current) clearTimeout(waiting.current);
    waiting.current = null;
    const given = unsaved.current;
    unsaved.current = null;
    if (given) latest.current(given);
  };
  const leaveLatest = useRef(leave);
  leaveLatest.current = leave;
  useEffect(() => () => leaveLatest.current(), []); // the page turns: what was typed is saved

  const give = (given: GivenAnswer) => {
    setDraft(given);
    unsaved.current = isComplete(question, given) ? given : null; // a saved answer is changed, never withdrawn
    if (waiting.current) clearTimeout(waiting.current);
    if (given.typed === null) leave();
    else waiting.current = setTimeout(() => leaveLatest.current(), saveTypedAfterMs);
  };
  return { given: draft ?? state ?? nothingGiven, give, leave };
}
