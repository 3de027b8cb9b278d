import type { OldFont } from '@hoithi/shared/contract/question-file';
import { convertOldFont } from '../../documents/old-fonts.ts';
import type { PaperBlock, PaperLine } from './paper-line.ts';

/** Texts of a paper that were typed for an old font, as Unicode. SPEC Q9. */

const linesIn = (block: PaperBlock): PaperLine[] => ('rows' in block ? block.rows.flat(2) : [block]);
export const textsOf = (blocks: readonly PaperBlock[]): string[] => blocks.flatMap(linesIn).map((line) => line.text);

/** Marks stay with their characters as long as the conversion keeps the length; TCVN3 does, VNI joins two into one. */
export function convertLines(blocks: readonly PaperBlock[], font: OldFont): PaperBlock[] {
  const convertLine = (line: PaperLine): PaperLine => {
    const { drawn } = line;
    if (drawn === null) return { ...line, text: convertOldFont(line.text, font) };
    const pieces = pieceByMark(line.text, drawn).map(({ text, mark }) => ({ text: convertOldFont(text, font), mark }));
    const marks = pieces.flatMap(({ text, mark }) => Array.from({ length: text.length }, () => mark));
    return { ...line, text: pieces.map((piece) => piece.text).join(''), drawn: Uint8Array.from(marks) };
  };
  return blocks.map((block) =>
    'rows' in block
      ? { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(convertLine))) }
      : convertLine(block),
  );
}

/** Runs of characters that are drawn alike. */
function pieceByMark(text: string, drawn: Uint8Array): { text: string; mark: number }[] {
  const pieces: { text: string; mark: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const last = pieces.at(-1);
    const mark = drawn[at] ?? 0;
    if (last?.mark === mark) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), mark });
  }
  return pieces;
}
