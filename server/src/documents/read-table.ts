import type { UnitTableProblem } from '@hoithi/shared/contract/unit-table';
import type { TableRow } from '@hoithi/shared/rules/units/read-unit-table';
import { z } from 'zod';

export type TableRead = { rows: TableRow[] } | { problem: UnitTableProblem['problem'] };

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
/** A workbook of 8 MB unpacks to this at most; a bomb is found by the sizes it declares, before anything is unpacked. */
const unpackedBytesMax = 256 * 1024 * 1024;

/**
 * The first sheet of an .xlsx workbook, or text divided by `;`, `,` or tabs, as rows of cells. The libraries are loaded
 * with the first table. SPEC U1.
 */
export async function readTable(file: Buffer): Promise<TableRead> {
  if (file.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return readWorkbook(file);
  if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') return { problem: 'spreadsheet_unread' }; // .xls of old
  return readText(file);
}

async function readWorkbook(file: Buffer): Promise<TableRead> {
  const { unzipSync } = await import('fflate');
  const { InvalidInputError, InvalidSpreadsheetError, readSheet } = await import('read-excel-file/node');
  try {
    let unpackedBytes = 0;
    unzipSync(file, {
      filter: ({ originalSize }) => {
        unpackedBytes += originalSize;
        return false;
      },
    });
    if (unpackedBytes > unpackedBytesMax) return { problem: 'spreadsheet_unread' };
    const sheet: readonly (readonly unknown[])[] = await readSheet(file);
    return { rows: sheet.map((cells, at) => ({ line: at + 1, cells: cells.map(describeCell) })) };
  } catch (broken) {
    const known = broken instanceof InvalidInputError || broken instanceof InvalidSpreadsheetError;
    // For a broken archive fflate throws an error whose code is a number.
    if (known || (broken instanceof Error && 'code' in broken)) return { problem: 'spreadsheet_unread' };
    throw broken;
  }
}

function describeCell(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

/** UTF-8 or Excel's UTF-16; divided by whichever of the three its first lines hold most. */
async function readText(file: Buffer): Promise<TableRead> {
  let text: string;
  try {
    const utf16 = file[0] === 0xff && file[1] === 0xfe;
    text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(file);
  } catch {
    return { problem: 'encoding_unread' };
  }
  const start = text.split('\n', 20).join('\n');
  const many = (divider: string) => start.split(divider).length;
  const delimiter = [';', ',', '\t'].sort((a, b) => many(b) - many(a))[0] ?? ';';
  const { parse } = await import('csv-parse/sync');
  try {
    const records: unknown = parse(text, { delimiter, bom: true, info: true, relax_column_count: true });
    return { rows: Records.parse(records).map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch {
    return { problem: 'quotes_unread' };
  }
}
