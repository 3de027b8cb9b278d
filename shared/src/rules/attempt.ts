import { accept, type Result, refuse } from '../contract/result.ts';
import type { Rules } from '../contract/rules.ts';
import { assert } from './assert.ts';
import { type RoundState, roundPhase } from './round.ts';

/** What a person has done so far; practice is not in it. `used...` counts submitted attempts, the open one is apart. */
export type AttemptHistory = {
  openAttemptId: string | null;
  usedInRound: number;
  usedInContest: number;
  lastSubmittedAtMs: number | null;
};

/** left null: unlimited; an open attempt is still among those left. nextAtMs null: no cool-down runs. */
export type AttemptsAllowance = { used: number; left: number | null; nextAtMs: number | null };

/** `ordinal` is the n-th attempt of this person in the round. */
export type Start = { kind: 'continue'; attemptId: string } | { kind: 'start'; ordinal: number };

/**
 * The instant T at which an attempt locks: its time limit or the round's close, whichever comes first.
 *
 * Units   epoch milliseconds on the server's clock.
 * Source  SPEC T2.
 */
export function attemptLocksAtMs(startedAtMs: number, time: Rules['time'], roundClosesAtMs: number): number {
  if (time.attemptSeconds === null) return roundClosesAtMs;
  return Math.min(startedAtMs + time.attemptSeconds * 1000, roundClosesAtMs);
}

/**
 * How many attempts are used and left, and when the next may begin.
 *
 * Units   nextAtMs in epoch milliseconds; the cool-down is over at that very instant.
 * Source  SPEC A9.
 */
export function attemptsAllowance(rules: Rules['attempts'], history: AttemptHistory, nowMs: number): AttemptsAllowance {
  const used = rules.policy === 'per-contest' ? history.usedInContest : history.usedInRound;
  const left = attemptsLeft(rules, used);
  if (left === 0 || history.lastSubmittedAtMs === null) return { used, left, nextAtMs: null };
  const nextAtMs = history.lastSubmittedAtMs + rules.coolDownSeconds * 1000;
  return { used, left, nextAtMs: nextAtMs > nowMs ? nextAtMs : null };
}

/**
 * Decides whether a person may begin an attempt now. An open attempt is continued, also when practice was requested:
 * nobody practises on the bank in the middle of an attempt that counts. Practice knows no limit and no cool-down.
 *
 * Refuses  practice_off, round_not_open, no_attempts_left, cooling_down.
 * Source   SPEC A9, A10, R2.
 */
export function judgeStart(
  rules: Rules,
  round: RoundState,
  history: AttemptHistory,
  practice: boolean,
  nowMs: number,
): Result<Start> {
  if (practice && !rules.attempts.practice) return refuse({ code: 'practice_off' });
  const phase = roundPhase(round, nowMs);
  if (phase !== 'open') {
    return refuse({ code: 'round_not_open', phase, opensAtMs: round.opensAtMs, closesAtMs: round.closesAtMs });
  }
  if (history.openAttemptId !== null) return accept({ kind: 'continue', attemptId: history.openAttemptId });
  const start = accept<Start>({ kind: 'start', ordinal: history.usedInRound + 1 });
  if (practice) return start;
  const allowance = attemptsAllowance(rules.attempts, history, nowMs);
  if (allowance.left === 0) return refuse({ code: 'no_attempts_left', max: rules.attempts.max ?? allowance.used });
  if (allowance.nextAtMs !== null) return refuse({ code: 'cooling_down', nextAtMs: allowance.nextAtMs });
  return start;
}

function attemptsLeft(rules: Rules['attempts'], used: number): number | null {
  if (rules.policy === 'unlimited') return null;
  assert(rules.max !== null, 'limited attempts have a maximum');
  return Math.max(0, rules.max - used);
}
