import { describe, expect, it } from 'vitest';
import { readExclusionMark } from './exclusion-mark.ts';
import { readExclusionTable } from './read-exclusion-table.ts';
import { printSlipCode, slipCode } from './slip-code.ts';

const code = slipCode([1, 2, 3, 4, 5, 6, 7, 8]);
const table = (...rows: string[][]) => readExclusionTable(rows.map((cells, at) => ({ line: at + 1, cells })));

describe('by what excluded people are known', () => {
  it('[S7a] a line is a number, the code on a slip or an identifier', () => {
    expect(readExclusionMark(' 0912 345 678')).toEqual({ way: 'phone', text: '+84912345678' });
    expect(readExclusionMark(printSlipCode(code).toLowerCase())).toEqual({ way: 'slip', text: code });
    expect(readExclusionMark('user|5f2a')).toEqual({ way: 'identifier', text: 'user|5f2a' });
  });

  it('[S7a] a mistyped number or code is no identifier', () => {
    for (const typed of ['0912 345', '1234567890123', 'ABC-DEF-GH2', '', ' '])
      expect(readExclusionMark(typed)).toBeNull();
  });

  it('[S7a] a file has a column for each, with the reason beside; an identifier of digits counts there', () => {
    const read = table(
      ['Danh sách Ban Giám khảo'],
      ['STT', 'Số điện thoại', 'Mã phiếu', 'Mã định danh', 'Lý do', 'Ghi chú'],
      ['1', '0912345678', '', '', 'Thành viên Ban Giám khảo', 'x'],
      ['2', '', printSlipCode(code), '001099012345', '', ''],
      ['3', '12', '', '', '', ''],
      ['4', '0912 345 678', '', '', '', ''],
      ['5', '', '', '', 'không ghi ai', ''],
    );
    expect(read.lines).toEqual([
      { line: 3, way: 'phone', text: '+84912345678', reason: 'Thành viên Ban Giám khảo' },
      { line: 4, way: 'slip', text: code, reason: '' },
      { line: 4, way: 'identifier', text: '001099012345', reason: '' },
    ]);
    expect(read.problems.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [5, 'phone', 'phone_unreadable'],
      [6, 'phone', 'line_twice'],
      [7, null, 'line_empty'],
    ]);
    expect(read.unknownColumns).toEqual(['Ghi chú']);
    expect(table(['Họ và tên'], ['An']).problems).toMatchObject([{ line: 0, problem: 'header_missing' }]);
  });
});
