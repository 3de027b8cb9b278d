import type { Winner } from '@hoithi/shared/contract/results';

const labels = [
  { vi: 'Giải Nhất', en: 'First prize' },
  { vi: 'Giải Nhì', en: 'Second prize' },
  { vi: 'Giải Ba', en: 'Third prize' },
  { vi: 'Giải Khuyến khích', en: 'Consolation prize' },
];

/** A prize of the only award of a round, the highest is 0. Used by tests alone. */
export const samplePrize = (place: number, amount: number | null = null): Pick<Winner, 'award' | 'prize'> => ({
  award: { id: 'prizes', label: { vi: 'Giải cá nhân', en: 'Individual prizes' } },
  prize: {
    place,
    label: labels[place] ?? { vi: '', en: '' },
    value: amount === null ? null : { kind: 'money', amount, currency: 'VND' },
  },
});
