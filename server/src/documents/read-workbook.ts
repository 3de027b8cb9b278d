import { limits } from '@hoithi/shared/contract/limits';
import type { TableRow } from '@hoithi/shared/rules/units/find-header';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import type { TableRead } from './table-read.ts';
import { unpackZip } from './unpack-zip.ts';

const unread = { problem: 'spreadsheet_unread', value: '' } as const;

/**
 * The first sheet of a workbook. How far it reaches is read from its XML before the library lays out a grid; cells without
 * content, which formatting leaves a million lines below, do not count. What is merged downwards stands in every line.
 * SPEC U1, U1a, W21.
 */
export async function readWorkbook(file: Uint8Array): Promise<TableRead> {
  try {
    const { sheet, number, others } = findSheet(file);
    if (sheet === null) return unread;
    const parts = unpackZip(file, ({ name }) => isRead(name, sheet));
    const xml = parts?.[sheet];
    if (!xml) return unread;
    const text = withoutEmptyCells(strFromU8(xml));
    const { rows, columns, farthest } = measure(text);
    if (rows * columns > limits.tableCellsMax) return { problem: 'table_too_large', value: farthest };
    // Packed anew without compression: the library gets what was measured, and starts no thread of its own.
    const packed = zipSync({ ...parts, [sheet]: strToU8(text) }, { level: 0 });
    const grid: readonly (readonly unknown[])[] = await readSheet(packed.slice().buffer, number);
    const cells = grid.map((row) => row.map(describeCell));
    fillMergedDown(cells, text);
    const emptyFormulas = findEmptyFormulas(text);
    return {
      rows: cells.map((row, at): TableRow => ({ line: at + 1, cells: row })),
      looseQuotes: [],
      ...(others.length > 0 ? { otherSheets: others } : {}),
      ...(emptyFormulas.length > 0 ? { emptyFormulas } : {}),
    };
  } catch {
    return unread; // the libraries throw errors of any kind over a file that contradicts itself
  }
}

const book = 'xl/workbook.xml';
const relations = 'xl/_rels/workbook.xml.rels';

type FoundSheet = { sheet: string | null; number: number; others: string[] };

/**
 * The path of the part that holds the first visible sheet, its number among all from 1, and the names of the others.
 * A hidden sheet is not read.
 */
export function findSheet(file: Uint8Array): FoundSheet {
  const parts = unpackZip(file, ({ name }) => name === book || name === relations);
  const [bookXml, relationsXml] = [parts?.[book], parts?.[relations]];
  if (!bookXml || !relationsXml) return { sheet: null, number: 1, others: [] };
  const sheets: readonly string[] = strFromU8(bookXml).match(/<(?:\w+:)?sheet\s[^>]*>/gu) ?? [];
  const visible = sheets.filter((each) => !/^(?:hidden|veryHidden)$/.test(attribute(each, 'state') ?? ''));
  const [first] = visible.length > 0 ? visible : sheets;
  const id = first === undefined ? null : (/\s(?:\w+:)?id=["']([^"']+)["']/u.exec(first)?.[1] ?? null);
  const all = strFromU8(relationsXml).match(/<(?:\w+:)?Relationship\s[^>]*>/gu) ?? [];
  const own = all.find((each) => attribute(each, 'Id') === id);
  const target = own === undefined ? null : attribute(own, 'Target');
  const sheet = target === null ? null : target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const number = first === undefined ? 1 : sheets.indexOf(first) + 1;
  return {
    sheet,
    number,
    others: sheets.filter((each) => each !== first).map((each) => attribute(each, 'name') ?? ''),
  };
}

/** Rows in which a formula has no value: a program wrote the file and no sheet ever computed it. */
function findEmptyFormulas(xml: string): number[] {
  const cells = xml.matchAll(
    /<(?:\w+:)?c\b[^>]*?\br=["'][A-Z]+(\d+)["'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*\/>|[^<]*(?:<\/(?:\w+:)?f>))\s*<\/(?:\w+:)?c>/gu,
  );
  return [...new Set([...cells].map(([, row]) => Number(row)))];
}

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\b${name}=["']([^"']*)["']`, 'u').exec(tag)?.[1] ?? null;

const isRead = (name: string, sheet: string): boolean =>
  name === sheet || (/\.(?:xml|rels)$/u.test(name) && !/(?:worksheets|drawings|charts|pivot\w*)\//u.test(name));

const withoutEmptyCells = (xml: string): string =>
  xml.replace(/<((?:\w+:)?c)\b[^>]*(?:\/>|><\/\1>)/gu, '').replace(/<((?:\w+:)?row)\b[^>]*(?:\/>|>\s*<\/\1>)/gu, '');

/** How far cells with content reach. Rows and columns count from 1. */
function measure(xml: string): { rows: number; columns: number; farthest: string } {
  let [rows, columns] = [0, 0];
  for (const [, letters = '', digits = ''] of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\br=["']([A-Za-z]+)(\d+)["']/gu)) {
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnNumber(letters));
  }
  for (const [, digits = ''] of xml.matchAll(/<(?:\w+:)?row\b[^>]*?\br=["'](\d+)["']/gu))
    rows = Math.max(rows, Number(digits));
  return { rows, columns, farthest: `${columnLetters(columns)}${rows}` };
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const columnLetters = (number: number): string =>
  number === 0 ? '' : columnLetters(Math.floor((number - 1) / 26)) + String.fromCharCode(65 + ((number - 1) % 26));

/** A cell merged over several lines belongs to each of them, as it does for whoever reads the sheet. */
function fillMergedDown(cells: string[][], xml: string): void {
  const merges = xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]+)(\d+):[A-Z]+(\d+)["']/gu);
  for (const [, letters = '', first = '', end = ''] of merges) {
    const column = columnNumber(letters) - 1;
    const value = cells[Number(first) - 1]?.[column];
    if (!value) continue;
    for (let row = Number(first); row < Math.min(Number(end), cells.length); row++) {
      const own = cells[row];
      if (own && !own[column]) own[column] = value;
    }
  }
}

function describeCell(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}
