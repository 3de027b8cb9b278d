import type { CollectiveAwardHead, CollectivePlace, PublishedAward } from '../contract/collective-standing.ts';
import { type PrizeRank, prizeRanks } from '../contract/prize-rank.ts';
import { asTitle } from './as-title.ts';
import { wordsOfPrizeRank } from './printed-rules/value-words.ts';

/** Places and awards as they were stored before prizes had words of their own. */
export type RankedPlace = Omit<CollectivePlace, 'prize'> & {
  prize: { rank: PrizeRank | null; amountVnd: number | null } | null;
};
type RankedJudging =
  | { by: 'committee' }
  | { by: 'formula'; decimals: number; filter: { mandatory: { name: string }[] } };
export type RankedAward = Omit<PublishedAward, 'award' | 'judged'> & {
  award: { label: CollectiveAwardHead['label']; judging: RankedJudging };
  judged: { groups: (Omit<PublishedAward['judged']['groups'][number], 'places'> & { places: RankedPlace[] })[] } & Pick<
    PublishedAward['judged'],
    'leftOut'
  >;
};

/** What was published stays as it is; this is how it is shown now. */
export function upgradeAward(stored: PublishedAward | RankedAward): PublishedAward {
  if (!('judging' in stored.award)) return stored as PublishedAward;
  const { award, judged, ...rest } = stored as RankedAward;
  const { label, judging } = award;
  return {
    ...rest,
    award: {
      label,
      decimals: judging.by === 'formula' ? judging.decimals : null,
      groups: judging.by === 'formula' ? judging.filter.mandatory.map(({ name }) => name) : [],
    },
    judged: {
      ...judged,
      groups: judged.groups.map((group) => ({ ...group, places: group.places.map(upgradePlace) })),
    },
  };
}

export function upgradePlace(place: CollectivePlace | RankedPlace): CollectivePlace {
  const { prize } = place;
  if (prize === null || 'place' in prize) return { ...place, prize };
  const { rank, amountVnd } = prize;
  const label = rank === null ? { vi: 'giải tập thể', en: 'collective prize' } : wordsOfPrizeRank[rank];
  return {
    ...place,
    prize: {
      place: rank === null ? prizeRanks.length : prizeRanks.indexOf(rank),
      label: asTitle(label),
      value: amountVnd === null ? null : { kind: 'money', amount: amountVnd, currency: 'VND' },
    },
  };
}
