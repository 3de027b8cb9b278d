import type { TableRow } from '@hoithi/shared/rules/units/find-header';
import { readDividedText } from './read-divided-text.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableRead } from './table-read.ts';

/**
 * The first sheet of an .xlsx workbook, or text divided by `;`, `,` or tabs, as rows of cells. Runs in a thread: called from
 * the programs that `readUpload` starts. SPEC U1, U1a, W21.
 */
export async function readTable(file: Uint8Array): Promise<TableRead> {
  const read = await readAny(file);
  return 'rows' in read && isOldFont(read.rows) ? { problem: 'old_font', value: '' } : read;
}

async function readAny(file: Uint8Array): Promise<TableRead> {
  const start = Buffer.from(file.subarray(0, 4)).toString('latin1');
  if (start === 'PK\u0003\u0004') return readWorkbook(file);
  if (start === '\u00d0\u00cf\u0011\u00e0') return { problem: 'spreadsheet_unread', value: '' }; // .xls of old
  return readDividedText(file);
}

/** Beside a letter: signs and letters that Vietnamese has not, and that fonts of TCVN3 and VNI draw as Vietnamese ones. */
const foreign =
  /(?<=\p{L})[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d0\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]|[\u00a1-\u00bf\u00c7\u00d1\u00de\u00f1](?=\p{L})/gu;
const foreignMin = 3;
const cellsSeen = 2_000;

/**
 * Whether the table was typed for fonts of before Unicode (TCVN3 as .VnTime, VNI-Times): "NguyÔn V¨n Hïng". One foreign name
 * among many does not make it one. SPEC U1b.
 */
function isOldFont(rows: readonly TableRow[]): boolean {
  let [old, marked, found] = [0, 0, 0];
  for (const cell of rows.slice(0, cellsSeen).flatMap((row) => row.cells)) {
    if (!/[^\p{ASCII}]/u.test(cell)) continue;
    const signs = /[\u0100-\u024f\u1e00-\u1eff]/u.test(cell.normalize('NFC')) ? 0 : (cell.match(foreign)?.length ?? 0);
    marked += 1;
    if (signs > 0) old += 1;
    found += signs;
  }
  return found >= foreignMin && old * 5 >= marked;
}
