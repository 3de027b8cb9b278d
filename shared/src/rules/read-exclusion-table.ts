import type { ExclusionColumn, ExclusionProblem } from '../contract/exclusions.ts';
import { limits } from '../contract/limits.ts';
import { type ExclusionMark, readIdentifier } from './exclusion-mark.ts';
import { normalizePhone } from './phone.ts';
import { readSlipCode } from './slip-code.ts';
import { cellOf, findHeader, headerReader, type TableRow } from './units/find-header.ts';
import { cleanCell } from './units/read-unit-cells.ts';

export type ExclusionLine = ExclusionMark & { line: number; reason: string };
export type ExclusionTable = { lines: ExclusionLine[]; problems: ExclusionProblem[]; unknownColumns: string[] };

const headersOf: Record<ExclusionColumn, readonly string[]> = {
  phone: [
    'Số điện thoại',
    'Điện thoại',
    'SĐT',
    'Số ĐT',
    'ĐT',
    'Di động',
    'Số di động',
    'phone',
    'phone number',
    'mobile',
  ],
  slip: ['Mã phiếu', 'Mã trên phiếu', 'Mã dự thi', 'slip', 'slip code'],
  identifier: ['Mã định danh', 'Định danh', 'Mã người dùng', 'Tài khoản', 'identifier', 'user id', 'sub'],
  reason: ['Lý do', 'Lý do loại trừ', 'reason'],
};
const readHeader = headerReader<ExclusionColumn>(headersOf);
const readers: Record<ExclusionMark['way'], (text: string) => ExclusionMark | null> = {
  phone: (text) => asMark('phone', normalizePhone(text)),
  slip: (text) => asMark('slip', readSlipCode(text)),
  identifier: readIdentifier,
};
const asMark = (way: ExclusionMark['way'], text: string | null): ExclusionMark | null =>
  (text && { way, text }) || null;
const ways = ['phone', 'slip', 'identifier'] as const;

/**
 * Reads a table of people whom the rules exclude: by number, by slip, by identifier, with the reason where it is written.
 *
 * Units    `line` counts from 1; phones in E.164.
 * Refuses  nothing: what cannot be read is a problem with its line and column.
 * Source   SPEC S7a, U1a.
 */
export function readExclusionTable(rows: readonly TableRow[]): ExclusionTable {
  const cleaned = rows.map(({ line, cells }) => ({ line, cells: cells.map(cleanCell) }));
  const header = findHeader<ExclusionColumn>(cleaned, {
    read: readHeader,
    isWhole: (found) => ways.some((way) => found.has(way)),
  });
  if (!header) return wholeFile('header_missing', '');
  if (header.body.length > limits.exclusionsShownMax) return wholeFile('too_many_lines', String(header.body.length));
  const lines: ExclusionLine[] = [];
  const problems: ExclusionProblem[] = [];
  const seen = new Set<string>();
  for (const row of header.body) {
    const { line } = row;
    const written = ways.map((way) => ({ way, text: cellOf(header, row, way) })).filter(({ text }) => text !== '');
    const reason = cellOf(header, row, 'reason');
    const bad = (column: ExclusionColumn | null, problem: ExclusionProblem['problem'], value: string) =>
      problems.push({ line, column, problem, value: value.slice(0, 80) });
    if (written.length === 0) bad(null, 'line_empty', '');
    if (reason !== '' && (reason.length < limits.reasonLengthMin || reason.length > limits.reasonLengthMax))
      bad('reason', 'reason_length', reason);
    for (const { way, text } of written) {
      const mark = readers[way](text);
      if (mark === null) bad(way, `${way}_unreadable`, text);
      else if (seen.has(`${way} ${mark.text}`)) bad(way, 'line_twice', text);
      else lines.push({ line, ...mark, reason });
      if (mark) seen.add(`${way} ${mark.text}`);
    }
  }
  return { lines, problems, unknownColumns: header.unknown };
}

const wholeFile = (problem: ExclusionProblem['problem'], value: string): ExclusionTable => ({
  lines: [],
  problems: [{ line: 0, column: null, problem, value }],
  unknownColumns: [],
});
