import { describe, expect, it } from 'vitest';
import { foldText, scoreUnitMatch } from './fold.ts';

describe('folding', () => {
  it.each([
    ['Thuỷ', 'Thủy'],
    ['Hoà Bình', 'Hòa Bình'],
    ['Đức Thọ', 'duc tho'],
    ['HƯƠNG KHÊ', 'hương khê'],
    ['Kỳ Anh'.normalize('NFD'), 'Kỳ Anh'.normalize('NFC')],
    ['Sở TT&TT - Phòng  CNTT', 'so tt tt phong cntt'],
    ['Xã Cẩm\u200bXuyên', 'xa camxuyen'],
    ['Ｑuận １', 'quan 1'],
  ])('[S5] %j is searched like %j', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });
  it('[S5] leaves plain words with single spaces', () => {
    expect(foldText('  Thị trấn Phố Châu (huyện Hương Sơn). ')).toBe('thi tran pho chau huyen huong son');
    expect(foldText('!?')).toBe('');
  });
  it('[S5] folding twice changes nothing', () => {
    for (const text of ['Ủy ban nhân dân', 'Đặng Thuỷ Tiên', 'İstanbul'])
      expect(foldText(foldText(text))).toBe(foldText(text));
  });
});

describe('matching a unit', () => {
  const score = (query: string, name: string, path = '') =>
    scoreUnitMatch(foldText(query), foldText(name), foldText(path));

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
