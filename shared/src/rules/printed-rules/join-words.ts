import type { LocalText } from '../../contract/text.ts';

/** A list inside a sentence, in both languages, separated as the list's own commas allow. */
export function joinWords(words: readonly LocalText[], separator = '; '): LocalText {
  return { vi: words.map(({ vi }) => vi).join(separator), en: words.map(({ en }) => en).join(separator) };
}
