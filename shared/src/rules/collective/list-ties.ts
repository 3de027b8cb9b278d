import type { CollectivePlace, JudgedAward } from '../../contract/collective-standing.ts';

/** Units with the same total of whom not all would get the same prize: undecided, or put in order by the committee. */
export type Tie = { total: number | null; places: CollectivePlace[]; decided: CollectivePlace['decided'] };

/**
 * The ties of an award that are the committee's to decide, in the order of places.
 *
 * Source  SPEC G6, G13.
 */
export function listTies({ groups }: JudgedAward): Tie[] {
  return groups.flatMap(({ places }) => {
    const ties: Tie[] = [];
    for (const place of places) {
      if (!place.toDecide && !place.decided) continue;
      const last = ties.at(-1);
      if (last?.total === place.total) last.places.push(place);
      else ties.push({ total: place.total, places: [place], decided: place.decided });
    }
    return ties;
  });
}

/** Whether these are the very units of the tie, each once, in whatever order. */
export const isTieOf = ({ places }: Tie, units: readonly string[]): boolean =>
  units.length === places.length &&
  new Set(units).size === units.length &&
  places.every(({ code }) => units.includes(code));
