import type { LocalText } from '../../contract/text.ts';
import { assert } from '../../rules/assert.ts';
import en from './en.json' with { type: 'json' };
import vi from './vi.json' with { type: 'json' };

export type WordGroup = keyof typeof vi;

/** A sentence or a word of the model in both languages. Every sentence that is printed or reported stands in these two files. */
export function wordsOf(group: WordGroup, id: string): LocalText {
  const [ofVi, ofEn] = [vi[group] as Record<string, string>, en[group] as Record<string, string>];
  const words = { vi: ofVi[id], en: ofEn[id] };
  assert(words.vi !== undefined && words.en !== undefined, `there are words for ${String(group)}.${id}`);
  return { vi: words.vi, en: words.en };
}

/** Puts values into `{name}` places; `{name:s}` is an "s" unless the value is 1. A place without a value is a mistake of ours. */
export const fillWords = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)(:s)?\}/g, (_place, name: string, plural: string | undefined) => {
    const value = values[name];
    assert(value !== undefined, `the sentence has a value for {${name}}: ${text}`);
    if (plural !== undefined) return /^0?1$/.test(String(value)) ? '' : 's';
    return String(value);
  });
