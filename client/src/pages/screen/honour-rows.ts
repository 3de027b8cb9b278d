import type { Winner } from '@hoithi/shared/contract/results';
import type { PrizeRank } from '@hoithi/shared/contract/rules';

/** Winners of one prize; prize null: people who are equal across a prize's edge, until the committee decides. */
export type HonourRow = { prize: PrizeRank | null; amountVnd: number | null; winners: Winner[] };

const fromTheTop: readonly (PrizeRank | null)[] = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION', null];

/** Winners by prize, the highest first and the undecided last, each in the order of the standing. SPEC L4. */
export function rowsOfHonour(winners: readonly Winner[]): HonourRow[] {
  return fromTheTop
    .map((prize) => {
      const own = winners.filter((winner) => (winner.toDecide ? null : winner.prize) === prize);
      return { prize, amountVnd: own[0]?.amountVnd ?? null, winners: own.sort((a, b) => a.rank - b.rank) };
    })
    .filter((row) => row.winners.length > 0);
}
