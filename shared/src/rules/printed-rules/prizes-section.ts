import type { CollectiveAward, CollectivePrize } from '../../contract/collective.ts';
import type { RoundPrize, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { printJudging, printWho } from './collective-sentences.ts';
import { formatAmount, formatCount, formatShare, type Section } from './format-value.ts';
import { wordsOfPrizeRank } from './value-words.ts';

/** Prizes, amounts and caps. Source: SPEC L5, L6; domain (a2) 23 to 25. */
export function printPrizes({ prizes, caps }: Rules): Section {
  return {
    id: 'prizes',
    heading: { vi: 'Giải thưởng', en: 'Prizes' },
    sentences: [
      ...(prizes.round.length === 0
        ? [{ vi: 'Không có giải cá nhân theo tuần.', en: 'There are no individual prizes by round.' }]
        : [
            { vi: 'Giải cá nhân mỗi tuần thi:', en: 'Individual prizes of each round:' },
            ...prizes.round.map(printRoundPrize),
          ]),
      ...(prizes.collective.length === 0
        ? [{ vi: 'Không có giải tập thể.', en: 'There are no collective prizes.' }]
        : [
            { vi: 'Giải tập thể của Cuộc thi:', en: 'Collective prizes of the contest:' },
            ...prizes.collective.flatMap(printAward),
          ]),
      {
        vi: 'Giải cá nhân được trao lần lượt theo thứ hạng, từ giải cao đến giải thấp.',
        en: 'Individual prizes are handed down the ranking, the highest first.',
      },
      printShareCap(caps.shareOfParticipantsMax),
      printPersonCap(caps.perPersonMax),
    ],
  };
}

function printRoundPrize({ rank, count, amountVnd }: RoundPrize): LocalText {
  const number = formatCount(count);
  const words = wordsOfPrizeRank[rank];
  const worth = printWorth(amountVnd);
  return { vi: `${number.vi} ${words.vi}: ${worth.vi}.`, en: `${number.en} × ${words.en}: ${worth.en}.` };
}

const printAward = (award: CollectiveAward): LocalText[] => [
  printWho(award),
  ...award.ladder.map(printCollective),
  ...printJudging(award),
];

function printCollective({ rank, count, amountVnd }: CollectivePrize): LocalText {
  const number = formatCount(count);
  const worth = printWorth(amountVnd);
  if (rank === null)
    return {
      vi: `${number.vi} giải tập thể, không phân hạng: ${worth.vi}.`,
      en: `${number.en} × collective prize without ranks: ${worth.en}.`,
    };
  const words = wordsOfPrizeRank[rank];
  return {
    vi: `${number.vi} ${words.vi} tập thể: ${worth.vi}.`,
    en: `${number.en} × collective ${words.en}: ${worth.en}.`,
  };
}

function printWorth(amountVnd: number | null): LocalText {
  if (amountVnd === null) {
    return { vi: 'mức thưởng theo quyết định của Ban Tổ chức', en: 'of an amount decided by the organizing committee' };
  }
  const amount = formatAmount(amountVnd);
  return { vi: `${amount.vi} mỗi giải`, en: `${amount.en} each` };
}

function printShareCap(share: number | null): LocalText {
  if (share === null) {
    return {
      vi: 'Số giải của một tuần thi không phụ thuộc vào số người dự thi.',
      en: 'The number of prizes of a round does not depend on how many took part.',
    };
  }
  const part = formatShare(share);
  return {
    vi: `Tổng số giải cá nhân của một tuần thi không quá ${part.vi} số người dự thi trong tuần; khi vượt, các giải thấp nhất không trao.`,
    en: `The prizes of a round number at most ${part.en} of its participants; beyond that the lowest prizes are not given.`,
  };
}

function printPersonCap(max: number | null): LocalText {
  if (max === null) {
    return {
      vi: 'Không giới hạn số giải cá nhân mà một người được nhận trong cả Cuộc thi.',
      en: 'There is no limit on how many individual prizes a person may win in the contest.',
    };
  }
  return {
    vi: `Mỗi người nhận tối đa ${max} giải cá nhân trong cả Cuộc thi; giải vượt mức được trao cho người xếp kế tiếp.`,
    en: `A person wins at most ${max} individual ${max === 1 ? 'prize' : 'prizes'} in the contest; a further one goes to the next in rank.`,
  };
}
