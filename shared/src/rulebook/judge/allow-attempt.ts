import type { OpenRound } from './expand-rounds.ts';
import { dayOf } from './zoned-time.ts';

/** Submitted attempts of one person, and when. */
export type Used = readonly { roundId: string; submittedAtMs: number }[];
export type Allowance = { left: number | null; nextAtMs: number | null };

/**
 * How many attempts a person has left in a round, and when the next may begin. Every limit holds: of the round, of the day in
 * the rulebook's timezone, and of the contest.
 *
 * Units   left null: no limit; nextAtMs null: at once.
 * Source  SPEC M7, A9.
 */
export function allowAttempt(round: OpenRound, used: Used, nowMs: number, timezone: string): Allowance {
  const isToday = ({ submittedAtMs }: Used[number]) => dayOf(submittedAtMs, timezone) === dayOf(nowMs, timezone);
  const own = used.filter(({ roundId }) => roundId === round.id);
  const count = { round: () => own.length, day: () => own.filter(isToday).length, contest: () => used.length };
  const rooms = round.attempts.limits.map(({ max, per }) => Math.max(0, max - count[per]()));
  const left = rooms.length === 0 ? null : Math.min(...rooms);
  const last = Math.max(...used.map(({ submittedAtMs }) => submittedAtMs));
  const nextAtMs = last + round.attempts.coolDownSeconds * 1000;
  return { left, nextAtMs: left !== 0 && nextAtMs > nowMs ? nextAtMs : null };
}
