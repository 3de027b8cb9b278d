import type { Winner, WonPrize } from '@hoithi/shared/contract/results';

/** Winners of one prize of one award; prize null: equals at its edge, until the committee decides. */
export type PrizeGroup = { id: string; award: Winner['award']; prize: WonPrize | null; winners: Winner[] };

/**
 * Winners by award as the rules name them, and by prize from the highest, each in the order of the standing; a prize nobody won
 * is left out. Everybody about whom the committee has yet to decide stands last. Source: SPEC F4, L4.
 */
export function groupWinners(winners: readonly Winner[]): PrizeGroup[] {
  const groups = new Map<string, PrizeGroup>();
  const awards = [...new Set(winners.map(({ award }) => award.id))];
  for (const winner of winners) {
    const prize = winner.toDecide ? null : winner.prize;
    const id = prize === null ? 'open' : `${winner.award.id} ${prize.place}`;
    const group = groups.get(id) ?? { id, award: winner.award, prize, winners: [] };
    group.winners.push(winner);
    groups.set(id, group);
  }
  for (const group of groups.values()) group.winners.sort((a, b) => a.rank - b.rank);
  const height = ({ award, prize }: PrizeGroup) =>
    prize === null ? Number.POSITIVE_INFINITY : awards.indexOf(award.id) * 1_000 + prize.place;
  return [...groups.values()].sort((a, b) => height(a) - height(b));
}
