import { describe, expect, it } from 'vitest';
import { judgeNickname, nicknameKey } from './judge-nickname.ts';

describe('nicknames', () => {
  it.each([
    'Phúc',
    'Lộc',
    'Cúc',
    'Dũng',
    'Đĩnh',
    'Bưởi',
    'Đức',
    'Bích',
    'Hạnh',
    'Nguyễn Thị Lớn',
    'Cu Tí',
    'Đ. M. Tuấn',
    'Ngũ',
    'Buôn Ma Thuột',
    'Các bạn',
    'Đèo Văn Long',
    'Deo Van Long',
    'Anna',
    'Minh 99',
    'Lon Ton',
    'Phong Cách',
    'Mỹ',
    'Hội An',
    'Thạch',
  ])('[H18] %s may stand on the screen', (name) => {
    expect(judgeNickname(name)).toBe('fine');
  });
  it.each([
    'địt mẹ',
    'dit me',
    'Đ.M',
    'đ m',
    'd-m',
    'v c l',
    'vcl',
    'V.C.L',
    'lồn',
    'LỒN',
    'cặc',
    'đéo',
    'fuck',
    'fuuuck',
    'sh1t',
    'óc chó',
    'oc cho',
    'thằng ngu',
    'Ban Tổ Chức',
    'BTC',
    'admin',
    'MC Tuấn',
    'quản trị viên',
    '...',
    '🙂',
    '—',
  ])('[H18] %s may not', (name) => {
    expect(judgeNickname(name)).toBe('refused');
  });
  it('[H18] names differ by their marks, not by case or spaces', () => {
    expect(nicknameKey('  Hồng   Phúc ')).toBe(nicknameKey('hồng phúc'));
    expect(nicknameKey('Hồng')).not.toBe(nicknameKey('Hông'));
  });
});
