import type { OpenQuestion } from '../contract/organizer.ts';
import type { RulesDraft } from '../contract/rules.ts';
import { planQuestions } from './plan-questions/plan-questions.ts';

/**
 * What the draft leaves open, in a clerk's order. Some questions only come up once another is answered: which attempt
 * counts is not asked of a contest with one attempt. A value that may be "none" is asked as long as it is null.
 *
 * Source  SPEC R3, O1; domain (a2) for the examples.
 */
export function openQuestions(draft: RulesDraft): OpenQuestion[] {
  return planQuestions.filter((question) => question.isOpen(draft)).map((question) => question.toOpenQuestion(draft));
}
