import type { FiguresReport } from '../contract/figures.ts';
import { type PrizeRank, prizeRanks } from '../contract/prize-rank.ts';
import type { PublicResults, Winner } from '../contract/results.ts';
import { asTitle } from './as-title.ts';
import { wordsOfPrizeRank } from './printed-rules/value-words.ts';

/** What was published before prizes had words of their own. */
export type RankedWinner = Omit<Winner, 'award' | 'prize'> & { prize: PrizeRank | null; amountVnd: number | null };
export type RankedResults = Omit<PublicResults, 'schema' | 'winners'> & { schema: 1; winners: RankedWinner[] };
type RankedFigures = Omit<FiguresReport, 'winners'> & { winners: RankedWinner[] | null };

/** A document of any age as it is shown now. What was published stays as it is. */
export const upgradeResults = (document: PublicResults | RankedResults): PublicResults =>
  document.schema === 2 ? document : { ...document, schema: 2, winners: document.winners.map(upgradeWinner) };

export const upgradeFigures = (figures: FiguresReport | RankedFigures): FiguresReport => ({
  ...figures,
  winners: figures.winners?.map(upgradeWinner) ?? null,
});

function upgradeWinner(winner: Winner | RankedWinner): Winner {
  if ('award' in winner) return winner;
  const { prize, amountVnd, ...rest } = winner;
  return {
    ...rest,
    award: { id: 'prizes', label: { vi: 'Giải cá nhân', en: 'Individual prizes' } },
    prize: prize && {
      place: prizeRanks.indexOf(prize),
      label: asTitle(wordsOfPrizeRank[prize]),
      value: amountVnd === null ? null : { kind: 'money', amount: amountVnd, currency: 'VND' },
    },
  };
}
