import type { QuestionState } from '../../contract/banks.ts';
import type { Refusal } from '../../contract/refusal.ts';
import { accept, type Result, refuse } from '../../contract/result.ts';

type Reviewed = { state: QuestionState; writers: readonly string[] };

/** Where a question can go from each state. Writing again makes a draft of it from any state. */
const ways: Readonly<Record<QuestionState, readonly QuestionState[]>> = {
  draft: ['returned', 'reviewed', 'removed'],
  returned: ['draft', 'removed'],
  reviewed: ['returned', 'approved', 'removed'],
  approved: ['returned', 'removed'],
  removed: ['draft'],
};

/** Those that are a judgement of somebody else's work. */
const isJudgement = (to: QuestionState): boolean => to === 'reviewed' || to === 'approved';

/**
 * Whether somebody may move a question to another state. Nobody reviews or approves what they wrote themselves: whoever changed
 * the content since it was approved last is its writer.
 *
 * Refuses  question_state: no way leads there from where it is. own_question.
 * Source   SPEC Q13.
 */
export function moveQuestion({ state, writers }: Reviewed, to: QuestionState, by: string): Result<null, Refusal> {
  if (!ways[state].includes(to)) return refuse({ code: 'question_state', state });
  if (isJudgement(to) && writers.includes(by)) return refuse({ code: 'own_question' });
  return accept(null);
}

/** Who wrote it once it is in this state: approval ends the list. */
export const writersAfter = (writers: readonly string[], to: QuestionState): readonly string[] =>
  to === 'approved' ? [] : writers;

/** Who wrote it once somebody changed its content. */
export const withWriter = (writers: readonly string[], by: string): readonly string[] =>
  writers.includes(by) ? writers : [...writers, by];
