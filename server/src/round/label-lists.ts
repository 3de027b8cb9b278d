import type { LocalText } from '@hoithi/shared/contract/text';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { CachedContest } from '../contest/contests.ts';

type Of = Pick<CachedContest, 'rulebook'>;

/** The list behind a stored standing, as orders name it: `prizes@week-1` of an award from `weekly` is `weekly@week-1`. */
export function listIdOf({ rulebook }: Of, standingId: string): string {
  const [id = ''] = standingId.split(/[@/]/);
  const award = rulebook.awards.find((each) => each.id === id);
  return award ? `${award.from}${standingId.slice(id.length)}` : standingId;
}

/** A stored standing in the rulebook's own words: its award, or its list, and the period where that is another round. */
export function labelOf({ rulebook }: Of, standingId: string): LocalText {
  const [id = '', period] = standingId.split(/[@/]/);
  const named = rulebook.awards.find((each) => each.id === id) ?? rulebook.standings.find((each) => each.id === id);
  const label = named?.label ?? rulebook.awards[0]?.label ?? { vi: standingId, en: standingId };
  const round = period === undefined ? undefined : expandRounds(rulebook).find((each) => each.id === period);
  if (!round) return label;
  return { vi: `${label.vi}, ${round.label.vi}`, en: `${label.en}, ${round.label.en}` };
}

/** The award that takes from it, where one does. */
export const awardLabelOf = ({ rulebook }: Of, standingId: string): LocalText | null =>
  rulebook.awards.find(({ id }) => id === standingId.split(/[@/]/)[0])?.label ?? null;
