import { addresses, lookAlikes, type NicknameWord, nicknameWords, signs } from './nickname-words.ts';

/**
 * Whether a nickname may stand on the screen of a ceremony. It is judged word by word, never by parts of words: letters are
 * folded first (composition, look-alikes, invisible letters, case, letters said twice). Words written with their marks are
 * compared with the marks, so that Phúc, Lộc or Cúc stay what they are; words written without any are compared without, and
 * only where the bare word is no name. Strong words are also seen with digits, stars or dots among their letters, and with j
 * for i; a title or a name is also seen with its letters set apart.
 *
 * Answers  'refused' for a word of the list, for a nickname that poses as somebody in office, without a letter or digit, and
 *          with signs that are neither Latin letters, digits nor common punctuation: one may be as wide as a sentence.
 * Source   SPEC H18, H18d, H18h. A list is never complete: the MC can remove a player.
 */
export function judgeNickname(raw: string): 'fine' | 'refused' {
  const text = foldLetters(raw);
  if (!commonSigns.test(text) || /\p{M}{3}/u.test(text)) return 'refused';
  const words = readWords(text);
  if (words.length === 0) return 'refused';
  const veiled = listVeiled(text, words);
  const all = { words, runs: listRuns(words) };
  const bareWords = withoutAddress(words);
  const whole = bareWords === words ? all : { words: bareWords, runs: listRuns(bareWords) };
  for (const word of prepared) {
    const among = word.where === 'whole' ? whole : all;
    if (stands(word, among.words) || standsApart(word, among.runs)) return 'refused';
    if (word.veiled && veiled.some((token) => fits(token, word, words))) return 'refused';
  }
  return 'fine';
}

const commonSigns = /^[\p{Script=Latin}\p{M}\p{Nd}\s.,'‘’"“”!?*&+#@$€%^~=|/\\()[\]<>_:;·•–—-]*$/u;

/** How two nicknames are compared: case and spaces do not count, marks do. SPEC H18. */
export const nicknameKey = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();

/** One letter for what looks like one: composed, full width, other scripts, struck through; nothing invisible. */
function foldLetters(raw: string): string {
  const composed = raw.normalize('NFKC').replace(/\p{Cf}|[\u0334-\u0338]|[\u20d0-\u20ff]/gu, '');
  return composed.replace(/./gsu, (letter) => lookAlikes[letter] ?? letter).normalize('NFC');
}

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').normalize('NFC');
const unrepeated = (text: string): string => text.replace(/(.)\1+/gu, '$1');

type Word = { marked: string; bare: string; isPlain: boolean; isCapitals: boolean };

function readWords(text: string): Word[] {
  const found = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  return found.map((word) => {
    const marked = unrepeated(word.toLocaleLowerCase('vi'));
    const bare = unrepeated(withoutMarks(marked));
    return {
      marked,
      bare,
      isPlain: bare === marked,
      isCapitals: word !== word.toLocaleLowerCase('vi') && isUpper(word),
    };
  });
}
const isUpper = (word: string): boolean => word === word.toLocaleUpperCase('vi');

type Prepared = Omit<NicknameWord, 'marked' | 'bare'> & {
  marked: readonly string[];
  bare: readonly string[];
  /** Without spaces and marks, as a veiled one is compared. */
  joined: string;
  /** Without spaces, with marks. */
  joinedMarked: string;
};
const split = (text: string): string[] => unrepeated(text).split(' ');
const prepared: readonly Prepared[] = nicknameWords.map((word) => ({
  ...word,
  marked: split(word.marked),
  bare: word.bare === null ? [] : split(word.bare),
  joined: unrepeated(withoutMarks(word.marked).replaceAll(' ', '')),
  joinedMarked: unrepeated(word.marked.replaceAll(' ', '')),
}));

const addressWords = addresses.map((address) => address.split(/[ /]/));
/** The words behind "bác", "ông", "đồng chí" and the like, once. */
function withoutAddress(words: readonly Word[]): readonly Word[] {
  const found = addressWords.find((parts) => parts.every((part, at) => words[at]?.marked === part));
  return found && words.length > found.length ? words.slice(found.length) : words;
}

/** Whether a word of the list is among the words, in its place. */
function stands(word: Prepared, words: readonly Word[]): boolean {
  const last = word.where === 'anywhere' ? words.length : 0;
  for (let from = 0; from <= last; from++) {
    const isMarked = word.marked.every((part, at) => words[from + at]?.marked === part);
    const isBare =
      word.bare.length > 0 &&
      word.bare.every((part, at) => words[from + at]?.isPlain === true && words[from + at]?.bare === part);
    const isWithJ = word.veiled === true && standsWithJ(word, words, from);
    const length = isBare && !isMarked ? word.bare.length : word.marked.length;
    if (!isMarked && !isBare && !isWithJ) continue;
    if (word.where === 'whole' && words.length > length) continue;
    if (word.initials && words[from]?.isCapitals && hasName(words)) continue;
    return true;
  }
  // Words run together: "ditme". A single word is met above.
  const run = word.bare.length > 1 ? word.joined : null;
  return word.veiled === true && run !== null && words.some(({ bare, isPlain }) => isPlain && bare === run);
}

/** "đjt", "djt me": no Vietnamese word has a j. */
function standsWithJ(word: Prepared, words: readonly Word[], from: number): boolean {
  const own = words.slice(from, from + word.marked.length);
  if (!own.some(({ bare }) => bare.includes('j'))) return false;
  return word.marked.every((part, at) => own[at]?.bare.replaceAll('j', 'i') === unrepeated(withoutMarks(part)));
}

/** Words one behind the other, two or more, joined; `isSingle`: each is one letter. */
type Run = { from: number; marked: string; bare: string; isPlain: boolean; isSingle: boolean; isWhole: boolean };

const longestJoined = Math.max(...prepared.map(({ joined }) => joined.length));

function listRuns(words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < words.length; from++) {
    let [marked, bare, isPlain, isSingle] = ['', '', true, true];
    for (let to = from; to < words.length && bare.length <= longestJoined; to++) {
      const next = words[to];
      if (!next) break;
      marked = unrepeated(marked + next.marked);
      bare = unrepeated(bare + next.bare);
      isPlain &&= next.isPlain;
      isSingle &&= next.marked.length === 1;
      if (to > from)
        runs.push({ from, marked, bare, isPlain, isSingle, isWhole: from === 0 && to === words.length - 1 });
    }
  }
  return runs;
}

/**
 * Whether the first words, joined, are a title or a name whose letters were set apart: "B A N T Ổ C H Ứ C", "C*hủ tịch". A
 * short one, and a word that may stand anywhere, only where every letter stands alone.
 */
const standsApart = (word: Prepared, runs: readonly Run[]): boolean =>
  runs.some(({ from, marked, bare, isPlain, isSingle, isWhole }) => {
    const isSame = marked === word.joinedMarked || (word.bare.length > 0 && isPlain && bare === word.joined);
    if (!isSame) return false;
    if (word.where === 'anywhere') return isSingle && bare.length > 3;
    if (from > 0 || (word.where === 'whole' && !isWhole)) return false;
    return bare.length > 4 || (isSingle && isWhole && bare.length > 2);
  });

/** Whether a word is a name beside which capitals are initials: Minh VL, Đức Mạnh (ĐM). */
const hasName = (words: readonly Word[]): boolean =>
  words.some(({ marked, isCapitals }) => marked.length > 1 && !isCapitals);

/** Letters that are written so that a word is not seen: with signs among them, or set apart. */
type Veiled = { text: string; hasSigns: boolean; isCapitals: boolean };

/** None of the signs means anything else inside brackets. */
const signsInBrackets = Object.keys(signs).join('');
const anySign = new RegExp(`[${signsInBrackets}]`, 'u');
const notOfWord = new RegExp(`[^\\p{L}\\p{M}\\p{N}${signsInBrackets}]+`, 'u');

function listVeiled(text: string, words: readonly Word[]): Veiled[] {
  const chunks = text.split(/\s+/u).map((chunk) => chunk.replace(/^[!*+|]+|[!*+|]+$/gu, ''));
  const pieces = chunks.map((chunk) => chunk.split(notOfWord).filter((piece) => piece !== ''));
  const found: string[] = [];
  for (const parts of pieces) {
    if (parts.length > 1 && parts.some((part) => part.length === 1)) found.push(parts.join(''));
    found.push(...parts.filter((part) => anySign.test(part)));
  }
  // Single letters in a row: "l o n", "v c l".
  const row: string[] = [];
  const close = () => {
    if (row.length > 1 && (row.length > 2 || row.length === words.length)) found.push(row.join(''));
    row.length = 0;
  };
  for (const parts of pieces) {
    if (parts.length === 1 && parts[0]?.length === 1) row.push(parts[0]);
    else close();
  }
  close();
  return found.map((each) => ({
    text: unrepeated(each.toLocaleLowerCase('vi')),
    hasSigns: anySign.test(each),
    isCapitals: isUpper(each) && each !== each.toLocaleLowerCase('vi'),
  }));
}

function fits(token: Veiled, word: Prepared, words: readonly Word[]): boolean {
  if (word.initials && token.isCapitals && hasName(words)) return false;
  const marked = word.marked.join('');
  if (!token.hasSigns && token.text !== withoutMarks(token.text)) return token.text === marked;
  if (!token.hasSigns) return token.text === word.joined;
  const letters = [...token.text].filter((letter) => /\p{L}/u.test(letter)).length;
  if (word.joined.length < 3 || letters * 2 < [...token.text].length) return false; // "V1", "10N" are no words
  const pattern = [...withoutMarks(token.text)].map((letter) => signs[letter] ?? letter).join('');
  return /^[\p{L}[\]{},\\0-9]+$/u.test(pattern) && new RegExp(`^${pattern}$`, 'u').test(word.joined);
}
