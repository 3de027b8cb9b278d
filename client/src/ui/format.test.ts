import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatClosing,
  formatDuration,
  formatInstant,
  formatMoney,
  formatNumber,
  formatRate,
  formatTime,
} from './format.ts';

const at = (iso: string) => Date.parse(iso);

describe('numbers', () => {
  it('thousands are parted by a point in Vietnamese and by a comma in English', () => {
    expect(formatNumber(12_480, 'vi')).toBe('12.480');
    expect(formatNumber(12_480, 'en')).toBe('12,480');
    expect(formatNumber(1_234_567, 'vi')).toBe('1.234.567');
    expect(formatNumber(999, 'vi')).toBe('999');
    expect(formatNumber(0, 'vi')).toBe('0');
  });

  it('a value has decimals only where it has any, rounded as required', () => {
    expect(formatNumber(87.7, 'vi', 2)).toBe('87,7');
    expect(formatNumber(87, 'vi', 2)).toBe('87');
    expect(formatNumber(-1.256, 'en', 2)).toBe('−1.26');
  });

  it('[C2] a rate is printed in per cent, over 100 as it is', () => {
    expect(formatRate(5945 / 25_980, 'vi')).toBe('22,88\u00a0%');
    expect(formatRate(5945 / 25_980, 'en')).toBe('22.88\u00a0%');
    expect(formatRate(1.035, 'vi')).toBe('103,50\u00a0%');
    expect(formatRate(12.345678, 'vi')).toBe('1.234,57\u00a0%');
  });

  it('[C2] a coarse rate has no more decimals than required, and the sign never stands on the next line', () => {
    expect(formatRate(0.699, 'vi', 1)).toBe('69,9\u00a0%');
    expect(formatRate(0.7, 'vi', 1)).toBe('70\u00a0%');
    expect(formatRate(0.754, 'en', 0)).toBe('75\u00a0%');
  });

  it('money is in đồng', () => {
    expect(formatMoney(5_000_000, 'vi')).toBe('5.000.000 đồng');
  });
});

describe('instants', () => {
  it('an instant is shown in Vietnam’s time whatever zone it was written in', () => {
    expect(formatInstant(at('2024-11-03T20:00:00+07:00'), 'vi')).toBe('20:00 Chủ nhật, 03/11/2024');
    expect(formatInstant(at('2024-11-03T13:00:00Z'), 'vi')).toBe('20:00 Chủ nhật, 03/11/2024');
    expect(formatInstant(at('2024-11-03T13:00:00Z'), 'en')).toBe('20:00 Sunday, 3 Nov 2024');
  });

  it('the day turns at midnight in Vietnam', () => {
    expect(formatInstant(at('2024-10-31T17:00:00Z'), 'vi')).toBe('00:00 Thứ Sáu, 01/11/2024');
  });

  it('[R2] a close at midnight is written as 24 giờ of the day before', () => {
    expect(formatClosing(at('2024-11-04T00:00:00+07:00'), 'vi')).toBe('24 giờ Chủ nhật, 03/11/2024');
    expect(formatClosing(at('2024-11-04T00:00:00+07:00'), 'en')).toBe('24:00 Sunday, 3 Nov 2024');
    expect(formatClosing(at('2024-11-04T09:00:00+07:00'), 'vi')).toBe('09:00 Thứ Hai, 04/11/2024');
  });

  it('a time may show its seconds', () => {
    expect(formatTime(at('2024-11-03T20:00:07+07:00'), true)).toBe('20:00:07');
  });
});

describe('durations', () => {
  it('a duration names only the parts it has', () => {
    expect(formatDuration(192_000, 'vi')).toBe('3 phút 12 giây');
    expect(formatDuration(1_200_000, 'vi')).toBe('20 phút');
    expect(formatDuration(3_600_000, 'en')).toBe('1 h');
    expect(formatDuration(90_061_000, 'vi')).toBe('1 ngày 1 giờ 1 phút 1 giây');
    expect(formatDuration(0, 'vi')).toBe('0 giây');
  });

  it('[T5] parts of a second are shown as finely as they were stored', () => {
    expect(formatDuration(192_400, 'vi')).toBe('3 phút 12,4 giây');
    expect(formatDuration(16_066, 'en')).toBe('16.066 s');
  });

  it('a clock counts a started second and never goes below zero', () => {
    expect(formatClock(754_000)).toBe('12:34');
    expect(formatClock(1)).toBe('0:01');
    expect(formatClock(0)).toBe('0:00');
    expect(formatClock(-500)).toBe('0:00');
    expect(formatClock(3_754_000)).toBe('1:02:34');
    expect(formatClock(610_000, true)).toBe('0:10:10'); // “3 ngày 10:10” would be read as hours
  });
});
