import type { OpenQuestion, RulesAnswers } from '../contract/organizer.ts';
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

type AppliedAnswers = {
  draft: RulesDraft;
  /** "question id: what is wrong", for a person to read. An answer with an issue changes nothing. */
  issues: string[];
  /** Ids whose answer was taken. */
  taken: ReadonlySet<string>;
};

const knownIds: ReadonlySet<string> = new Set(planQuestions.map((question) => question.id));

/**
 * Fills a draft with the organizer's answers, in the questions' order. An answer to what the plan states itself, or to
 * a question that another answer has made pointless, is left aside: a plan is never overruled.
 *
 * Source  SPEC R3, O1.
 */
export function applyAnswers(draft: RulesDraft, answers: RulesAnswers): AppliedAnswers {
  let filled = draft;
  const taken = new Set<string>();
  const issues = Object.keys(answers)
    .filter((id) => !knownIds.has(id))
    .map((id) => `${id}: không có câu hỏi này`);
  for (const question of planQuestions) {
    const answer = answers[question.id];
    if (answer === undefined || !question.isOpen(filled)) continue;
    const put = question.put(filled, answer);
    if (put.ok) {
      filled = put.draft;
      taken.add(question.id);
    } else issues.push(`${question.id}: ${put.issue}`);
  }
  return { draft: filled, issues, taken };
}
