import type { Percent } from '../contract/figures.ts';
import { assert } from './assert.ts';

/**
 * A part of a whole as every report prints it: both counts, and the percentage rounded half up (a decrease: half away
 * from zero) to two decimals. Whole numbers only, so that no binary fraction turns a half over.
 *
 * Units    hundredths of a percent: 2288 is 22.88 %; null where there is no whole.
 * Source   SPEC C11; domain (d): 5,945 of 25,980 is 22.88 %.
 */
export function percentOf(numerator: number, denominator: number): Percent {
  return { numerator, denominator, hundredths: roundRatio(numerator * 10_000, denominator) };
}

/**
 * The mean of whole numbers, rounded by the same rule.
 *
 * Units    hundredths: 8770 is 87.70; null where there is nobody.
 * Source   SPEC C11, C13.
 */
export const meanHundredths = (sum: number, count: number): number | null => roundRatio(sum * 100, count);

function roundRatio(numerator: number, denominator: number): number | null {
  assert(Number.isSafeInteger(numerator * 2) && Number.isSafeInteger(denominator), 'counts are whole and fit a double');
  assert(denominator >= 0, 'a whole is not negative');
  if (denominator === 0) return null;
  const doubled = 2 * Math.abs(numerator) + denominator;
  // Whole-number division: the remainder is taken off first, so the quotient is exact.
  const rounded = (doubled - (doubled % (2 * denominator))) / (2 * denominator);
  return numerator < 0 && rounded !== 0 ? -rounded : rounded;
}

const noBreak = '\u00a0';

/** 2288 as "22,88" or "22.88"; thousands are grouped. Source: SPEC C11. */
export function printHundredths(hundredths: number, locale: 'vi' | 'en'): string {
  const [group, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${hundredths < 0 ? '−' : ''}${whole}${point}${digits.slice(-2)}`;
}

/** "22,88 %" or "22.88 %", never broken over two lines; a dash where there is no whole. Source: SPEC C11. */
export const printPercent = ({ hundredths }: Percent, locale: 'vi' | 'en'): string =>
  hundredths === null ? '–' : `${printHundredths(hundredths, locale)}${noBreak}%`;
