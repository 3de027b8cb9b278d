import type { OldFont } from '@hoithi/shared/contract/question-file';
import { drawnAs, type PastedBlock, type PastedLine } from '@hoithi/shared/contract/question-paste';
import { guessOldFont } from '../../documents/old-fonts.ts';
import { type FileNote, lost } from '../raw-question.ts';
import { convertLines, textsOf } from './convert-lines.ts';
import { marks, type PaperBlock, type PaperLine } from './paper-line.ts';

type PastedRead = { blocks: PaperBlock[]; notes: FileNote[] } | { problem: 'old_font'; value: string };

/** What a page read from the clipboard, as the lines and tables of a question paper. `line` counts lines, those in tables too. SPEC Q16, Q9. */
export function readPasted(pasted: readonly PastedBlock[], convert: OldFont | null): PastedRead {
  let count = 0;
  const read = (line: PastedLine): PaperLine[] => {
    count += 1;
    const text = line.pieces.map((piece) => piece.text).join('');
    const notes = Array.from({ length: line.pictures }, () => lost('picture_left_out'));
    if (text.trim() === '' && notes.length === 0) return [];
    const made: PaperLine = { line: count, text, drawn: drawnOf(line), afterGap: line.gap };
    return [notes.length === 0 ? made : { ...made, notes }];
  };
  const blocks = pasted.flatMap((block): PaperBlock[] => {
    if (!('rows' in block)) return read(block);
    return [{ line: count + 1, rows: block.rows.map((row) => row.map((cell) => cell.flatMap(read))) }];
  });
  const font = guessOldFont(textsOf(blocks));
  if (font !== null && convert === null) return { problem: 'old_font', value: font };
  if (convert === null) return { blocks, notes: [] };
  return { blocks: convertLines(blocks, convert), notes: [{ ...lost('converted', convert), line: 0 }] };
}

/** null: no character is drawn in any special way. */
function drawnOf({ pieces }: PastedLine): Uint8Array | null {
  if (pieces.every((piece) => piece.drawn === 0)) return null;
  const drawn = pieces.flatMap((piece) => Array.from({ length: piece.text.length }, () => ownMarks(piece.drawn)));
  return Uint8Array.from(drawn);
}

const names = Object.keys(drawnAs) as (keyof typeof drawnAs)[];
const ownMarks = (bits: number): number =>
  names.reduce((all, name) => (bits & drawnAs[name] ? all | marks[name] : all), 0);
