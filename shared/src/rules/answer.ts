import { accept, type Result, refuse } from '../contract/result.ts';

/** A question as it was handed out to one person. locksAtMs null: only the attempt's lock applies. */
export type HandedOut = {
  questionId: string;
  optionIds: readonly string[];
  several: boolean;
  handedOutAtMs: number;
  locksAtMs: number | null;
};

export type ArrivedAnswer = {
  question: HandedOut | null; // null: this attempt never got that question
  attempt: { locksAtMs: number; graceMs: number };
  optionIds: readonly string[];
  arrivedAtMs: number;
};

/**
 * Decides whether an arrival is in time, and at which instant it counts.
 *
 * Units    epoch milliseconds on the server's clock; the contestant's clock is never read.
 * Refuses  answer_too_late, measured from the lock and not from the end of the grace. Sending again cannot help.
 * Source   SPEC T2.
 */
export function judgeArrival(arrivedAtMs: number, locksAtMs: number, graceMs: number): Result<{ countedAtMs: number }> {
  const lateByMs = arrivedAtMs - locksAtMs;
  if (lateByMs > graceMs) return refuse({ code: 'answer_too_late', lateByMs, graceMs });
  return accept({ countedAtMs: Math.min(arrivedAtMs, locksAtMs) });
}

/**
 * Decides whether an answer counts. That the attempt is open and the sender's own is the caller's to know.
 *
 * Units    epoch milliseconds on the server's clock.
 * Refuses  question_not_handed_out, option_count, option_unknown, answer_too_late. Sending again cannot help.
 * Source   SPEC A2, A6, T2, T6.
 */
export function judgeAnswer(input: ArrivedAnswer): Result<{ countedAtMs: number }> {
  const { question, attempt, optionIds, arrivedAtMs } = input;
  if (question === null) return refuse({ code: 'question_not_handed_out' });
  const max = question.several ? question.optionIds.length : 1;
  const repeats = new Set(optionIds).size < optionIds.length;
  if (optionIds.length === 0 || optionIds.length > max || repeats) return refuse({ code: 'option_count', max });
  if (!optionIds.every((id) => question.optionIds.includes(id))) return refuse({ code: 'option_unknown' });
  const locksAtMs = Math.min(attempt.locksAtMs, question.locksAtMs ?? attempt.locksAtMs);
  return judgeArrival(arrivedAtMs, locksAtMs, attempt.graceMs);
}
