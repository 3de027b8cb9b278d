/**
 * A text as it is searched: no marks, no case, đ as d, everything that is neither letter nor digit a single space.
 * "Thuỷ" and "Thủy", composed or decomposed, fold to the same.
 *
 * Source  SPEC S5.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
