import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTypedNumber } from './read-typed-number.ts';

it.each([
  ['12', 12],
  ['12,5', 12.5],
  ['12.5', 12.5],
  ['1.234', 1234],
  ['0.125', 0.125],
  ['1,234', 1.234],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['1 234 567', 1234567],
  ['1.234.567', 1234567],
  ['−3,5', -3.5],
  ['+7', 7],
  ['', null],
  ['1.2.3', null],
  ['12a', null],
  ['1,23,4', null],
  ['.', null],
])('[Q5] the number that is written %s', (text, value) => {
  expect(readTypedNumber(text)).toBe(value);
});

it('[Q5] every number is read back as Vietnam writes it', () => {
  const numbers = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((each) => each / 1000);
  fc.assert(
    fc.property(numbers, (value) => {
      const written = value.toLocaleString('vi-VN', { maximumFractionDigits: 6 });
      expect(readTypedNumber(written)).toBe(value === 0 ? 0 : value);
    }),
  );
});
