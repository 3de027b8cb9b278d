import { limits } from '../../contract/limits.ts';
import type { RosterColumn, RosterProblem } from '../../contract/unit-leader.ts';
import { normalizePhone } from '../phone.ts';
import { cellOf, findHeader, headerReader, type TableRow } from './find-header.ts';
import { cleanCell } from './read-unit-cells.ts';

export type RosterTableRow = { line: number; unitCode: string; name: string; phone: string }; // phone: E.164
export type RosterTable = { lines: RosterTableRow[]; problems: RosterProblem[]; unknownColumns: string[] };

/** The columns of a file: the unit by its code or its name, the name whole or in two columns. */
type Column = RosterColumn | 'unitName' | 'family' | 'given';
const headersOf: Record<Column, readonly string[]> = {
  unit: ['Mã đơn vị', 'Mã ĐV', 'Mã', 'Mã cơ quan', 'unit code', 'code'],
  unitName: [
    'Đơn vị',
    'Tên đơn vị',
    'Cơ quan',
    'Cơ quan, đơn vị',
    'Tên cơ quan, đơn vị',
    'Đơn vị công tác',
    'Cơ quan công tác',
    'Nơi công tác',
    'Trường',
    'unit',
  ],
  name: [
    'Họ và tên',
    'Họ tên',
    'Họ tên đầy đủ',
    'Họ và tên cán bộ',
    'Họ tên cán bộ',
    'Họ và tên cán bộ, công chức',
    'Họ và tên cán bộ, công chức, viên chức',
    'Họ và tên CBCCVC',
    'Họ tên CBCCVC',
    'Họ và tên người dự thi',
    'Họ và tên học sinh',
    'Họ và tên giáo viên',
    'Tên cán bộ',
    'Cán bộ',
    'name',
    'full name',
  ],
  family: [
    'Họ',
    'Họ đệm',
    'Họ và đệm',
    'Họ và tên đệm',
    'Họ tên đệm',
    'Họ lót',
    'Họ và chữ lót',
    'family name',
    'last name',
  ],
  given: ['Tên', 'given name', 'first name'],
  phone: [
    'Số điện thoại',
    'Điện thoại',
    'SĐT',
    'Số ĐT',
    'ĐT',
    'ĐTDĐ',
    'Số ĐTDĐ',
    'Di động',
    'Số di động',
    'Điện thoại di động',
    'Số điện thoại di động',
    'Điện thoại liên hệ',
    'Số điện thoại liên hệ',
    'phone',
    'phone number',
    'mobile',
  ],
};
const readHeader = headerReader<Column>(headersOf);

/**
 * Reads a table of units' people. A good row is read whatever the others contain. Rows without a unit's code or name are
 * `unitForAll`'s; one person stands once in a unit's list.
 *
 * Units    `line` counts from 1; phones in E.164.
 * Refuses  nothing: what cannot be read is a problem with its line, column and value.
 * Source   SPEC U15, U1a, U2, S1, S5a.
 */
export function readRosterTable(
  rows: readonly TableRow[],
  unitOf: (codeOrName: string) => string | null,
  unitForAll: string | null = null,
  /** Of slips: people have no numbers, and two of one name are two people. */
  needsPhone = true,
): RosterTable {
  const cleaned = rows.map((row) => ({ line: row.line, cells: row.cells.map(cleanCell) }));
  const header = findHeader<Column>(cleaned, {
    read: readHeader,
    isWhole: (found) => (found.has('phone') || !needsPhone) && (found.has('name') || found.has('given')),
    wide: 'name',
  });
  if (!header) return wholeFile('header_missing', '');
  if (header.body.length > limits.importRowsMax) return wholeFile('too_many_lines', String(header.body.length));

  const lines: RosterTableRow[] = [];
  const problems: RosterProblem[] = [];
  const seen = new Set<string>();
  for (const row of header.body) {
    const { line } = row;
    const written: Record<RosterColumn, string> = {
      unit: cellOf(header, row, 'unit') || cellOf(header, row, 'unitName'),
      name: cellOf(header, row, 'name') || `${cellOf(header, row, 'family')} ${cellOf(header, row, 'given')}`.trim(),
      phone: cellOf(header, row, 'phone'),
    };
    const report = (column: RosterColumn, problem: RosterProblem['problem']) =>
      problems.push({ line, column, problem, value: written[column].slice(0, 80) });
    const { name } = written;
    const given = written.unit || unitForAll || '';
    const unitCode = unitOf(given);
    const phone = needsPhone ? normalizePhone(written.phone) : '';
    if (given === '') report('unit', 'unit_missing');
    else if (unitCode === null) report('unit', 'unit_unknown');
    if (name === '' || name.length > limits.nameLengthMax) report('name', 'name_missing');
    if (phone === null) report('phone', 'phone_unreadable');
    if (given === '' || unitCode === null || name === '' || name.length > limits.nameLengthMax || phone === null)
      continue;
    if (needsPhone && seen.has(`${unitCode} ${phone}`)) report('phone', 'phone_twice');
    else lines.push({ line, unitCode, name, phone });
    seen.add(`${unitCode} ${phone}`);
  }
  return { lines, problems, unknownColumns: header.unknown };
}

const wholeFile = (problem: RosterProblem['problem'], value: string): RosterTable => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
  unknownColumns: [],
});
