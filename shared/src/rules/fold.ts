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

const genericWords = /^(?:thi tran|thi xa|thanh pho|dac khu|xa|phuong|huyen|quan|tinh) /;
const shortForms: ReadonlyMap<string, string> = new Map([
  ['tp', 'thanh pho'],
  ['tx', 'thi xa'],
  ['tt', 'thi tran'],
]);

/** A folded name without "xã", "phường" and the like before it. */
export const bareName = (folded: string): string => folded.replace(genericWords, '');

/**
 * How well a unit answers a query; higher is better, 0 is no match. Every word of the query must begin a word of the
 * unit's name or path; "xã", "phường", "huyện" and the like may be left out, "tp", "tx" and "tt" are read in full.
 *
 * Units   6 the very name, 5 the name without its generic word, 4 and 3 the same as a beginning, 2 words of the name,
 *         1 words of name and path. All three texts come from `foldText`; the path is the names above the unit.
 * Source  SPEC S5.
 */
export function scoreUnitMatch(foldedQuery: string, foldedName: string, foldedPath: string): number {
  const query = readShortForm(foldedQuery);
  if (query === '') return 0;
  const name = ` ${foldedName}`;
  const path = ` ${foldedPath}`;
  const words = query.split(' ');
  const inName = words.filter((word) => name.includes(` ${word}`));
  if (inName.length < words.length) {
    return words.every((word) => inName.includes(word) || path.includes(` ${word}`)) ? 1 : 0;
  }
  const bare = bareName(foldedName);
  if (foldedName === query) return 6;
  if (bare === query) return 5;
  if (foldedName.startsWith(query)) return 4;
  return bare.startsWith(query) ? 3 : 2;
}

function readShortForm(query: string): string {
  const first = query.split(' ', 1)[0] ?? '';
  return (shortForms.get(first) ?? first) + query.slice(first.length);
}
