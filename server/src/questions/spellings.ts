/** Accepted spellings in one text: divided by `;`, `|` or line breaks, or each in quotes, where those signs and numbers are text. */

const quoted = /[“"]([^“”"]+)[”"]/gu;

export const isQuoted = (text: string): boolean =>
  text.replace(quoted, '').replace(/[\s;|]/gu, '') === '' && /["“]/u.test(text);

export function readSpellings(text: string): string[] {
  const all = isQuoted(text) ? [...text.matchAll(quoted)].map(([, inside = '']) => inside) : text.split(/[;|\n]/u);
  return all.map((each) => each.trim()).filter((each) => each !== '');
}

/** `plain`: whether a spelling without quotes would be read as itself. */
export function writeSpellings(spellings: readonly string[], plain: (text: string) => boolean): string {
  const isPlain = spellings.every((each) => !/[;|"“”]/u.test(each)) && plain(spellings.join('; '));
  return spellings.map((each) => (isPlain ? each : `“${each}”`)).join('; ');
}

/** Quotes within a spelling cannot be written in quotes. */
export const canWriteSpelling = (text: string): boolean => !/["“”]/u.test(text);
