import { nicknameWords } from './nickname-words.ts';

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
const hasMarks = (text: string): boolean => withoutMarks(text.normalize('NFC')) !== text.normalize('NFC');
const unrepeated = (text: string): string => text.replace(/(.)\1+/gu, '$1');
const unleet = (text: string): string => text.replace(/[0134571@$!]/g, (sign) => leet[sign] ?? sign);

/**
 * Whether a nickname may stand on the screen of a ceremony. Words written with their marks are compared with the marks,
 * so that Phúc, Lộc or Cúc stay what they are; words written without any are compared without, and only where the bare
 * word is no name. Spelling with digits, doubled letters or dots between letters is seen through.
 *
 * Answers  'refused' for a word of the list, for a nickname that poses as the organizers, and without a letter or digit.
 * Source   SPEC H18. A list is never complete: the MC can remove a player.
 */
export function judgeNickname(raw: string): 'fine' | 'refused' {
  const text = raw.normalize('NFC').toLocaleLowerCase('vi');
  if (!/[\p{L}\p{N}]/u.test(text)) return 'refused';
  const marked = wordsOf(unrepeated(text));
  const bare = wordsOf(unrepeated(unleet(withoutMarks(text))));
  // Letters set apart (d.m, v c l) are read together where each stands alone and no name follows.
  const spelled = bare.every((word) => word.length === 1) && bare.length > 1 ? [bare.join('')] : [];
  const textHasMarks = hasMarks(text);
  for (const word of prepared) {
    if (stands(word.marked, marked, word.leading)) return 'refused';
    if (!textHasMarks && stands(word.bare, bare, word.leading)) return 'refused';
    if (stands(word.bare, spelled, word.leading)) return 'refused';
  }
  return 'fine';
}

/** How two nicknames are compared: case and spaces do not count, marks do. SPEC H18. */
export const nicknameKey = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** The list as it is compared: each spelling in words, once. */
const prepared = nicknameWords.map((word) => ({
  marked: wordsOf(unrepeated(word.marked)),
  bare: word.bare === null ? [] : wordsOf(unrepeated(word.bare)),
  leading: word.where === 'leading',
}));

function stands(wanted: readonly string[], words: readonly string[], leading: boolean): boolean {
  if (wanted.length === 0) return false;
  const last = leading ? 0 : words.length - wanted.length;
  for (let from = 0; from <= last; from++) if (wanted.every((part, at) => words[from + at] === part)) return true;
  return false;
}
