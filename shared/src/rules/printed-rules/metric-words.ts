import type { CollectiveFormula, CollectiveMetric } from '../../contract/collective.ts';
import { prizeRanks } from '../../contract/prize-rank.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatNumber } from './format-value.ts';
import { wordsOfPrizeRank } from './value-words.ts';

/** The metrics' names as pages and printed rules say them. */
export const wordsOfMetric: Record<CollectiveMetric, LocalText> = {
  persons: { vi: 'số người dự thi', en: 'people taking part' },
  attempts: { vi: 'số lượt thi', en: 'attempts' },
  personsRate: { vi: 'tỷ lệ người dự thi', en: 'participation rate' },
  meanScore: { vi: 'điểm trung bình', en: 'mean score' },
  allCorrectRate: { vi: 'tỷ lệ bài thi đúng tất cả', en: 'rate of entries with everything right' },
  winners: { vi: 'số người đạt giải cá nhân', en: 'people with an individual prize' },
  prizePoints: { vi: 'điểm quy đổi giải cá nhân', en: 'points for individual prizes' },
};

/** What exactly a metric counts; the rate of people is explained once for the whole award. Source: SPEC G4. */
export function defineMetric(metric: CollectiveMetric, formula: CollectiveFormula): LocalText | null {
  switch (metric) {
    case 'persons':
      return { vi: 'mỗi người tính một lần, kể cả người dân', en: 'each person once, residents included' };
    case 'meanScore':
      return {
        vi: 'điểm của các bài thi được tính, theo phần trăm của điểm tối đa',
        en: 'points of counted entries, in percent of the most there is',
      };
    case 'allCorrectRate':
      return { vi: 'trên số bài thi được tính', en: 'of the counted entries' };
    case 'prizePoints':
      return describePrizePoints(formula);
    case 'attempts':
    case 'personsRate':
    case 'winners':
      return null;
  }
}

function describePrizePoints({ prizePoints }: CollectiveFormula): LocalText {
  const words = prizeRanks.map((rank) => {
    const points = formatNumber(prizePoints[rank]);
    const name = wordsOfPrizeRank[rank];
    return { vi: `${name.vi} ${points.vi} điểm`, en: `${name.en} ${points.en} points` };
  });
  return { vi: words.map(({ vi }) => vi).join(', '), en: words.map(({ en }) => en).join(', ') };
}
