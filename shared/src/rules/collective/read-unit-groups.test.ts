import { describe, expect, it } from 'vitest';
import { readUnitGroups } from './read-unit-groups.ts';

const known = {
  unitCodeOf: (code: string) => (code === 'A' || code === 'cũ-A' ? 'A' : null),
  groups: new Map([['lanh dao', 'Lãnh đạo']]),
};
const header = ['Mã đơn vị', 'Nhóm', 'Đã dự thi', 'Tổng số', 'Ngày', 'Nguồn'];
const read = (...lines: string[][]) =>
  readUnitGroups(
    [['Bảng số liệu nhóm bắt buộc'], header, ...lines].map((cells, at) => ({ line: at + 1, cells })),
    known,
  );

describe('tables of groups within units', () => {
  it('[G3] a line has unit, group, done, total, day and source; a merged unit is the one it went into', () => {
    expect(read(['cũ-A', ' LÃNH ĐẠO ', '2', '1.003', '15/03/2026', 'Báo cáo 12/BC'])).toEqual({
      lines: [
        {
          line: 3,
          unitCode: 'A',
          group: 'Lãnh đạo',
          done: 2,
          total: 1003,
          asOf: '2026-03-15',
          source: 'Báo cáo 12/BC',
        },
      ],
      problems: [],
      unknownColumns: [],
    });
  });

  it('[G3] each bad row is reported with column, reason and value, and good ones are read', () => {
    const { lines, problems } = read(
      ['A', 'Lãnh đạo', '1', '3', '2026-03-15', 'BC'],
      ['A', 'Lãnh đạo', '2', '3', '2026-03-15', 'BC'],
      ['B', 'Lãnh đạo', '1', '3', '2026-03-15', 'BC'],
      ['A', 'Chuyên viên', '1', '3', '2026-03-15', 'BC'],
      ['A', 'Lãnh đạo', '4', '3', '2026-03-15', 'BC'],
      ['A', 'Lãnh đạo', 'x', '3', '2026-03-15', 'BC'],
      ['A', 'Lãnh đạo', '1', '3', '31/02/2026', 'BC'],
      ['A', 'Lãnh đạo', '1', '3', '2026-03-15', ''],
    );
    expect(lines).toHaveLength(1);
    expect(problems.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [4, 'code', 'line_twice'],
      [5, 'code', 'unit_unknown'],
      [6, 'group', 'group_unknown'],
      [7, 'done', 'done_above_total'],
      [8, 'done', 'number_invalid'],
      [9, 'asOf', 'date_invalid'],
      [10, 'source', 'source_missing'],
    ]);
  });

  it('[G3] without its six columns nothing is read', () => {
    expect(readUnitGroups([{ line: 1, cells: ['Mã', 'Nhóm'] }], known).problems).toMatchObject([
      { line: 0, problem: 'header_missing' },
    ]);
  });
});
