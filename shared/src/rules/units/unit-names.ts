import { foldText } from '../fold.ts';

/** How offices and schools are shortened, folded, with what they stand for. Source: domain (g5). */
const shortNames: readonly (readonly [RegExp, string])[] = (
  [
    ['ubnd', 'uy ban nhan dan'],
    ['hdnd', 'hoi dong nhan dan'],
    ['ub ?mttq(?: ?vn)?', 'uy ban mat tran to quoc'],
    ['mttq(?: ?vn)?', 'mat tran to quoc'],
    ['ldld', 'lien doan lao dong'],
    ['lhpn', 'lien hiep phu nu'],
    ['tncs(?: ?hcm)?', 'thanh nien cong san'],
    ['gd ?dt', 'giao duc dao tao'],
    ['gd', 'giao duc'],
    ['kh ?cn', 'khoa hoc cong nghe'],
    ['kh ?dt', 'ke hoach dau tu'],
    ['tt ?tt', 'thong tin truyen thong'],
    ['tn ?mt', 'tai nguyen moi truong'],
    ['nn ?mt', 'nong nghiep moi truong'],
    ['nn ?ptnt', 'nong nghiep phat trien nong thon'],
    ['ld ?tb ?xh', 'lao dong thuong binh xa hoi'],
    ['vh ?tt ?(?:dl|du lich)', 'van hoa the thao du lich'],
    ['vh ?tt', 'van hoa the thao'],
    ['gtvt', 'giao thong van tai'],
    ['gdtx', 'giao duc thuong xuyen'],
    ['gdnn', 'giao duc nghe nghiep'],
    ['thpt', 'trung hoc pho thong'],
    ['thcs', 'trung hoc co so'],
  ] as const
).map(([short, whole]) => [new RegExp(`(?<= )${short}(?= )`, 'g'), whole]);

/** Before a name, with a dot or without. */
const shortLevels: ReadonlyMap<string, string> = new Map([
  ['tp', 'thanh pho'],
  ['tx', 'thi xa'],
  ['tt', 'thi tran'],
  ['p', 'phuong'],
  ['x', 'xa'],
  ['h', 'huyen'],
  ['q', 'quan'],
]);
const shortLevel = /(?<=^ (?:uy ban nhan dan )?)(tp|tx|tt|[pxhq])(?= [^ ])/;

/**
 * The name of a unit as it is compared: folded, short forms in full ("Sở GD&ĐT", "P. 1", "UBND"), without "và" and without
 * the zeros that a number begins with.
 *
 * Source  SPEC S5a.
 */
export function foldUnitName(text: string): string {
  let name = ` ${foldText(text)} `.replace(/ 0+(?=\d)/g, ' ').replace(/ va (?=.)/g, ' ');
  for (const [short, whole] of shortNames) name = name.replace(short, whole);
  return name.replace(shortLevel, (short) => shortLevels.get(short) ?? short).trim();
}

const office = /^(?:uy ban nhan dan|truong) /;
const genericWords =
  /^(?:uy ban nhan dan )?(?:(?:thi tran|thi xa|thanh pho|dac khu|xa|phuong|huyen|quan|tinh|truong) )?/;

/** A folded name without "UBND", "xã", "phường", "trường" and the like before it. */
export const bareName = (folded: string): string => folded.replace(genericWords, '') || folded;

/**
 * How well a unit answers a query; higher is better, 0 is no match. Every word of the query must begin a word of the
 * unit's name or path; "xã", "phường", "huyện" and the like may be left out, "UBND" and "trường" may be too much.
 *
 * Units   6 the very name, 5 the name without its generic word, 4 and 3 the same as a beginning, 2 words of the name,
 *         1 words of name and path. All three texts come from `foldUnitName`; the path is the names above the unit.
 * Source  SPEC S5, S5a.
 */
export function scoreUnitMatch(query: string, foldedName: string, foldedPath: string): number {
  const score = scoreWords(query, foldedName, foldedPath);
  return score === 0 && office.test(query) ? scoreWords(query.replace(office, ''), foldedName, foldedPath) : score;
}

function scoreWords(query: string, foldedName: string, foldedPath: string): number {
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

/** Finds units by what people write for them: the code, else the name of one unit alone. SPEC S5a, U15. */
export function unitFinder(units: readonly { code: string; name: string }[]): (text: string) => string | null {
  const codes = new Set(units.map(({ code }) => code));
  const byName = new Map<string, string | null>();
  const add = (name: string, code: string) => {
    const known = byName.get(name);
    byName.set(name, known === undefined || known === code ? code : null);
  };
  for (const { code, name } of units) add(foldUnitName(name), code);
  const whole = new Set(byName.keys());
  for (const { code, name } of units) {
    const bare = bareName(foldUnitName(name));
    if (!whole.has(bare)) add(bare, code);
  }
  return (text) => {
    if (codes.has(text)) return text;
    const name = foldUnitName(text);
    const found = byName.get(name);
    return found !== undefined ? found : (byName.get(name.replace(office, '')) ?? null);
  };
}
