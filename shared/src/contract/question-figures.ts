/** How often each question of a contest was seen and solved. HTTP `/api/organizer/contests/…/question-figures`. SPEC Q26. */

/** `day`: an ISO date in Vietnam. `shown`: submitted attempts that had the question; `right` of them. */
export type QuestionDay = { day: string; shown: number; right: number };

export type QuestionFigures = {
  questionId: string;
  text: string;
  topic: string;
  shown: number;
  right: number;
  days: QuestionDay[];
  /** Correlation of having it right with the rest of the attempt, −1 to 1; null where it says nothing. */
  discrimination: number | null;
  /** Of a question with options: in how many answers each was chosen. Several may be in one answer. */
  options: { text: string; right: boolean; chosen: number }[];
  answered: number;
  /** Solved much more often of late than before, compared with all questions: a sign that its answer spread. */
  drift: { before: number; after: number } | null;
};

/** `countedAtMs`: epoch ms; what was submitted since then is counted within a minute. */
export type CountedFigures = { countedAtMs: number; questions: QuestionFigures[] };
