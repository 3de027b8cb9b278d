import { describe, expect, it } from 'vitest';
import { samplePrize } from '../../../../test/sample-prize.ts';
import { sampleWinner } from '../../../../test/sample-screen.ts';
import { groupWinners } from '../../public/results/group-winners.ts';
import { pageWinners } from './winner-pages.ts';

const first = sampleWinner({ ...samplePrize(0), rank: 1, name: 'An' });
const second = sampleWinner({ ...samplePrize(1), rank: 2, name: 'Bình' });

describe('the board of honour', () => {
  it('the highest prize is on top, within a prize the better rank first', () => {
    const third = [sampleWinner({ rank: 5, name: 'Dung' }), sampleWinner({ rank: 4, name: 'Cúc' })];
    const rows = groupWinners([...third, second, first]);
    expect(rows.map((row) => row.prize?.place)).toEqual([0, 1, 2]);
    expect(rows[2]?.winners.map(({ name }) => name)).toEqual(['Cúc', 'Dung']);
  });

  it('[L4] people equal across an edge are apart from every prize', () => {
    const open = [
      sampleWinner({ prize: null, rank: 2, toDecide: true, name: 'Bình' }),
      sampleWinner({ ...samplePrize(1), rank: 2, toDecide: true, name: 'Cúc' }),
    ];
    const rows = groupWinners([first, ...open]);
    expect(rows.map((row) => [row.prize?.place ?? null, row.winners.length])).toEqual([
      [0, 1],
      [null, 2],
    ]);
  });

  it('a few winners fit on one page', () => {
    expect(pageWinners([first, second])).toMatchObject([{ kind: 'all' }]);
  });

  it('many are turned over from the lowest prize up, and nobody is left out', () => {
    const consolation = Array.from({ length: 17 }, (_, i) => sampleWinner({ ...samplePrize(3), rank: 10 + i }));
    const pages = pageWinners([first, second, ...consolation]);
    expect(pages.map((page) => page.rows[0]?.prize?.place)).toEqual([3, 3, 3, 1, 0]);
    expect(pages.flatMap((page) => page.rows.flatMap((row) => row.winners))).toHaveLength(19);
  });

  it('without winners there is no page', () => {
    expect(pageWinners([])).toEqual([]);
  });
});
