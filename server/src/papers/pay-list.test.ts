import { describe, expect, it } from 'vitest';
import { payList, taxOf } from './pay-list.ts';

describe('the list for paying prizes', () => {
  it('[F29] only the part above the threshold is taxed, each prize by itself, rounded half up', () => {
    const rule = { from: 10_000_000, percent: 10 };
    expect([9_999_999, 10_000_000, 10_000_004, 10_000_005, 25_000_000].map((amount) => taxOf(amount, rule))).toEqual([
      0, 0, 0, 1, 1_500_000,
    ]);
  });

  it('[F29] sums are those of the rows; goods have no sum, and no rule leaves the tax open', () => {
    const payee = { name: 'Y Dhăm Êban', unit: 'Xã A', phone: '+84912345678', prize: 'Giải Nhất' };
    const all = [
      { ...payee, amount: 25_000_000, goods: '' },
      { ...payee, amount: null, goods: 'Xe đạp' },
      { ...payee, amount: 500_000, goods: '' },
    ];
    const words = (cells: unknown) =>
      (cells as (string | { text: string })[]).map((cell) => (typeof cell === 'string' ? cell : cell.text));
    const [taxed] = payList(all, { from: 10_000_000, percent: 10 }, 'VND');
    expect(words(taxed!.table!.rows[0]).slice(5, 8)).toEqual(['25.000.000', '1.500.000', '23.500.000']);
    expect(words(taxed!.table!.rows[1]).slice(5, 8)).toEqual(['Xe đạp', '', '']);
    expect(words(taxed!.table!.rows[3]).slice(5, 8)).toEqual(['25.500.000', '1.500.000', '24.000.000']);
    const [open] = payList(all, null, 'VND');
    expect(words(open!.table!.rows[3]).slice(5, 8)).toEqual(['25.500.000', '', '']);
  });
});
