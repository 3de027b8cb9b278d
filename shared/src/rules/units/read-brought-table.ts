import type { BroughtProblem } from '../../contract/committee.ts';
import { limits } from '../../contract/limits.ts';
import type { LocalText } from '../../contract/text.ts';
import { foldText } from '../fold.ts';
import { normalizePhone } from '../phone.ts';
import { cellOf, findHeader, type TableRow } from './find-header.ts';
import { cleanCell } from './read-unit-cells.ts';

/** What a table is about: numbers of people or units in these columns, or a list of people alone. */
export type BroughtOrder = {
  of: 'people' | 'units';
  columns: readonly { id: string; label: LocalText; min: number; max: number }[];
};
/** `subject`: a phone number in E.164, or a unit's code. A value that is null takes back what was brought. */
export type BroughtLine = { line: number; subject: string; cells: { column: string; value: number | null }[] };
export type BroughtTableRead = { lines: BroughtLine[]; problems: BroughtProblem[]; unknownColumns: string[] };

const subjectHeaders = {
  people: [
    'số điện thoại',
    'điện thoại',
    'sđt',
    'số đt',
    'đt',
    'di động',
    'số di động',
    'phone',
    'phone number',
    'mobile',
  ],
  units: ['mã đơn vị', 'mã đv', 'mã', 'đơn vị', 'tên đơn vị', 'cơ quan', 'unit', 'unit code', 'code'],
} as const;
const takenBack = new Set(['-', '–', 'x', 'xoa', 'rut', 'huy']);

/**
 * Reads a table that the committee brings: one person or unit a line, a number in each of the rules' columns. An empty cell
 * brings nothing, a dash takes back. A bad line does not spoil the good ones.
 *
 * Units    `line` counts from 1.
 * Refuses  nothing: what cannot be read is a problem with its line, column and value.
 * Source   SPEC M22, M23, U1a.
 */
export function readBroughtTable(
  rows: readonly TableRow[],
  { of, columns }: BroughtOrder,
  unitOf: (codeOrName: string) => string | null,
): BroughtTableRead {
  const cleaned = rows.map(({ line, cells }) => ({ line, cells: cells.map(cleanCell) }));
  const meanings = new Map<string, string>([
    ...columns.flatMap(({ id, label }) => [id, label.vi, label.en].map((word) => [foldText(word), id] as const)),
    ...subjectHeaders[of].map((word) => [foldText(word), 'subject'] as const),
  ]);
  const header = findHeader<string>(cleaned, {
    read: (cell) => meanings.get(foldText(cell.replace(/\([^)]*\)/gu, ' '))) ?? null,
    isWhole: (found) => found.has('subject') && (columns.length === 0 || columns.some(({ id }) => found.has(id))),
  });
  if (!header) return wholeFile('header_missing', '');
  if (header.body.length > limits.importRowsMax) return wholeFile('too_many_lines', String(header.body.length));
  const lines = new Map<string, BroughtLine>();
  const problems: BroughtProblem[] = [];
  for (const row of header.body) {
    const written = cellOf(header, row, 'subject');
    const bad = (column: string | null, problem: BroughtProblem['problem'], value: string) =>
      problems.push({ line: row.line, column, problem, value: value.slice(0, 80) });
    const subject = of === 'people' ? normalizePhone(written) : unitOf(written);
    if (subject === null) {
      bad(null, of === 'people' ? 'phone_unreadable' : 'unit_unknown', written);
      continue;
    }
    const read = columns.map((column) => ({ column, ...readNumber(cellOf(header, row, column.id), column) }));
    for (const { column, problem, text } of read) if (problem) bad(column.label.vi, problem, text);
    if (read.some(({ problem }) => problem)) continue;
    const cells = read.flatMap(({ column, value }) => (value === undefined ? [] : [{ column: column.id, value }]));
    if (columns.length > 0 && cells.length === 0) bad(null, 'line_empty', written);
    else if (lines.has(subject)) bad(null, 'line_twice', written);
    else lines.set(subject, { line: row.line, subject, cells });
  }
  return { lines: [...lines.values()], problems, unknownColumns: header.unknown };
}

type Read = { text: string; value?: number | null; problem?: 'number_invalid' | 'number_out_of_bounds' };

/** 8,5 and 8.5 are one number; 1.234 is no number of thousands where the column ends below it. */
function readNumber(text: string, { min, max }: { min: number; max: number }): Read {
  if (text === '') return { text };
  if (takenBack.has(foldText(text)) || takenBack.has(text)) return { text, value: null };
  if (!/^[+-]?\d+([.,]\d+)?$/.test(text)) return { text, problem: 'number_invalid' };
  const value = Number(text.replace(',', '.'));
  return value < min || value > max ? { text, problem: 'number_out_of_bounds' } : { text, value };
}

const wholeFile = (problem: BroughtProblem['problem'], value: string): BroughtTableRead => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
  unknownColumns: [],
});
