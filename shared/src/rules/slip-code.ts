/**
 * Codes as they stand on slips of paper: eight letters or digits drawn at random and one that checks them, in groups of
 * three. What is easily taken for something else on paper is left out.
 *
 * Source   SPEC S20.
 */

const symbols = '23456789ABCDEFGHJKMNPQRSTWXYZ'; // 29, a prime: one wrong or two swapped are always noticed
const drawnLength = 8;
export const slipCodeLength = drawnLength + 1;

/** How many different symbols a code is drawn from. */
export const slipSymbols = symbols.length;

const placeOf = (symbol: string): number => symbols.indexOf(symbol);
const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, at) => sum + value * (at + 2), 0) % symbols.length;

/** `drawn`: eight numbers below `slipSymbols`. Answers the code without its hyphens. */
export function slipCode(drawn: readonly number[]): string {
  if (drawn.length !== drawnLength) throw new Error(`a code is made of ${drawnLength} numbers`);
  return [...drawn, checkOf(drawn)].map((value) => symbols[value]).join('');
}

/** As it is printed: `K7Q-M3X-PA9`. */
export const printSlipCode = (code: string): string => code.replace(/(.{3})(?=.)/g, '$1-');

/** The code in what somebody typed, in any case and spacing; null: it is none, or a symbol of it is wrong. */
export function readSlipCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–—.]/g, '');
  const values = [...code].map(placeOf);
  if (values.length !== slipCodeLength || values.includes(-1)) return null;
  return checkOf(values.slice(0, drawnLength)) === values[drawnLength] ? code : null;
}
