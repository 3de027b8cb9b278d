import { foldText } from '../fold.ts';

/** A line of a table: its number in the file, from 1, and its cells. */
export type TableRow = { line: number; cells: readonly string[] };
export type Header<C extends string> = {
  /** Where each column stands; a name in several columns has several. */
  columns: ReadonlyMap<C, readonly number[]>;
  /** Headers that mean no known column, as they are written. */
  unknown: string[];
  /** The rows of the table itself. */
  body: TableRow[];
};
type Order<C extends string> = {
  read: (cell: string) => C | null;
  /** The columns without which a row is no header. */
  isWhole: (found: ReadonlySet<C>) => boolean;
  /** The column whose cells may go on under an empty header beside it: a name under a merged header. */
  wide?: C;
};

/** Reads which column the words of a header's cell name; what stands in brackets, case and marks do not matter. */
export function headerReader<C extends string>(words: Record<C, readonly string[]>): (cell: string) => C | null {
  const columns = new Map(
    (Object.keys(words) as C[]).flatMap((column) => words[column].map((word) => [foldText(word), column] as const)),
  );
  return (cell) => columns.get(foldText(cell.replace(/\([^)]*\)/gu, ' '))) ?? null;
}

/** A header stands among so many first rows. */
export const headerWithin = 20;
const ordinals = new Set(['tt', 'stt', 'so tt', 'so thu tu', 'no']);
const numbering = /^\(?(?:\d{1,2}|[A-Z])\)?$/u;
const total = /^(?:tong|cong|tong cong|tong so|total)(?: chung| so)?(?: \d+)?(?: nguoi| don vi| can bo)?$/;

/**
 * Finds the header of a table and the rows below it, as a person does: titles may stand above, a header may have two rows,
 * numbers of columns, a header repeated on the next page and the line of the total are no rows.
 *
 * Refuses  with null where no row is a header.
 * Source   SPEC U1, U1a.
 */
export function findHeader<C extends string>(rows: readonly TableRow[], order: Order<C>): Header<C> | null {
  for (let at = 0; at < Math.min(rows.length, headerWithin); at++) {
    const found = readHeaderAt(rows, at, order);
    if (!found) continue;
    const body = rows.slice(found.bodyAt).filter((row, index) => isBody(row, index === 0, order));
    const { columns, unknown } = place(found.headers, body, order);
    return { columns, unknown, body };
  }
  return null;
}

/** The words above each column, of one row or of two, the lower ones first. */
function readHeaderAt<C extends string>(
  rows: readonly TableRow[],
  at: number,
  order: Order<C>,
): { headers: string[][]; bodyAt: number } | null {
  const upper = rows[at]?.cells ?? [];
  const first = columnsOf(upper, order);
  if (first.size === 0) return null;
  const lower = rows[at + 1]?.cells ?? [];
  const both = new Set([...first, ...columnsOf(lower, order)]);
  const known = upper.flatMap((cell, index) => (order.read(cell) === null ? [] : [index]));
  // Below a known header stands nothing, or what reads as a header too: the row belongs to the header.
  const isSecond =
    lower.some((cell) => order.read(cell) !== null) &&
    known.every((index) => !lower[index] || order.read(lower[index] ?? '') !== null);
  if (isSecond && order.isWhole(both)) {
    const width = Math.max(upper.length, lower.length);
    const headers = Array.from({ length: width }, (_, index) =>
      [lower[index] ?? '', upper[index] ?? ''].filter((cell) => cell !== ''),
    );
    return { headers, bodyAt: at + 2 };
  }
  return order.isWhole(first) ? { headers: upper.map((cell) => (cell === '' ? [] : [cell])), bodyAt: at + 1 } : null;
}

const columnsOf = <C extends string>(cells: readonly string[], { read }: Order<C>): Set<C> =>
  new Set(cells.flatMap((cell) => read(cell) ?? []));

function isBody<C extends string>({ cells }: TableRow, first: boolean, order: Order<C>): boolean {
  const written = cells.filter((cell) => cell !== '');
  if (written.length === 0 || isTotal(written)) return false;
  if (first && written.length > 1 && written.every((cell) => numbering.test(cell))) return false;
  return !order.isWhole(columnsOf(cells, order));
}

/** "Tổng cộng", before anything but numbers. */
const isTotal = (written: readonly string[]): boolean =>
  total.test(foldText(written[0] ?? '')) &&
  written.slice(1).every((cell) => !/\p{L}/u.test(cell) || total.test(foldText(cell)));

function place<C extends string>(
  headers: readonly (readonly string[])[],
  body: readonly TableRow[],
  { read, wide }: Order<C>,
): Pick<Header<C>, 'columns' | 'unknown'> {
  const columns = new Map<C, number[]>();
  const unknown: string[] = [];
  let before: C | null = null;
  for (const [index, words] of headers.entries()) {
    const column = words.map(read).find((each) => each !== null) ?? null;
    const goesOn = words.length === 0 && before !== null && before === wide;
    if (goesOn && before !== null && body.some((row) => row.cells[index])) columns.get(before)?.push(index);
    else if (column !== null && !columns.has(column)) columns.set(column, [index]);
    else if (words.length > 0) {
      const word = words[0] ?? '';
      if (!ordinals.has(foldText(word))) unknown.push(word);
    }
    if (!goesOn) before = column !== null && columns.get(column)?.[0] === index ? column : null;
  }
  return { columns, unknown };
}

/** What a row says in a column; several cells as one text. */
export const cellOf = <C extends string>(header: Header<C>, row: TableRow, column: C): string =>
  (header.columns.get(column) ?? [])
    .map((at) => row.cells[at] ?? '')
    .filter((cell) => cell !== '')
    .join(' ');
