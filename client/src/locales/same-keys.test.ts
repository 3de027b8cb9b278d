import { describe, expect, it } from 'vitest';

const files = import.meta.glob<Record<string, unknown>>('./{vi,en}/*.json', { eager: true, import: 'default' });
const pages = Object.keys(files)
  .filter((path) => path.startsWith('./vi/'))
  .map((path) => path.slice('./vi/'.length));

function listKeys(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path.replace(/_(one|other)$/, '')];
  return Object.entries(words).flatMap(([key, inner]) => listKeys(inner, path ? `${path}.${key}` : key));
}
function listTexts(words: unknown): string[] {
  return typeof words === 'string' ? [words] : Object.values(words as object).flatMap(listTexts);
}
const unique = (keys: string[]) => [...new Set(keys)].sort();

describe.each(pages)('words of %s', (namespace) => {
  const vi = files[`./vi/${namespace}`];
  const en = files[`./en/${namespace}`];

  it('Vietnamese and English have the same keys', () => {
    expect(unique(listKeys(en))).toEqual(unique(listKeys(vi)));
  });

  it('Vietnamese is stored composed and nothing is empty', () => {
    for (const text of [...listTexts(vi), ...listTexts(en)]) {
      expect(text).toBe(text.normalize('NFC'));
      expect(text.trim()).not.toBe('');
    }
  });
});
