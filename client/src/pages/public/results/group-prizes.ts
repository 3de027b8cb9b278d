import type { CollectivePlace } from '@hoithi/shared/contract/collective-standing';

export type PrizeOfUnits = { prize: NonNullable<CollectivePlace['prize']>; places: CollectivePlace[] };

/** The units of a group by what they have won, in the order of their places: the highest prize first. */
export function groupPrizes(places: readonly CollectivePlace[]): PrizeOfUnits[] {
  const groups: PrizeOfUnits[] = [];
  for (const place of places) {
    const { prize } = place;
    if (prize === null) continue;
    const same = groups.find((each) => each.prize.rank === prize.rank && each.prize.amountVnd === prize.amountVnd);
    if (same) same.places.push(place);
    else groups.push({ prize, places: [place] });
  }
  return groups;
}
