import { expect, it } from 'vitest';
import { readBroughtTable } from './read-brought-table.ts';

const columns = [
  { id: 'noi-dung', label: { vi: 'Nội dung', en: 'Content' }, min: 0, max: 10 },
  { id: 'trinh-bay', label: { vi: 'Trình bày', en: 'Form' }, min: 0, max: 5 },
];
const rows = (...lines: string[]) => lines.map((text, at) => ({ line: at + 1, cells: text.split(';') }));
const read = (...lines: string[]) => readBroughtTable(rows(...lines), { of: 'people', columns }, () => null);

it('[M23] numbers are read below the rules’ own column names, an empty cell brings nothing, a dash takes back', () => {
  const { lines, problems, unknownColumns } = read(
    'BẢNG ĐIỂM;;;',
    'Số điện thoại;Nội dung (10 điểm);Trình bày;Ghi chú',
    '0912 345 678;8,5;4;tốt',
    '0912345679;7.25;;',
    '0912345670;-;5;',
  );
  expect(problems).toEqual([]);
  expect(unknownColumns).toEqual(['Ghi chú']);
  expect(lines.map(({ subject, cells }) => [subject, cells.map(({ value }) => value)])).toEqual([
    ['+84912345678', [8.5, 4]],
    ['+84912345679', [7.25]],
    ['+84912345670', [null, 5]],
  ]);
});

it('[M23] what cannot be read is named by line, column and value, and spoils no other line', () => {
  const { lines, problems } = read(
    'SĐT;Nội dung;Trình bày',
    '123;8;4',
    '0912345678;mười;4',
    '0912345678;11;4',
    '0912345678;;',
    '0912345678;8;4',
    '0912345678;9;4',
  );
  expect(lines).toHaveLength(1);
  expect(problems.map(({ line, column, problem }) => [line, column, problem])).toEqual([
    [2, null, 'phone_unreadable'],
    [3, 'Nội dung', 'number_invalid'],
    [4, 'Nội dung', 'number_out_of_bounds'],
    [5, null, 'line_empty'],
    [7, null, 'line_twice'],
  ]);
  expect(read('Họ tên;Nội dung', 'An;8').problems).toMatchObject([{ line: 0, problem: 'header_missing' }]);
});
