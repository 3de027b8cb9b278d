import { accept, type Result, refuse } from '../../contract/result.ts';
import { type RoundState, roundPhase } from '../../rules/round.ts';
import { type AttemptsUsed, allowBy } from './allow-attempt.ts';
import type { OpenRound } from './expand-rounds.ts';

/** `ordinal` is the n-th attempt of this person in the round. */
export type Start = { kind: 'continue'; attemptId: string } | { kind: 'start'; ordinal: number };
export type StartHistory = AttemptsUsed & { openAttemptId: string | null };

/**
 * Whether a person may begin an attempt of a round now. An open attempt is continued, also when practice was requested: nobody
 * practises on the bank in the middle of an attempt that counts. Practice knows no limit and no cool-down, and a window of its
 * own where the round gives it one.
 *
 * Refuses  practice_off, round_not_open, no_attempts_left, cooling_down.
 * Source   SPEC A9, A10, M7, R2.
 */
export function startRound(
  round: OpenRound,
  state: RoundState,
  history: StartHistory,
  practice: boolean,
  nowMs: number,
): Result<Start> {
  if (practice && round.practice === undefined) return refuse({ code: 'practice_off' });
  const phase = roundPhase(state, nowMs);
  const own = practice ? round.practice?.window : undefined;
  const isOpen = own ? Date.parse(own.opensAt) <= nowMs && nowMs < Date.parse(own.closesAt) : phase === 'open';
  if (!isOpen)
    return refuse({ code: 'round_not_open', phase, opensAtMs: state.opensAtMs, closesAtMs: state.closesAtMs });
  if (history.openAttemptId !== null) return accept({ kind: 'continue', attemptId: history.openAttemptId });
  const start = accept<Start>({ kind: 'start', ordinal: history.usedInRound + 1 });
  if (practice) return start;
  const { left, max, nextAtMs } = allowBy(round, history, nowMs);
  if (left === 0) return refuse({ code: 'no_attempts_left', max });
  return nextAtMs === null ? start : refuse({ code: 'cooling_down', nextAtMs });
}
