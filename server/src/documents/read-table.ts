import type { OldFont } from '@hoithi/shared/contract/question-file';
import { convertOldFont, guessOldFont } from './old-fonts.ts';
import { readDividedText } from './read-divided-text.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableRead } from './table-read.ts';

/**
 * The first sheet of an .xlsx workbook, or text divided by `;`, `,` or tabs, as rows of cells. Text typed for an old
 * font is refused with the font's name, and converted where `convert` names it. Runs in a thread: called from
 * the programs that `readUpload` starts. SPEC U1, U1a, U1b, W21.
 */
export async function readTable(file: Uint8Array, convert: OldFont | null = null): Promise<TableRead> {
  const read = await readAny(file, convert);
  if ('problem' in read) return read;
  const font = guessOldFont(read.rows.flatMap((row) => row.cells));
  if (font === null) return read;
  if (convert === null) return { problem: 'old_font', value: font };
  const rows = read.rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((each) => convertOldFont(each, convert)),
  }));
  return { ...read, rows };
}

async function readAny(file: Uint8Array, convert: OldFont | null): Promise<TableRead> {
  const start = Buffer.from(file.subarray(0, 4)).toString('latin1');
  if (start === 'PK\u0003\u0004') return readWorkbook(file);
  if (start === '\u00d0\u00cf\u0011\u00e0') return { problem: 'spreadsheet_unread', value: '' }; // .xls of old
  return readDividedText(file, convert);
}
