import { accept, type Result, refuse } from '../../contract/result.ts';
import type { ShowRules } from '../../contract/show-file.ts';
import { contradictsPong, creditAnswer } from '../lag-credit.ts';
import { settleMs } from './decide-show.ts';
import type { Asking } from './fold-show.ts';

export type ShowAnswerInput = {
  /** The asking that is on; null: none. */
  asking: Asking | null;
  wanted: number;
  rules: ShowRules;
  optionIds: readonly string[];
  optionId: string;
  playing: true | 'out' | 'reserve' | 'not-tied';
  arrivedAtMs: number;
  roundTripMs: number | null;
  /** The player's lag quota as it was when this asking opened. */
  quotaMs: number;
  /** How many answers to earlier askings contradicted their round trip. [T4b] */
  contradicted: number;
  previous: { changeNo: number } | null;
};

/**
 * Whether an answer counts. It is judged by the time it arrived, less the lag credit: everybody sees the question at the
 * same instant, so only the way back is the network's, half the round trip that the server measured. Beyond the lock the
 * credit reaches as far as the rest before the reveal: everybody sees the question end.
 *
 * Units    every ...Ms is milliseconds; arrivedAtMs is epoch on the server's clock. elapsedMs is not in whole steps yet.
 * Refuses  question_not_open, already_revealed, answer_too_early, answer_too_late, not_playing, option_unknown.
 * Source   SPEC H5, H6, H6a, T4, T4b.
 */
export function acceptShowAnswer(
  input: ShowAnswerInput,
): Result<{ elapsedMs: number; creditMs: number; quotaAfterMs: number; contradicted: number; changeNo: number }> {
  const { asking, rules, arrivedAtMs } = input;
  if (!asking || asking.asking !== input.wanted || asking.undone) return refuse({ code: 'question_not_open' });
  if (asking.revealed) return refuse({ code: 'already_revealed' });
  if (input.playing !== true) return refuse({ code: 'not_playing', status: input.playing });
  if (!input.optionIds.includes(input.optionId)) return refuse({ code: 'option_unknown' });
  const rawMs = arrivedAtMs - asking.opensAtMs;
  if (rawMs < 0) return refuse({ code: 'answer_too_early', earlyByMs: -rawMs });
  const wayBackMs = input.roundTripMs === null ? null : Math.floor(input.roundTripMs / 2);
  const { contradicted } = input;
  const { creditMs, quotaAfterMs } = creditAnswer(wayBackMs, input.quotaMs, rules.lagCredit, rawMs, contradicted);
  const lateByMs = arrivedAtMs - Math.min(creditMs, settleMs) - asking.locksAtMs;
  if (lateByMs > 0) return refuse({ code: 'answer_too_late', lateByMs, graceMs: 0 });
  return accept({
    elapsedMs: rawMs - creditMs,
    creditMs,
    quotaAfterMs,
    contradicted: contradicted + (contradictsPong(wayBackMs, rawMs) ? 1 : 0),
    changeNo: input.previous ? input.previous.changeNo + 1 : 1,
  });
}
