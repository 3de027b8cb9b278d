import { assert } from './assert.ts';

/** Prefixes of eleven-digit numbers and what they became in 2018, both without the leading 0. */
const changedPrefixes = {
  viettel: { 162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39' },
  mobiFone: { 120: '70', 121: '79', 122: '77', 126: '76', 128: '78' },
  vinaphone: { 123: '83', 124: '84', 125: '85', 127: '81', 129: '82' },
  vietnamobile: { 186: '56', 188: '58' },
  gmobile: { 199: '59' },
};
const newPrefixes = new Map(Object.values(changedPrefixes).flatMap((changes) => Object.entries<string>(changes)));

const invisible = /\p{Cf}/gu; // numbers copied from a contact list carry direction marks
const separators = /[\s.·()[\]/\p{Pd}]/gu;
const countryCode = /^(?:\+84|0084|84(?=\d{9,}))0?/;
const mobile = /^[35789]\d{8}$/;

/**
 * One spelling for a Vietnamese mobile number, so that several spellings are one person; null if it is none.
 *
 * Reads 0…, 84…, +84…, 0084…, a number whose leading 0 a spreadsheet has dropped, spaces, dots, dashes, brackets,
 * full-width digits and the eleven-digit numbers of before 2018.
 *
 * Units   E.164, "+84912345678".
 * Source  SPEC S1; the Ministry of Information and Communications' 2018 plan for changing mobile prefixes.
 */
export function normalizePhone(raw: string): string | null {
  const digits = raw.normalize('NFKC').replace(invisible, '').replace(separators, '');
  const national = countryCode.test(digits) ? digits.replace(countryCode, '') : digits.replace(/^0/, '');
  const current = shortenOldNumber(national);
  return mobile.test(current) ? `+84${current}` : null;
}

/** What may be shown of a number to somebody who claims it: "091****678". Source: SPEC V1. */
export function maskPhone(e164: string): string {
  assert(/^\+84\d{9}$/.test(e164), 'only a normalized number is masked');
  return `0${e164.slice(3, 5)}****${e164.slice(-3)}`;
}

function shortenOldNumber(national: string): string {
  const prefix = newPrefixes.get(national.slice(0, 3));
  return prefix === undefined ? national : prefix + national.slice(3);
}
