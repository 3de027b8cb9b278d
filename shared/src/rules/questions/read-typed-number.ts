/**
 * Reads a number as it is written in Vietnam: "1.234,5", "1 234,5", "12,5", and "12.5" or "1,234.5" as abroad. Where both signs
 * stand, the last one begins the decimals. A lone point before exactly three digits divides thousands ("1.234"); a lone comma
 * begins decimals. null: no number, or one that can be read in no way.
 *
 * Source  SPEC Q5.
 */
export function readTypedNumber(text: string): number | null {
  const compact = text.normalize('NFKC').replace(/[\s_]/gu, '').replace(/^[−–]/u, '-');
  const sign = /^[+-]?/.exec(compact)?.[0] ?? '';
  const digits = compact.slice(sign.length);
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  const decimalAt = findDecimal(digits);
  const whole = decimalAt === -1 ? digits : digits.slice(0, decimalAt);
  const decimals = decimalAt === -1 ? '' : digits.slice(decimalAt + 1);
  if (!/^\d*$/.test(decimals) || !/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/.test(whole)) return null;
  const value = Number(`${sign}${whole.replace(/[.,]/g, '')}.${decimals || '0'}`);
  return Object.is(value, -0) ? 0 : value;
}

/** Where the decimals begin; -1: there are none. */
function findDecimal(digits: string): number {
  const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
  if (point !== -1 && comma !== -1) return Math.max(point, comma);
  if (comma !== -1) return digits.indexOf(',') === comma ? comma : -1;
  if (point === -1 || digits.indexOf('.') !== point) return -1;
  return /^[1-9]\d{0,2}\.\d{3}$/.test(digits) ? -1 : point;
}
