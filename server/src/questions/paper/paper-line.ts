import type { Note } from '../raw-question.ts';

/** A line of a question paper: a paragraph of a document, a part of one between breaks, or a line of text. */
export type PaperLine = {
  /** Of text the line, of a document the paragraph. */
  line: number;
  text: string;
  /** How each character is drawn, as bits of `marks`; null: no character in any special way. */
  drawn: Uint8Array | null;
  /** An empty line stands above. */
  afterGap: boolean;
  /** What was left out of it, such as a picture. */
  notes?: readonly Note[];
};
/** Rows of cells of lines. */
export type PaperTable = { line: number; rows: readonly (readonly (readonly PaperLine[])[])[] };
export type PaperBlock = PaperLine | PaperTable;

export const marks = { underline: 1, highlight: 2, colour: 4, bold: 8, italic: 16 } as const;
export type Mark = keyof typeof marks;

/** A part of a line, with how it is drawn. */
export function cutLine(line: PaperLine, from: number, to = line.text.length): PaperLine {
  return { ...line, text: line.text.slice(from, to), drawn: line.drawn?.subarray(from, to) ?? null };
}

/** The lines of a text; empty ones are left out and remembered by those below them. */
export function linesOfText(text: string): PaperLine[] {
  const lines: PaperLine[] = [];
  let afterGap = true;
  for (const [at, written] of text.split('\n').entries()) {
    if (written.trim() !== '') lines.push({ line: at + 1, text: written, drawn: null, afterGap });
    afterGap = written.trim() === '';
  }
  return lines;
}
