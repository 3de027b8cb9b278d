import { describe, expect, it } from 'vitest';
import { StoredRules } from './stored-rules.ts';
import { exampleStored } from './test-stored.ts';

/** StoredRules as versions before 0006 stored them. */
const stored = (collective: unknown[]) => ({ ...exampleStored(), prizes: { round: [], collective } });

describe('collective awards in stored rules', () => {
  it('[G2] [R1] prizes by level, as stored before, open as one award a level, judged by the committee', () => {
    const rules = StoredRules.parse(
      stored([
        { unitLevel: 'DISTRICT', rank: 'FIRST', count: 1, amountVnd: 8_000_000 },
        { unitLevel: 'DISTRICT', rank: 'CONSOLATION', count: 2, amountVnd: 3_000_000 },
        { unitLevel: 'COMMUNE', rank: 'FIRST', count: 1, amountVnd: 7_000_000 },
        { unitLevel: 'ANY', rank: null, count: 10, amountVnd: null },
      ]),
    );
    expect(
      rules.prizes.collective.map(({ label, compete, judging, ladder }) => [label.vi, compete.levels, judging, ladder]),
    ).toEqual([
      [
        'Giải tập thể cấp huyện',
        ['DISTRICT'],
        { by: 'committee' },
        [
          { rank: 'FIRST', count: 1, amountVnd: 8_000_000 },
          { rank: 'CONSOLATION', count: 2, amountVnd: 3_000_000 },
        ],
      ],
      ['Giải tập thể cấp xã', ['COMMUNE'], { by: 'committee' }, [{ rank: 'FIRST', count: 1, amountVnd: 7_000_000 }]],
      ['Giải tập thể', null, { by: 'committee' }, [{ rank: null, count: 10, amountVnd: null }]],
    ]);
  });

  it('[G2] awards of today come back unchanged, and so do none', () => {
    const { collective } = exampleStored().prizes;
    expect(StoredRules.parse(stored(collective)).prizes.collective).toEqual(collective);
    expect(StoredRules.parse(stored([])).prizes.collective).toEqual([]);
  });

  it('[G2] what is neither is refused', () => {
    expect(StoredRules.safeParse(stored([{ unitLevel: 'DISTRICT', rank: 'FIRST' }])).success).toBe(false);
    expect(StoredRules.safeParse(stored([{ ...exampleStored().prizes.collective[0], judging: null }])).success).toBe(
      false,
    );
  });
});
