import { describe, expect, it } from 'vitest';
import { foldUnitName, scoreUnitMatch, unitFinder } from './unit-names.ts';

describe('matching a unit', () => {
  const score = (query: string, name: string, path = '') =>
    scoreUnitMatch(foldUnitName(query), foldUnitName(name), foldUnitName(path));

  it('[S5] every word of the query must begin a word of the name or the path', () => {
    expect(score('huong', 'Huyện Hương Sơn')).toBeGreaterThan(0);
    expect(score('son huo', 'Huyện Hương Sơn')).toBeGreaterThan(0);
    expect(score('uong', 'Huyện Hương Sơn')).toBe(0);
    expect(score('huong khe', 'Huyện Hương Sơn')).toBe(0);
    expect(score('tra he', 'Xã Hương Trà', 'Huyện Hương Khê')).toBe(0);
    expect(score('huong khe', 'Xã Hương Trà', 'Huyện Hương Khê')).toBeGreaterThan(0);
  });
  it('[S5] better matches score higher', () => {
    const ladder = [
      score('xã kỳ hà', 'Xã Kỳ Hà'),
      score('kỳ hà', 'Xã Kỳ Hà'),
      score('xã kỳ', 'Xã Kỳ Hà'),
      score('kỳ', 'Xã Kỳ Hà'),
      score('hà', 'Xã Kỳ Hà'),
      score('hà kỳ anh', 'Xã Kỳ Hà', 'Thị xã Kỳ Anh'),
    ];
    expect(ladder).toEqual([6, 5, 4, 3, 2, 1]);
  });
  it('[S5] generic words may be left out, and must fit when they are given', () => {
    expect(score('pho chau', 'Thị trấn Phố Châu')).toBe(5);
    expect(score('bac ha', 'Phường Bắc Hà')).toBe(5);
    expect(score('phuong bac ha', 'Xã Bắc Hà')).toBe(0);
    expect(score('xa', 'Xã')).toBe(6);
  });
  it('[S5] short forms of towns are read in full', () => {
    expect(score('TP. Hà Tĩnh', 'Thành phố Hà Tĩnh')).toBe(6);
    expect(score('tx ky', 'Thị xã Kỳ Anh')).toBe(4);
    expect(score('TT Nghèn', 'Thị trấn Nghèn')).toBe(6);
  });
  it('[S5] a unit found by its path alone still counts, the least', () => {
    expect(score('nghi xuan', 'Xã Cổ Đạm', 'Huyện Nghi Xuân')).toBe(1);
  });
  it('[S5] an empty query matches nothing', () => {
    expect(score('', 'Xã Kỳ Hà')).toBe(0);
    expect(score(' - ', 'Xã Kỳ Hà')).toBe(0);
  });
});

describe('names as people shorten them', () => {
  it.each([
    ['UBND xã Mai Phụ', 'Xã Mai Phụ'],
    ['Sở GD&ĐT', 'Sở Giáo dục và Đào tạo'],
    ['Sở GDĐT', 'Sở Giáo dục và Đào tạo'],
    ['Sở Giáo dục - Đào tạo', 'Sở GD&ĐT'],
    ['sở gd', 'Sở Giáo dục và Đào tạo'],
    ['THPT Phan Đình Phùng', 'Trường Trung học phổ thông Phan Đình Phùng'],
    ['Trường trung học phổ thông Phan', 'THPT Phan Đình Phùng'],
    ['P. 1', 'Phường 01'],
    ['phường 01', 'Phường 1'],
    ['UBND P.1', 'Phường 1'],
    ['UBND TP Huế', 'Thành phố Huế'],
    ['Mai Phụ', 'UBND xã Mai Phụ'],
    ['Sở LĐ-TB&XH', 'Sở Lao động - Thương binh và Xã hội'],
    ['Phòng VH, TT và DL', 'Phòng Văn hóa, Thể thao và Du lịch'],
  ])('[S5a] %j finds %j', (query, name) => {
    expect(scoreUnitMatch(foldUnitName(query), foldUnitName(name), '')).toBeGreaterThan(0);
  });
  it('[S5a] a short form of one level finds no other', () => {
    expect(scoreUnitMatch(foldUnitName('P. 1'), foldUnitName('Xã 1'), '')).toBe(0);
    expect(scoreUnitMatch(foldUnitName('Sở GD&ĐT'), foldUnitName('Sở Tài chính'), '')).toBe(0);
  });
  it('[S5a] in a table a unit is found by its code, or by the name of one unit alone', () => {
    const find = unitFinder([
      { code: 'A', name: 'Sở Giáo dục và Đào tạo' },
      { code: 'B', name: 'Xã Kỳ Hà' },
      { code: 'C', name: 'Phường Kỳ Hà' },
      { code: 'D', name: 'Phường 01' },
    ]);
    expect(['A', 'Sở GD&ĐT', 'UBND xã Kỳ Hà', 'Kỳ Hà', 'P. 1', 'Sở', ''].map(find)).toEqual([
      'A',
      'A',
      'B',
      null,
      'D',
      null,
      null,
    ]);
  });
});
