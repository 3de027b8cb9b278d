import type { OpenRound } from './expand-rounds.ts';
import { dayOf } from './zoned-time.ts';

/** Submitted attempts of one person, and when. */
export type Used = readonly { roundId: string; submittedAtMs: number }[];
/** The same counted: those of today are of the round. */
export type AttemptsUsed = {
  usedInRound: number;
  usedToday: number;
  usedInContest: number;
  lastSubmittedAtMs: number | null;
};
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
  const { left, nextAtMs } = allowBy(
    round,
    {
      usedInRound: own.length,
      usedToday: round.attempts.limits.some(({ per }) => per === 'day') ? own.filter(isToday).length : 0,
      usedInContest: used.length,
      lastSubmittedAtMs: used.length === 0 ? null : Math.max(...used.map(({ submittedAtMs }) => submittedAtMs)),
    },
    nowMs,
  );
  return { left, nextAtMs };
}

/** The same by what was counted, with the number of the limit that is reached first. */
export function allowBy(
  { attempts }: Pick<OpenRound, 'attempts'>,
  used: AttemptsUsed,
  nowMs: number,
): Allowance & { max: number } {
  const counted = { round: used.usedInRound, day: used.usedToday, contest: used.usedInContest };
  const rooms = attempts.limits.map(({ max, per }) => ({ max, room: Math.max(0, max - counted[per]) }));
  const [nearest] = rooms.toSorted((one, other) => one.room - other.room);
  const nextAtMs = (used.lastSubmittedAtMs ?? -Infinity) + attempts.coolDownSeconds * 1000;
  return {
    left: nearest?.room ?? null,
    max: nearest?.max ?? counted.round,
    nextAtMs: nearest?.room !== 0 && nextAtMs > nowMs ? nextAtMs : null,
  };
}
