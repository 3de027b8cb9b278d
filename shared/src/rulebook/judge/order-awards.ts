import type { Award } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { expandRounds, type OpenRound, roundsNamed } from './expand-rounds.ts';
import { periodsOf } from './periods.ts';

/** An award for one period of its standing, and when the last of its rounds closes. */
export type DatedAward = { award: Award; period: string | null; closesAtMs: number };

/** Awards in the order of the rules: by the close of their last round, then as the rulebook names them. Source: SPEC M15. */
export function orderAwards(
  { awards, standings, locale, ...rest }: Rulebook,
  rounds: readonly OpenRound[] = expandRounds({ locale, ...rest }),
): DatedAward[] {
  const dated = awards.flatMap((award) => {
    const standing = standings.find(({ id }) => id === award.from);
    const own = roundsNamed(rounds, standing?.over ?? []);
    return periodsOf(standing ?? {}, own, locale.timezone).map((period) => ({
      ...{ award, period: period.id },
      closesAtMs: Math.max(...period.rounds.map(({ closesAtMs }) => closesAtMs)),
    }));
  });
  return dated.toSorted((one, other) => one.closesAtMs - other.closesAtMs); // stable: equals stay as they are named
}

/**
 * Which awards have to be final before this one: those decided earlier under a cap that they share. Whoever has enough is only
 * known then.
 *
 * Source  SPEC M15a.
 */
export function awaitedAwards(rulebook: Rulebook, award: string, period: string | null): DatedAward[] {
  const order = orderAwards(rulebook);
  const at = order.findIndex((each) => each.award.id === award && each.period === period);
  return order
    .slice(0, Math.max(0, at))
    .filter((earlier) =>
      rulebook.caps.some(
        ({ over, per }) =>
          over.includes(award) && over.includes(earlier.award.id) && (per === 'contest' || earlier.period === period),
      ),
    );
}
