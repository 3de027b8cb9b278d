import { normalizePhone } from './phone.ts';
import { readSlipCode } from './slip-code.ts';

/** By what somebody is known whom the rules exclude: a number (E.164), the code on a slip, an identifier of whoever states it. */
export type ExclusionMark = { way: 'phone' | 'slip' | 'identifier'; text: string };

const identifierLengthMax = 300;
/** A number or a code that was mistyped is no identifier. */
const looksLikeNumber = /^\+?[\d\s.()-]+$/;
const looksLikeCode = /^[a-z\d]{3}-[a-z\d]{3}-[a-z\d]{3}$/i;

/**
 * What a line of a list means. Identifiers made of digits alone are taken for numbers: they are brought in a column of their own.
 *
 * Refuses  with null what is none of the three.
 * Source   SPEC S7a.
 */
export function readExclusionMark(written: string): ExclusionMark | null {
  const text = written.normalize('NFC').trim();
  const phone = normalizePhone(text);
  if (phone !== null) return { way: 'phone', text: phone };
  const code = readSlipCode(text);
  if (code !== null) return { way: 'slip', text: code };
  return looksLikeNumber.test(text) || looksLikeCode.test(text) ? null : readIdentifier(text);
}

export const readIdentifier = (text: string): ExclusionMark | null =>
  text === '' || text.length > identifierLengthMax ? null : { way: 'identifier', text };
