import { limits } from '../../contract/limits.ts';
import { type RosterColumn, type RosterProblem, rosterColumns } from '../../contract/unit-leader.ts';
import { foldText } from '../fold.ts';
import { normalizePhone } from '../phone.ts';
import { cleanCell } from './read-unit-cells.ts';
import type { TableRow } from './read-unit-table.ts';

export type RosterTableRow = { line: number; unitCode: string; name: string; phone: string }; // phone: E.164
export type RosterTable = { lines: RosterTableRow[]; problems: RosterProblem[] };

const headersOf: Record<RosterColumn, readonly string[]> = {
  unit: ['Mã đơn vị', 'Mã ĐV', 'Mã', 'Đơn vị', 'unit', 'unit code', 'code'],
  name: ['Họ và tên', 'Họ tên', 'Họ tên đầy đủ', 'Tên', 'Cán bộ', 'name', 'full name'],
  phone: ['Số điện thoại', 'Điện thoại', 'SĐT', 'Số ĐT', 'Di động', 'Điện thoại di động', 'phone', 'mobile'],
};
const columnOfHeader = new Map(
  rosterColumns.flatMap((column) => headersOf[column].map((word) => [foldText(word), column] as const)),
);
const readHeader = (cell: string) => columnOfHeader.get(foldText(cell.replace(/\([^)]*\)/gu, ' '))) ?? null;
const headerWithin = 20;

/**
 * Reads a table of units' people. A good row is read whatever the others contain. Rows without a unit's code are
 * `unitForAll`'s; one person stands once in a unit's list.
 *
 * Units    `line` counts from 1; phones in E.164.
 * Refuses  nothing: what cannot be read is a problem with its line, column and value.
 * Source   SPEC U15, U2, S1.
 */
export function readRosterTable(
  rows: readonly TableRow[],
  unitOf: (code: string) => string | null,
  unitForAll: string | null = null,
): RosterTable {
  const cleaned = rows.map((row) => ({ line: row.line, cells: row.cells.map(cleanCell) }));
  const header = findHeader(cleaned);
  if (!header) return wholeFile('header_missing', '');
  const body = cleaned.slice(header.bodyAt).filter((row) => row.cells.some((cell) => cell !== ''));
  if (body.length > limits.importRowsMax) return wholeFile('too_many_lines', String(body.length));

  const lines: RosterTableRow[] = [];
  const problems: RosterProblem[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of body) {
    const cellOf = (column: RosterColumn) => cells[header.columns.get(column) ?? -1] ?? '';
    const report = (column: RosterColumn, problem: RosterProblem['problem']) =>
      problems.push({ line, column, problem, value: cellOf(column).slice(0, 80) });
    const given = cellOf('unit') || unitForAll || '';
    const unitCode = unitOf(given);
    const name = cellOf('name');
    const phone = normalizePhone(cellOf('phone'));
    if (given === '') report('unit', 'unit_missing');
    else if (unitCode === null) report('unit', 'unit_unknown');
    if (name === '' || name.length > limits.nameLengthMax) report('name', 'name_missing');
    if (phone === null) report('phone', 'phone_unreadable');
    if (given === '' || unitCode === null || name === '' || name.length > limits.nameLengthMax || phone === null)
      continue;
    if (seen.has(`${unitCode} ${phone}`)) report('phone', 'phone_twice');
    else lines.push({ line, unitCode, name, phone });
    seen.add(`${unitCode} ${phone}`);
  }
  return { lines, problems };
}

const wholeFile = (problem: RosterProblem['problem'], value: string): RosterTable => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
});

/** Titles may stand above the header; it is the row that names both people and their numbers. */
function findHeader(rows: readonly TableRow[]): { columns: Map<RosterColumn, number>; bodyAt: number } | null {
  for (const [at, row] of rows.slice(0, headerWithin).entries()) {
    const columns = new Map<RosterColumn, number>();
    for (const [index, cell] of row.cells.entries()) {
      const column = readHeader(cell);
      if (column && !columns.has(column)) columns.set(column, index);
    }
    if (columns.has('name') && columns.has('phone')) return { columns, bodyAt: at + 1 };
  }
  return null;
}
