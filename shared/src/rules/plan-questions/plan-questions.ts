import { attemptsQuestions } from './attempts-questions.ts';
import { peopleQuestions } from './people-questions.ts';
import type { PlanQuestion } from './plan-question.ts';
import { prizesQuestions } from './prizes-questions.ts';
import { publicationQuestions } from './publication-questions.ts';
import { questionsQuestions } from './questions-questions.ts';
import { rankingQuestions } from './ranking-questions.ts';
import { roundsQuestions } from './rounds-questions.ts';
import { timeQuestions } from './time-questions.ts';

/**
 * Everything a plan may leave open, in the order a clerk fills in a form and in which answers take effect. Not asked,
 * because silence already means "none": ages, a cap by share of participants, banks per round, the number of the
 * decision that issues the rules.
 */
export const planQuestions: readonly PlanQuestion[] = [
  ...roundsQuestions,
  ...questionsQuestions,
  ...timeQuestions,
  ...attemptsQuestions,
  ...rankingQuestions,
  ...prizesQuestions,
  ...peopleQuestions,
  ...publicationQuestions,
];
