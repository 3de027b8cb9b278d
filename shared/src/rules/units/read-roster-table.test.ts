import { describe, expect, it } from 'vitest';
import { readRosterTable } from './read-roster-table.ts';

const rows = (text: string) => text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split(';') }));
const unitOf = (code: string) => (['42.A.01', '436'].includes(code) ? code : null);
const head = 'TT;Mã đơn vị;Họ và tên;Số điện thoại\n';

describe("reading a table of units' people", () => {
  it('[U15] titles above, marks apart and numbers as people write them are survived', () => {
    const text = `DANH SÁCH CÁN BỘ;;;\n${head}1;42.A.01;${'Đặng Thị Hường'.normalize('NFD')};0912 345.678\n2;436;Lê  Văn  Ý;1649876543`;
    expect(readRosterTable(rows(text), unitOf)).toEqual({
      lines: [
        { line: 3, unitCode: '42.A.01', name: 'Đặng Thị Hường', phone: '+84912345678' },
        { line: 4, unitCode: '436', name: 'Lê Văn Ý', phone: '+84349876543' },
      ],
      problems: [],
      unknownColumns: [],
    });
  });

  it('[U15] every bad row is reported with line, column, reason and value; good rows stay', () => {
    const text = [
      '1;;An;0912345678',
      '2;X;An;0912345678',
      '3;436;;0912345678',
      '4;436;An;12',
      '5;436;An;0912345678',
      '6;436;An lần hai;+84 912 345 678',
      '7;42.A.01;An;0912345678',
    ].join('\n');
    const read = readRosterTable(rows(head + text), unitOf);
    expect(read.problems.map((each) => [each.line, each.column, each.problem, each.value])).toEqual([
      [2, 'unit', 'unit_missing', ''],
      [3, 'unit', 'unit_unknown', 'X'],
      [4, 'name', 'name_missing', ''],
      [5, 'phone', 'phone_unreadable', '12'],
      [7, 'phone', 'phone_twice', '+84 912 345 678'],
    ]);
    expect(read.lines.map((line) => line.line)).toEqual([6, 8]);
  });

  it('[U15] a list of one unit needs no column of codes', () => {
    const read = readRosterTable(rows('Họ tên;SĐT\nAn;0912345678'), unitOf, '436');
    expect(read.lines).toMatchObject([{ unitCode: '436' }]);
  });

  it('[U15] without a column of names or of numbers nothing is read', () => {
    expect(readRosterTable(rows('Mã đơn vị;Họ tên\n436;An'), unitOf).problems).toMatchObject([
      { line: 0, problem: 'header_missing' },
    ]);
  });

  const named = (text: string, all: string | null = null) =>
    readRosterTable(rows(text), unitOf, all).lines.map(({ unitCode, name }) => `${unitCode} ${name}`);

  it('[U1a] a name in two columns is read whole, under one header or two', () => {
    const body = '436;Nguyễn Văn;An;0912345678\n436;Trần Thị;Bình;0912345679';
    const whole = ['436 Nguyễn Văn An', '436 Trần Thị Bình'];
    expect(named(`Mã đơn vị;Họ và tên;;ĐTDĐ\n${body}`)).toEqual(whole);
    expect(named(`Mã đơn vị;Họ và tên đệm;Tên;Số ĐTDĐ\n${body}`)).toEqual(whole);
    expect(named(`Mã đơn vị;Họ và tên cán bộ;;ĐTDĐ\n;Họ đệm;Tên;\n${body}`)).toEqual(whole);
  });

  it('[U1a] two-row headers, numbers of columns, a repeated header and the total are no people', () => {
    const text = [
      'TT;Mã đơn vị;Họ và tên;Liên hệ;;Ghi chú',
      ';;;Số điện thoại;Thư điện tử;',
      '(1);(2);(3);(4);(5);(6)',
      '1;436;An;0912345678;an@example.vn;',
      'TT;Mã đơn vị;Họ và tên;Số điện thoại;;',
      '2;436;Bình;0912345679;;',
      ';Tổng cộng: 2 người;;;;',
      'Cộng;;;2;;',
    ].join('\n');
    const read = readRosterTable(rows(text), unitOf);
    expect(read).toMatchObject({
      lines: [
        { line: 4, name: 'An' },
        { line: 6, name: 'Bình' },
      ],
      problems: [],
      unknownColumns: ['Thư điện tử', 'Ghi chú'],
    });
  });
});
