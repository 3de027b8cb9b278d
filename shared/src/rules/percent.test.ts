import { expect, it } from 'vitest';
import { meanHundredths, percentOf, printHundredths, printPercent } from './percent.ts';
import { seededRandom } from './random.ts';

/** Rounds by decimal digits, as one does on paper, and not by the rule's own arithmetic. */
function onPaper(numerator: number, denominator: number): bigint {
  const thousandths = (BigInt(numerator) * 100_000n) / BigInt(denominator); // one digit more than is printed
  return thousandths % 10n >= 5n ? thousandths / 10n + 1n : thousandths / 10n;
}

it('[C11] 5,945 of 25,980 is 22,88 % in Vietnamese and 22.88 % in English', () => {
  const share = percentOf(5_945, 25_980);
  expect(share).toEqual({ numerator: 5_945, denominator: 25_980, hundredths: 2288 });
  expect(printPercent(share, 'vi')).toBe('22,88\u00a0%');
  expect(printPercent(share, 'en')).toBe('22.88\u00a0%');
});

it('[C11] a half is rounded up, also where a binary fraction would turn it down', () => {
  expect(percentOf(201, 20_000).hundredths).toBe(101); // 1.005 % exactly; 1.005 * 100 is 100.49999999999999 in doubles
  expect(percentOf(1, 20_000).hundredths).toBe(1);
  expect(percentOf(1, 20_001).hundredths).toBe(0);
  expect(percentOf(-201, 20_000).hundredths).toBe(-101); // a decrease: half away from zero
  expect(percentOf(-1, 20_001).hundredths).toBe(0);
});

it('[C11] over 100 % stays; no whole, no percentage', () => {
  expect(printPercent(percentOf(1_357, 1_000), 'vi')).toBe('135,70\u00a0%');
  expect(printPercent(percentOf(12_345, 100), 'en')).toBe('12,345.00\u00a0%');
  expect(percentOf(3, 0).hundredths).toBeNull();
  expect(printPercent(percentOf(3, 0), 'vi')).toBe('–');
});

it('[C11] every printed percentage equals its printed counts, rounded by hand', () => {
  const random = seededRandom('percent');
  for (let pass = 0; pass < 5_000; pass++) {
    const denominator = 1 + Math.floor(random() * 10 ** (1 + Math.floor(random() * 9)));
    const numerator = Math.floor(random() * 1.5 * denominator);
    const { hundredths } = percentOf(numerator, denominator);
    expect(BigInt(hundredths ?? -1), `${numerator} of ${denominator}`).toBe(onPaper(numerator, denominator));
  }
});

it('[C11] a mean is rounded by the same rule', () => {
  expect(meanHundredths(877, 10)).toBe(8770);
  expect(meanHundredths(2_001, 200)).toBe(1001); // 10.005
  expect(meanHundredths(0, 0)).toBeNull();
  expect(printHundredths(8770, 'vi')).toBe('87,70');
  expect(printHundredths(-5, 'en')).toBe('−0.05');
});
