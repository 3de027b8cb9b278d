import { limits } from '@hoithi/shared/contract/limits';
import { cutLine, type Mark, marks, type PaperLine } from './paper-line.ts';
import { type OptionSign, readOptionSign } from './paper-signs.ts';

/** `onLetter`, `onText`: the marks that its letter, and nearly all of its text, are drawn with. */
export type PaperOption = { text: string; starred: boolean; onLetter: ReadonlySet<Mark>; onText: ReadonlySet<Mark> };
export type SplitQuestion = { stem: string; options: PaperOption[]; outOfOrder: boolean };

/** So much of a text has to be drawn in a way for the whole to be; a word may stand out in any option. */
const nearlyAll = 0.8;
/** More than a question may have, so that the seventh option is not taken for a part of the sixth. */
const letters = 'ABCDEFGHIJ';
const { optionsPerQuestionMax } = limits;
const markNames = Object.keys(marks) as Mark[];
const endStar = /\s*(?:\*|\(\*\)|[([](?:đúng|x|✓)[)\]]|[✓✔√])\s*$/iu;

type Piece = { sign: OptionSign | null; line: PaperLine };

/**
 * The question and its options, from lines of which each begins one, goes on with it, or has several ("A. …  B. …"). Letters
 * count one after another from A: "B." inside option A begins option B unless a line below does.
 */
export function splitOptions(lines: readonly PaperLine[]): SplitQuestion {
  const stem: string[] = [];
  const options: { lines: PaperLine[]; sign: OptionSign }[] = [];
  let outOfOrder = false;
  const letters = lettersBelow(lines);
  for (const [at, line] of lines.entries()) {
    for (const piece of cutAtLetters(line, options.length, letters[at] ?? 0)) {
      if (piece.sign !== null && piece.sign.place === options.length)
        options.push({ lines: [piece.line], sign: piece.sign });
      else {
        if (piece.sign !== null && options.length > 0 && piece.sign.place < optionsPerQuestionMax) outOfOrder = true;
        const last = options.at(-1);
        if (last) last.lines.push(piece.line);
        else stem.push(piece.line.text);
      }
    }
  }
  return { stem: stem.join(' '), options: options.map(readOption), outOfOrder };
}

/** Of each line the letters that lines below it begin with, as bits. */
function lettersBelow(lines: readonly PaperLine[]): number[] {
  const below = Array.from(lines, () => 0);
  for (let at = lines.length - 2; at >= 0; at--) {
    const place = readOptionSign(lines[at + 1]?.text ?? '')?.place;
    below[at] = (below[at + 1] ?? 0) | (place === undefined ? 0 : 1 << place);
  }
  return below;
}

/** A line in pieces: each from the second on begins with the letter that comes next. */
function cutAtLetters(line: PaperLine, from: number, below: number): Piece[] {
  const own = readOptionSign(line.text);
  const isBelow = (place: number) => (below & (1 << place)) !== 0;
  const begins = own?.place === from;
  const cuts: number[] = [];
  let next = begins ? from + 1 : from;
  for (let search = begins ? own.textAt : 0; next < letters.length && !isBelow(next); next++) {
    const cut = findLetter(line.text, next, search);
    if (cut === -1) break;
    cuts.push(cut);
    search = cut + 2;
  }
  // Inside a question the letter A alone, as in "vitamin A.", begins nothing: B follows it, here or below.
  const lone = !begins && from === 0 && cuts.length === 1 && !isBelow(1);
  const starts = [0, ...(lone ? [] : cuts)];
  return starts.map((start, at) => {
    const piece = cutLine(line, start, starts[at + 1]);
    return { sign: at === 0 ? own : readOptionSign(piece.text), line: piece };
  });
}

/** Where the letter of an option stands inside a line, after a blank and before text. */
function findLetter(text: string, place: number, from: number): number {
  const letter = letters.charAt(place);
  const pattern = new RegExp(`(?<=\\s)\\*?\\s?\\(?${letter}\\s?\\*?\\s?[.)](?=\\s*\\S)`, 'gu');
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

function readOption({ lines, sign }: { lines: PaperLine[]; sign: OptionSign }): PaperOption {
  const [first, ...more] = lines;
  if (!first) return { text: '', starred: false, onLetter: new Set(), onText: new Set() };
  const texts = [cutLine(first, sign.textAt), ...more];
  const written = texts
    .map((each) => each.text)
    .join(' ')
    .trim();
  const letter = cutLine(first, sign.letterAt, sign.letterAt + 1);
  return {
    text: written.replace(endStar, ''),
    starred: sign.starred || endStar.test(written),
    onLetter: new Set(markNames.filter((mark) => shareOf([letter], mark) === 1)),
    onText: new Set(markNames.filter((mark) => shareOf(texts, mark) >= nearlyAll)),
  };
}

/** How much of what is written in the lines is drawn with a mark. */
function shareOf(lines: readonly PaperLine[], mark: Mark): number {
  let [all, drawn] = [0, 0];
  for (const line of lines)
    for (let at = 0; at < line.text.length; at++) {
      if (/\s/u.test(line.text.charAt(at))) continue;
      all += 1;
      if ((line.drawn?.[at] ?? 0) & marks[mark]) drawn += 1;
    }
  return all === 0 ? 0 : drawn / all;
}
