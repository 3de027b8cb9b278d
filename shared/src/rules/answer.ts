import type { Refusal } from '../contract/refusal.ts';
import { accept, type Result, refuse } from '../contract/result.ts';
import { type Given, readGiven } from './questions/read-given.ts';
import type { AskedItem } from './questions/score-item.ts';

/** A question as it was handed out to one person. locksAtMs null: only the attempt's lock applies. */
export type HandedOut = {
  questionId: string;
  asked: AskedItem;
  handedOutAtMs: number;
  locksAtMs: number | null;
};

export type ArrivedAnswer = {
  question: HandedOut | null; // null: this attempt never got that question
  attempt: { locksAtMs: number; graceMs: number };
  given: Given;
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
 * Refuses  question_not_handed_out, option_count, option_unknown, answer_unreadable, answer_too_late. Sending again cannot help.
 * Source   SPEC A2, A6, Q5, T2, T6.
 */
export function judgeAnswer(input: ArrivedAnswer): Result<{ countedAtMs: number }> {
  const { question, attempt, given, arrivedAtMs } = input;
  if (question === null) return refuse({ code: 'question_not_handed_out' });
  if (!readGiven(question.asked, given)) return refuse(whatIsWrong(question.asked, given.optionIds));
  const locksAtMs = Math.min(attempt.locksAtMs, question.locksAtMs ?? attempt.locksAtMs);
  return judgeArrival(arrivedAtMs, locksAtMs, attempt.graceMs);
}

/** Why an answer is none of the kind that the question asks for. */
function whatIsWrong({ kind, options = [] }: AskedItem, optionIds: readonly string[]): Refusal {
  if (kind === 'number' || kind === 'text' || kind === 'order') return { code: 'answer_unreadable', kind };
  const max = kind === 'several' ? options.length : 1;
  const repeats = new Set(optionIds).size < optionIds.length;
  if (optionIds.length === 0 || optionIds.length > max || repeats) return { code: 'option_count', max };
  return { code: 'option_unknown' };
}
