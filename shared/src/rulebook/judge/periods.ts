import type { Standing } from '../model/standing.ts';
import type { OpenRound } from './expand-rounds.ts';
import { dayOf, shiftDay, weekdayOf } from './zoned-time.ts';

export type Period = { id: string | null; rounds: OpenRound[] };

/** The rounds of a standing, together or by what it is drawn up for; a round belongs to the day on which it closes. Source: SPEC M10. */
export function periodsOf({ each }: Pick<Standing, 'each'>, rounds: readonly OpenRound[], timezone: string): Period[] {
  if (each === undefined) return [{ id: null, rounds: [...rounds] }];
  const periods = new Map<string, Period>();
  for (const round of rounds) {
    const day = dayOf(round.closesAtMs - 1, timezone);
    const id = { round: round.id, day, week: shiftDay(day, 1 - weekdayOf(day)), month: day.slice(0, 7) }[each];
    const period = periods.get(id) ?? { id, rounds: [] };
    period.rounds.push(round);
    periods.set(id, period);
  }
  return [...periods.values()];
}
