import { type PrizeRank, prizeRanks } from '../../contract/prize-rank.ts';
import { wordsOfPrizeRank } from '../../rules/printed-rules/value-words.ts';
import type { Prize } from '../model/award.ts';
import { wordsOf } from '../words/words.ts';
import type { StoredRules } from './stored-rules.ts';

type StoredPrize = { rank: PrizeRank | null; count: number; amountVnd: number | null };

/** From the highest to the lowest; prizes of one rank and amount are one. */
export function upgradePrizes(stored: readonly StoredPrize[], points: Readonly<Record<PrizeRank, number>>): Prize[] {
  const height = ({ rank }: StoredPrize) => (rank === null ? prizeRanks.length : prizeRanks.indexOf(rank));
  const prizes: Prize[] = [];
  for (const { rank, count, amountVnd } of stored.toSorted((one, other) => height(one) - height(other))) {
    const label = rank === null ? wordsOf('upgraded', 'unranked') : wordsOfPrizeRank[rank];
    const value = amountVnd === null ? null : { kind: 'money' as const, amount: amountVnd };
    const last = prizes.at(-1);
    const isSame = JSON.stringify([last?.label, last?.value]) === JSON.stringify([label, value]);
    if (last && isSame) last.count = (last.count ?? 0) + count;
    else prizes.push({ label, count, needs: [], value, certificate: false, points: rank === null ? 0 : points[rank] });
  }
  return prizes;
}

/** What a prize counts for its unit: as the first award says that weighs it. */
export function pointsByRank(awards: StoredRules['prizes']['collective']): Record<PrizeRank, number> {
  for (const { judging } of awards) {
    if (judging.by === 'formula' && judging.metrics.some(({ metric }) => metric === 'prizePoints'))
      return judging.prizePoints;
  }
  return { FIRST: 0, SECOND: 0, THIRD: 0, CONSOLATION: 0 };
}
