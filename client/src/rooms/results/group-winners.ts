import type { Winner } from '@hoithi/shared/contract/results';
import type { PrizeRank } from '@hoithi/shared/contract/rules';

export type PrizeGroup = { prize: PrizeRank; amountVnd: number | null; winners: Winner[] };

const fromTheTop: readonly PrizeRank[] = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'];

/** Winners by prize, the highest prize first, in the order of the standing; a prize nobody won is left out. */
export function groupWinners(winners: readonly Winner[]): PrizeGroup[] {
  return fromTheTop
    .map((prize) => {
      const own = winners.filter((winner) => winner.prize === prize).sort((a, b) => a.rank - b.rank);
      return { prize, amountVnd: own[0]?.amountVnd ?? null, winners: own };
    })
    .filter((group) => group.winners.length > 0);
}
