import { describe, expect, it } from 'vitest';
import { sampleUnit } from '../../../../test/sample-participation.ts';
import { participationPages } from './participation-pages.ts';

const many = (count: number, name = 'Sở') =>
  Array.from({ length: count }, (_, i) => ({ ...sampleUnit(`${name} ${i + 1}`), rank: count - i }));

describe('what the screen turns through', () => {
  it('[U27] every form of the cue, nobody left out, the best first', () => {
    const pages = participationPages(['table', 'map', 'race'], many(220), null, true);
    expect(pages.filter(({ form }) => form === 'table')).toHaveLength(25);
    expect(pages.filter(({ form }) => form === 'map')).toHaveLength(11);
    expect(pages.at(-1)).toEqual({ form: 'race' });
    const [first] = pages;
    expect(first?.form === 'table' && first.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('[U27] long names get more space; a true map replaces the tiles; without a race there is no page of it', () => {
    const long = many(24, 'Ban Quản lý Khu kinh tế, công nghiệp tỉnh Thừa Thiên Huế');
    expect(participationPages(['map'], long, null, false)).toHaveLength(2);
    const head = { level: 'DISTRICT', version: 1, source: '', licence: '' };
    expect(participationPages(['map', 'race'], long, head, false)).toEqual([{ form: 'true-map', head }]);
  });

  it('[U27] there is always a page', () => {
    expect(participationPages(['race'], [], null, false)).toHaveLength(1);
    expect(
      participationPages(
        ['table'],
        many(2).map((unit) => ({ ...unit, rank: null })),
        null,
        false,
      ),
    ).toMatchObject([{ form: 'map' }]);
  });
});
