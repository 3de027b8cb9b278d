import { drawnAs, type PastedLine } from '@hoithi/shared/contract/question-paste';

export type PastedOption = { text: string; right: boolean };

const label = /^\s*(?:[A-Fa-f][.)/:]|[-–•+])\s+/;
const star = /^\s*\*\s*|\s*\*\s*$/g;
/** Strongest first: what sets some lines apart from the others marks the right ones. */
const signs = [drawnAs.underline, drawnAs.highlight, drawnAs.colour, drawnAs.bold];

/**
 * Options pasted as lines: labels are taken off; right is a line with a star, else one whose letter or text is drawn as not
 * all are. SPEC Q16.
 */
export function optionsOfLines(lines: readonly PastedLine[]): PastedOption[] {
  const written = lines.flatMap(divideLine).filter(({ text }) => text.trim() !== '');
  const isStarred = written.some(({ text }) => isStar(text));
  const sign = isStarred ? 0 : (signs.find((each) => isDistinct(written, each)) ?? 0);
  return written.map(({ text, drawn }) => {
    const bare = text.replace(star, '').replace(label, '').replace(star, '').trim();
    return { text: bare, right: isStarred ? isStar(text) : (drawn & sign) !== 0 };
  });
}

const isStar = (text: string): boolean => /^\s*\*|^\s*[A-Fa-f][.)]\s*\*|\*\s*$/.test(text);
function isDistinct(lines: readonly { drawn: number }[], sign: number): boolean {
  const count = lines.filter(({ drawn }) => (drawn & sign) !== 0).length;
  return count > 0 && count < lines.length;
}

type Drawn = { text: string; drawn: number };

/** Several options in one line, apart by tabs and with letters, are several lines. */
function divideLine({ pieces }: PastedLine): Drawn[] {
  const parts: Drawn[] = [{ text: '', drawn: 0 }];
  for (const piece of pieces) {
    const texts = piece.text.split(/\t+(?=\s*\*?[A-Fa-f][.)])|\s{3,}(?=\*?[A-Fa-f][.)])/);
    for (const [at, text] of texts.entries()) {
      if (at > 0) parts.push({ text: '', drawn: 0 });
      const last = parts.at(-1);
      if (!last) continue;
      last.text += text;
      if (text.trim() !== '') last.drawn |= piece.drawn;
    }
  }
  return parts;
}

/** A whole question pasted at once: its text, then at least two lines with the letters of options. null: it is none. */
export function questionOfLines(lines: readonly PastedLine[]): { text: string; options: PastedOption[] } | null {
  const written = lines.filter(({ pieces }) => pieces.some(({ text }) => text.trim() !== ''));
  const textOf = ({ pieces }: PastedLine) => pieces.map(({ text }) => text).join('');
  const first = written.findIndex((line) => /^\s*\*?\s*A[.)]\s/.test(textOf(line)));
  if (first < 1) return null;
  const options = optionsOfLines(written.slice(first));
  if (options.length < 2 || options.length > 6) return null;
  const text = written
    .slice(0, first)
    .map(textOf)
    .join(' ')
    .replace(/^\s*(?:Câu(?:\s+hỏi)?\s*)?\d{1,4}\s*[.:)]\s*/iu, '');
  return { text: text.replace(/\s+/g, ' ').trim(), options };
}
