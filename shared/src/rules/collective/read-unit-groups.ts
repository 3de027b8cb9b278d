import { limits } from '../../contract/limits.ts';
import {
  type UnitGroupColumn,
  type UnitGroupProblem,
  type UnitGroupTableRow,
  unitGroupColumns,
} from '../../contract/unit-group-table.ts';
import { foldText } from '../fold.ts';
import { findHeader, type Header, headerReader, cellOf as readCell, type TableRow } from '../units/find-header.ts';
import { cleanCell, readDay, readHeadcount } from '../units/read-unit-cells.ts';

const headersOf: Record<UnitGroupColumn, readonly string[]> = {
  code: ['Mã', 'Mã đơn vị', 'Mã ĐV', 'Đơn vị', 'Tên đơn vị', 'code', 'unit code', 'unit'],
  group: ['Nhóm', 'Nhóm bắt buộc', 'Tên nhóm', 'group'],
  done: ['Đã dự thi', 'Số người đã dự thi', 'Đã tham gia', 'Số đã tham gia', 'done'],
  total: ['Tổng số', 'Tổng số người', 'Sĩ số', 'Số người', 'total'],
  asOf: [
    'Ngày',
    'Ngày số liệu',
    'Ngày lấy số liệu',
    'Ngày chốt',
    'Ngày chốt số liệu',
    'Tính đến ngày',
    'date',
    'as of',
  ],
  source: ['Nguồn', 'Nguồn số liệu', 'Căn cứ', 'source'],
};
const readHeader = headerReader<UnitGroupColumn>(headersOf);
const sourceMax = 200;

type Read = {
  lines: (UnitGroupTableRow & { line: number })[];
  problems: UnitGroupProblem[];
  unknownColumns: string[];
};
/** The unit that a code or a name means, and the groups that awards need, by `foldText`. */
type Known = { unitCodeOf: (code: string) => string | null; groups: ReadonlyMap<string, string> };

/**
 * Reads a table of groups within units: unit, group, how many have taken part, how many there are, day and source. A bad
 * row does not spoil the good ones.
 *
 * Units    `line` counts from 1.
 * Refuses  nothing: what cannot be read is a problem with its line, column and value.
 * Source   SPEC G3, U1, U2.
 */
export function readUnitGroups(rows: readonly TableRow[], known: Known): Read {
  const cleaned = rows.map(({ line, cells }) => ({ line, cells: cells.map(cleanCell) }));
  const header = findHeader<UnitGroupColumn>(cleaned, {
    read: readHeader,
    isWhole: (found) => found.size === unitGroupColumns.length,
  });
  if (!header) return wholeFile('header_missing');
  if (header.body.length > limits.unitRowsMax) return wholeFile('too_many_lines');

  const lines = new Map<string, UnitGroupTableRow & { line: number }>();
  const problems: UnitGroupProblem[] = [];
  for (const row of header.body) {
    const read = readLine(row, header, known);
    if ('problem' in read) problems.push(read);
    else if (lines.has(`${read.unitCode} ${read.group}`))
      problems.push({ line: row.line, column: 'code', problem: 'line_twice', value: read.unitCode });
    else lines.set(`${read.unitCode} ${read.group}`, read);
  }
  return { lines: [...lines.values()], problems, unknownColumns: header.unknown };
}

const wholeFile = (problem: UnitGroupProblem['problem']): Read => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value: '' }],
  unknownColumns: [],
});

function readLine(
  row: TableRow,
  header: Header<UnitGroupColumn>,
  known: Known,
): (UnitGroupTableRow & { line: number }) | UnitGroupProblem {
  const cellOf = (column: UnitGroupColumn) => readCell(header, row, column);
  const bad = (column: UnitGroupColumn, problem: UnitGroupProblem['problem']): UnitGroupProblem => ({
    line: row.line,
    column,
    problem,
    value: cellOf(column).slice(0, 80),
  });
  const unitCode = known.unitCodeOf(cellOf('code'));
  if (unitCode === null) return bad('code', 'unit_unknown');
  const group = known.groups.get(foldText(cellOf('group')));
  if (group === undefined) return bad('group', 'group_unknown');
  const done = readHeadcount(cellOf('done'));
  if (typeof done !== 'number') return bad('done', 'number_invalid');
  const total = readHeadcount(cellOf('total'));
  if (typeof total !== 'number') return bad('total', 'number_invalid');
  if (done > total) return bad('done', 'done_above_total');
  const asOf = readDay(cellOf('asOf'));
  if (asOf === null) return bad('asOf', 'date_invalid');
  const source = cellOf('source').slice(0, sourceMax);
  if (source === '') return bad('source', 'source_missing');
  return { line: row.line, unitCode, group, done, total, asOf, source };
}
