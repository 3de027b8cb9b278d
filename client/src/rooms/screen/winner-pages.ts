import type { Winner } from '@hoithi/shared/contract/results';
import { groupWinners, type PrizeGroup } from '../results/group-winners.ts';

export type WinnerPage = { kind: 'all'; rows: PrizeGroup[] } | { kind: 'prize'; rows: [PrizeGroup] };

const perRowMax = 5;
const perPageMax = 8;

/**
 * How the winners stand on the screen. As long as every prize fits in one row, all stand together, the highest on top.
 * With more, each prize has its own pages, from the lowest prize up, as they are called out in the hall.
 */
export function pageWinners(winners: readonly Winner[]): WinnerPage[] {
  const groups = groupWinners(winners);
  if (groups.length === 0) return [];
  if (groups.every((group) => group.winners.length <= perRowMax)) return [{ kind: 'all', rows: groups }];
  return groups.reverse().flatMap((group) => {
    const pages = Math.ceil(group.winners.length / perPageMax);
    const perPage = Math.ceil(group.winners.length / pages);
    return Array.from({ length: pages }, (_, i): WinnerPage => {
      return { kind: 'prize', rows: [{ ...group, winners: group.winners.slice(i * perPage, (i + 1) * perPage) }] };
    });
  });
}
