import { expect, it } from 'vitest';
import { countUnequal } from './audit-rankings.ts';

it('counts who is missing in either, and whose key differs', () => {
  const ledger = new Map([
    ['an', 1],
    ['binh', 2],
    ['chi', 3],
  ]);
  expect(countUnequal(new Map(ledger), ledger)).toBe(0);
  const ranked = new Map([
    ['an', 1],
    ['binh', 9],
    ['dung', 4],
  ]);
  expect(countUnequal(ranked, ledger)).toBe(3);
});
