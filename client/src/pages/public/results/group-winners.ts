import type { Winner } from '@hoithi/shared/contract/results';
import type { PrizeRank } from '@hoithi/shared/contract/rules';

export type PrizeGroup = { prize: PrizeRank; amountVnd: number | null; winners: Winner[] };

const fromTheTop: readonly PrizeRank[] = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'];
const byRank = (a: Winner, b: Winner): number => a.rank - b.rank;

/**
 * Winners by prize, the highest prize first, in the order of the standing; a prize nobody won is left out, and so is
 * everybody about whom the committee has yet to decide. Source: SPEC F4, L4.
 */
export function groupWinners(winners: readonly Winner[]): PrizeGroup[] {
  return fromTheTop
    .map((prize) => {
      const own = winners.filter((winner) => winner.prize === prize && !winner.toDecide).sort(byRank);
      return { prize, amountVnd: own[0]?.amountVnd ?? null, winners: own };
    })
    .filter((group) => group.winners.length > 0);
}

/** Equals at a prize's edge, who have no prize until the committee has decided. SPEC L4. */
export function winnersToDecide(winners: readonly Winner[]): Winner[] {
  return winners.filter((winner) => winner.toDecide).sort(byRank);
}
