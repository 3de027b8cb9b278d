import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';

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
