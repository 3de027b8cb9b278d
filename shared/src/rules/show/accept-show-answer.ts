import type { QuestionKind } from '../../contract/question-kinds.ts';
import type { Refusal } from '../../contract/refusal.ts';
import { accept, type Result, refuse } from '../../contract/result.ts';
import type { ShowRules } from '../../contract/show-file.ts';
import { contradictsPong, creditAnswer } from '../lag-credit.ts';
import { settleMs } from './decide-show.ts';
import { type Asking, lockOf } from './fold-show.ts';

export type ShowAnswerInput = {
  /** The asking that is on; null: none. */
  asking: Asking | null;
  wanted: number;
  rules: ShowRules;
  /** What was given, as it is saved; null: no answer to this question. */
  given: string | null;
  /** The kind of the question, for the refusal where it is none. */
  kind: QuestionKind;
  playing: true | 'out' | 'reserve' | 'not-tied';
  arrivedAtMs: number;
  roundTripMs: number | null;
  /** The player's lag quota as it was when this asking opened. */
  quotaMs: number;
  /** How many answers to earlier askings contradicted their round trip. [T4b] */
  contradicted: number;
  /** The player has so much longer; the time that counts is divided by it. [H61] */
  timeFactor: number;
  previous: { changeNo: number } | null;
  /** A press of a buzzer: more time to press gives no better time. [H51] */
  isBuzz?: boolean;
};

export type AcceptedShowAnswer = {
  given: string;
  elapsedMs: number;
  creditMs: number;
  quotaAfterMs: number;
  contradicted: number;
  changeNo: number;
};

/**
 * Whether an answer counts. It is judged by the time it arrived, less the lag credit: everybody sees the question at the
 * same instant, so only the way back is the network's, half the round trip that the server measured. Beyond the lock the
 * credit reaches as far as the rest before the reveal: everybody sees the question end.
 *
 * Units    every ...Ms is milliseconds; arrivedAtMs is epoch on the server's clock. elapsedMs is not in whole steps yet.
 * Refuses  question_not_open, already_revealed, answer_too_early, answer_too_late, not_playing, option_unknown, answer_unreadable.
 * Source   SPEC H5, H6, H6a, H61, T4, T4b.
 */
export function acceptShowAnswer(input: ShowAnswerInput): Result<AcceptedShowAnswer> {
  const { asking, rules, arrivedAtMs } = input;
  if (!asking || asking.asking !== input.wanted || asking.undone) return refuse({ code: 'question_not_open' });
  if (asking.revealed) return refuse({ code: 'already_revealed' });
  if (asking.buzz) return refuse({ code: 'answer_too_late', lateByMs: 1, graceMs: 0 });
  if (input.playing !== true) return refuse({ code: 'not_playing', status: input.playing });
  if (input.given === null) return refuse(unreadable(input.kind));
  const rawMs = arrivedAtMs - asking.opensAtMs;
  if (rawMs < 0) return refuse({ code: 'answer_too_early', earlyByMs: -rawMs });
  const wayBackMs = input.roundTripMs === null ? null : Math.floor(input.roundTripMs / 2);
  const { contradicted } = input;
  const { creditMs, quotaAfterMs } = creditAnswer(wayBackMs, input.quotaMs, rules.lagCredit, rawMs, contradicted);
  const lateByMs = arrivedAtMs - Math.min(creditMs, settleMs) - lockOf(asking, input.timeFactor);
  if (lateByMs > 0) return refuse({ code: 'answer_too_late', lateByMs, graceMs: 0 });
  return accept({
    given: input.given,
    elapsedMs: Math.round((rawMs - creditMs) / (input.isBuzz ? 1 : input.timeFactor)),
    creditMs,
    quotaAfterMs,
    contradicted: contradicted + (contradictsPong(wayBackMs, rawMs) ? 1 : 0),
    changeNo: input.previous ? input.previous.changeNo + 1 : 1,
  });
}

const unreadable = (kind: QuestionKind): Refusal =>
  kind === 'number' || kind === 'text' ? { code: 'answer_unreadable', kind } : { code: 'option_unknown' };
