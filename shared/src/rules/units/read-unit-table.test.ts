import { describe, expect, it } from 'vitest';
import type { UnitDraft } from '../../contract/unit-table.ts';
import { readUnitTable } from './read-unit-table.ts';

const rows = (text: string) => text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split(';') }));
const known = (...units: UnitDraft[]) => new Map(units.map((unit) => [unit.code, unit]));
const soNoiVu: UnitDraft = {
  code: 'A1',
  name: 'Sở Nội vụ',
  level: 'AGENCY',
  parentCode: null,
  headcount: 20,
  headcountDate: '2026-02-01',
  headcountSource: null,
  block: null,
  validFrom: null,
  validTo: null,
  replacedBy: [],
};
const head = 'Mã đơn vị;Tên đơn vị;Cấp;Trực thuộc;Sĩ số;Ngày chốt\n';
const problemsOf = (text: string, before = known()) =>
  readUnitTable(rows(head + text), before).problems.map((each) => [each.line, each.column, each.problem, each.value]);

describe('reading a table of units', () => {
  it('[U1] titles above, a merged header, marks apart, numbers with dots and days as in Vietnam are survived', () => {
    const table = readUnitTable(
      rows(
        [
          'DANH SÁCH ĐƠN VỊ;;;;;',
          'MÃ ĐƠN VỊ;Tên đơn vị;Cấp;Trực thuộc;CBCCVC (người);',
          ';;;;Sĩ số;Ngày chốt',
          `436;${'Thành phố Huế'.normalize('NFD')};Thành phố;;1.234;01/02/2026`,
          '18070;  Phường   Trần Phú;phường;436;25 980;2026-02-01',
        ].join('\n'),
      ),
      known(),
    );
    expect(table.problems).toEqual([]);
    expect(
      table.lines.map(({ line, name, level, headcount, headcountDate, parentName }) => [
        line,
        name,
        level,
        headcount,
        headcountDate,
        parentName,
      ]),
    ).toEqual([
      [4, 'Thành phố Huế', 'DISTRICT', 1234, '2026-02-01', null],
      [5, 'Phường Trần Phú', 'COMMUNE', 25_980, '2026-02-01', 'Thành phố Huế'],
    ]);
  });

  it('[U2] every bad row is reported with line, column, reason and value; good rows stay', () => {
    const text = [
      ';Sở Y tế;Sở;;5;01/02/2026',
      'B 1;Sở Y tế;Sở;;5;01/02/2026',
      'B2;;Sở;;5;01/02/2026',
      'B3;Sở Y tế;;;-5;31/02/2026',
      'B4;Sở Y tế;Sở;;5,5;01/02/2026',
      'B5;Sở Y tế;Sở;;5;',
      'B6;Sở Y tế;Sở;;5;01/02/2026',
      'B6;Sở Y tế;Sở;;5;01/02/2026',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      [2, 'code', 'code_missing', ''],
      [3, 'code', 'code_invalid', 'B 1'],
      [4, 'name', 'name_missing', ''],
      [5, 'level', 'level_missing', ''],
      [5, 'headcount', 'headcount_negative', '-5'],
      [5, 'headcountDate', 'date_invalid', '31/02/2026'],
      [6, 'headcount', 'headcount_invalid', '5,5'],
      [7, 'headcountDate', 'date_missing', ''],
      [9, 'code', 'code_twice', 'B6'],
    ]);
    expect(readUnitTable(rows(head + text), known()).lines.map((line) => line.code)).toEqual(['B6']);
  });

  it('[U2] circles, unknown parents and what stands below a bad line are taken out', () => {
    const text = [
      'C1;Một;Sở;C2;;',
      'C2;Hai;Sở;C1;;',
      'C3;Ba;Sở;C1;;',
      'C4;Bốn;Sở;X;;',
      'C5;Năm;Sở;C5;;',
      'C6;Sáu;Sở;;;',
    ];
    expect(problemsOf(text.join('\n'))).toEqual([
      [2, 'parent', 'parent_cycle', 'C2'],
      [3, 'parent', 'parent_cycle', 'C1'],
      [4, 'parent', 'parent_unknown', 'C1'],
      [5, 'parent', 'parent_unknown', 'X'],
      [6, 'parent', 'parent_cycle', 'C5'],
    ]);
  });

  it('[U2] a known unit cannot be moved below its own child', () => {
    const child = { ...soNoiVu, code: 'A2', parentCode: 'A1' };
    expect(problemsOf('A1;;;A2;;', known(soNoiVu, child))).toEqual([[2, 'parent', 'parent_cycle', 'A2']]);
  });

  it('[U3] empty cells change nothing; a new headcount needs its own day', () => {
    expect(readUnitTable(rows(`${head}A1;;;;;`), known(soNoiVu)).lines).toMatchObject([{ ...soNoiVu, change: 'same' }]);
    expect(problemsOf('A1;;;;21;', known(soNoiVu))).toEqual([[2, 'headcountDate', 'date_missing', '']]);
    expect(readUnitTable(rows('Mã;Sĩ số;Ngày chốt\nA1;21;1/3/2026'), known(soNoiVu)).lines).toMatchObject([
      { name: 'Sở Nội vụ', headcount: 21, headcountDate: '2026-03-01', change: 'changed' },
    ]);
  });

  it('[U7] blocks, sources, validity and successors are read; a level may have any name', () => {
    const wide =
      'Mã đơn vị;Tên đơn vị;Cấp;Khối;Sĩ số;Ngày chốt;Nguồn;Từ ngày;Đến ngày;Đơn vị thay thế\n' +
      'H1;Huyện Lộc Hà;Huyện;Cụm số 3;;;;;30/06/2025;P1, P2\n' +
      'P1;Xã Mai Phụ;Xã;;40;01/08/2025;Công văn 12/UBND;01/07/2025;;\n' +
      'P2;Tổ dân phố 5;Tổ dân phố;;;;;;;\n';
    const { lines, problems } = readUnitTable(rows(wide), known());
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([
      { code: 'H1', level: 'DISTRICT', block: 'Cụm số 3', validTo: '2025-06-30', replacedBy: ['P1', 'P2'] },
      { code: 'P1', headcountSource: 'Công văn 12/UBND', validFrom: '2025-07-01', validTo: null },
      { code: 'P2', level: 'Tổ dân phố' },
    ]);
  });

  it('[U2] a successor that is nowhere, or the unit itself, and a last day before the first are reported', () => {
    const wide =
      'Mã;Tên;Cấp;Từ ngày;Đến ngày;Thay bằng\nH1;Một;Sở;;;X9\nH2;Hai;Sở;;;H2\nH3;Ba;Sở;02/01/2026;01/01/2026;';
    expect(
      readUnitTable(rows(wide), known()).problems.map((each) => [each.line, each.column, each.problem, each.value]),
    ).toEqual([
      [2, 'replacedBy', 'successor_unknown', 'X9'],
      [3, 'replacedBy', 'successor_unknown', 'H2'],
      [4, 'validTo', 'validity_reversed', '01/01/2026'],
    ]);
  });

  it('[U3] a dash takes a headcount away, with its day and source; a known unit is the same when nothing differs', () => {
    const before = { ...soNoiVu, headcountSource: 'Sở Nội vụ', replacedBy: ['A9'] };
    const heir = { ...soNoiVu, code: 'A9' };
    expect(readUnitTable(rows('Mã;Sĩ số\nA1;-'), known(before, heir)).lines).toMatchObject([
      { headcount: null, headcountDate: null, headcountSource: null, change: 'changed' },
    ]);
    expect(readUnitTable(rows('Mã;Sĩ số\nA1;20'), known(before, heir)).lines).toMatchObject([
      { ...before, change: 'same' },
    ]);
  });

  it('[U2] without a column of codes nothing is read', () => {
    expect(readUnitTable(rows('Tên đơn vị;Sĩ số\nSở Nội vụ;20'), known()).problems).toMatchObject([
      { problem: 'header_missing' },
    ]);
  });

  it('[U2] a list of people is called one, since it is loaded elsewhere', () => {
    for (const header of ['Họ tên;Điện thoại', 'STT;Họ và tên;Đơn vị', 'Mã đơn vị;Họ và tên cán bộ;Số điện thoại'])
      expect(readUnitTable(rows(`Danh sách;\n${header}\nAn;09;1`), known()).problems).toMatchObject([
        { line: 0, column: null, problem: 'people_listed' },
      ]);
    expect(readUnitTable(rows('Đơn vị;Họ và tên thủ trưởng;Sĩ số\nA;B;20'), known()).problems).toMatchObject([
      { problem: 'header_missing' },
    ]);
  });

  it('[U1a] columns as reports name them, the line of the total, and columns that mean nothing here', () => {
    const text = [
      'STT;Mã đơn vị;Tên cơ quan, đơn vị;Cấp;Tổng số người;Ngày lấy số liệu;Nguồn số liệu;Thủ trưởng',
      '1;A1;Sở Nội vụ;Sở;20;01/02/2026;Sở Nội vụ;Ông A',
      '2;A2;Tổng công ty Điện lực;Đơn vị;30;01/02/2026;;',
      ';Tổng cộng;;;50;;;',
    ].join('\n');
    expect(readUnitTable(rows(text), known())).toMatchObject({
      lines: [
        { code: 'A1', headcount: 20, headcountDate: '2026-02-01' },
        { code: 'A2', name: 'Tổng công ty Điện lực', headcount: 30 },
      ],
      problems: [],
      unknownColumns: ['Thủ trưởng'],
    });
  });

  it('[W21] a chain of 20,000 rows below a missing one is taken out in one pass', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `C${at};Đơn vị;Sở;C${at + 1};;`).join('\n');
    expect(readUnitTable(rows(head + text), known()).problems).toHaveLength(20_000);
  });
});
