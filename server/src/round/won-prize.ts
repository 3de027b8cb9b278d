import { PrizeRank, prizeRanks } from '@hoithi/shared/contract/prize-rank';
import type { PrizeValue, Winner, WonPrize } from '@hoithi/shared/contract/results';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { asTitle } from '@hoithi/shared/rules/as-title';
import { wordsOfPrizeRank } from '@hoithi/shared/rules/printed-rules/value-words';
import type { PlacedRow } from './standings-sql.ts';

/** The award that a standing is the result of: `prizes@week-3` is of `prizes`. */
export function awardOf(rulebook: Rulebook, { standing_id }: Pick<PlacedRow, 'standing_id'>): Winner['award'] {
  const [id] = standing_id.split(/[@/]/);
  const award = standing_id === '' ? rulebook.awards[0] : rulebook.awards.find((each) => each.id === id);
  return { id: award?.id ?? standing_id, label: award?.label ?? { vi: '', en: '' } };
}

/** The prize of a saved place, in the words of the rulebook that it was judged by. SPEC F4, M12. */
export function wonPrize(
  rulebook: Rulebook,
  row: Pick<PlacedRow, 'standing_id' | 'prize' | 'amount_vnd'>,
): WonPrize | null {
  if (row.prize === null) return null;
  const rank = PrizeRank.safeParse(row.prize); // from before prizes had words of their own
  if (rank.success) {
    const label = asTitle(wordsOfPrizeRank[rank.data]);
    return { place: prizeRanks.indexOf(rank.data), label, value: moneyOf(rulebook, row.amount_vnd) };
  }
  const place = Number(row.prize);
  const { id } = awardOf(rulebook, row);
  const prize = rulebook.awards.find((award) => award.id === id)?.prizes[place];
  if (!prize) return null;
  return {
    place,
    label: asTitle(prize.label),
    value: prize.value?.kind === 'goods' ? prize.value : moneyOf(rulebook, row.amount_vnd),
  };
}

const moneyOf = ({ locale: { currency } }: Rulebook, amount: number | null): PrizeValue | null =>
  amount === null ? null : { kind: 'money', amount, currency };
