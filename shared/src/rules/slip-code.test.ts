import { describe, expect, it } from 'vitest';
import { printSlipCode, readSlipCode, slipCode, slipCodeLength, slipSymbols } from './slip-code.ts';

const code = slipCode([0, 5, 28, 13, 7, 7, 21, 2]);

describe('[S20] codes on slips', () => {
  it('are read as they are printed, in any case and spacing', () => {
    expect(printSlipCode(code)).toMatch(/^.{3}-.{3}-.{3}$/);
    for (const typed of [
      printSlipCode(code),
      code.toLowerCase(),
      ` ${[...code].join(' ')} `,
      code.replace(/(....)/, '$1.'),
    ])
      expect(readSlipCode(typed)).toBe(code);
  });

  it('hold no symbol that is taken for another on paper', () => {
    const all = Array.from({ length: slipSymbols }, (_, value) => slipCode(Array<number>(8).fill(value))).join('');
    expect(all).not.toMatch(/[01OILUV]/);
  });

  it('with one symbol wrong, or two neighbours swapped, are noticed before they are sent', () => {
    const others = '23456789ABCDEFGHJKMNPQRSTWXYZ';
    for (let at = 0; at < slipCodeLength; at++) {
      for (const other of others) {
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        if (wrong !== code) expect(readSlipCode(wrong)).toBeNull();
      }
      const [a, b] = [code[at], code[at + 1]];
      if (b === undefined || a === b) continue;
      expect(readSlipCode(code.slice(0, at) + b + a + code.slice(at + 2))).toBeNull();
    }
  });

  it('of another length or with other symbols are none', () => {
    for (const typed of ['', code.slice(1), `${code}2`, 'O0I-1L0-UUU', 'đ'.repeat(9)])
      expect(readSlipCode(typed)).toBeNull();
  });
});
