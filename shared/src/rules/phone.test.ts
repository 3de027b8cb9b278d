import { describe, expect, it } from 'vitest';
import { maskPhone, normalizePhone } from './phone.ts';

describe('spellings of one number', () => {
  it.each([
    '0912345678',
    '84912345678',
    '+84912345678',
    '0084912345678',
    '+84 (0) 912 345 678',
    '0912 345 678',
    '0912.345.678',
    '(0912) 345-678',
    '0912–345–678', // en dashes
    ' 0912\u00a0345\u00a0678 ',
    '０９１２３４５６７８', // full-width
    '＋８４９１２３４５６７８',
    '\u202a+84 912 345 678\u202c', // copied from a contact list
    '912345678', // a spreadsheet has dropped the 0
  ])('[S1] %j', (spelling) => {
    expect(normalizePhone(spelling)).toBe('+84912345678');
  });
});

describe('numbers of eleven digits from before 2018', () => {
  const changes = [
    '0162→032 0163→033 0164→034 0165→035 0166→036 0167→037 0168→038 0169→039', // Viettel
    '0120→070 0121→079 0122→077 0126→076 0128→078', // MobiFone
    '0123→083 0124→084 0125→085 0127→081 0129→082', // Vinaphone
    '0186→056 0188→058', // Vietnamobile
    '0199→059', // Gmobile
  ];
  it.each(changes.flatMap((operator) => operator.split(' ')))('[S1] %s', (change) => {
    const [old = '', now = ''] = change.split('→');
    const expected = `+84${now.slice(1)}1234567`;
    expect(normalizePhone(`${old}1234567`)).toBe(expected);
    expect(normalizePhone(`+84${old.slice(1)}1234567`)).toBe(expected);
    expect(normalizePhone(`${old}.123.4567`)).toBe(expected);
    expect(normalizePhone(`${now}1234567`)).toBe(expected);
  });
  it('[S1] an old number with a digit missing is not guessed at', () => {
    expect(normalizePhone('0162123456')).toBeNull();
  });
});

describe('mobile numbers of today', () => {
  it.each(['0321234567', '0561234567', '0701234567', '0841234567', '0981234567'])('[S1] %s is read', (number) => {
    expect(normalizePhone(number)).toBe(`+84${number.slice(1)}`);
  });
  it('[S1] 084 is a prefix of Vinaphone, also behind the country code or without its 0', () => {
    for (const spelling of ['0841234567', '84841234567', '+84841234567', '0084841234567', '841234567']) {
      expect(normalizePhone(spelling)).toBe('+84841234567');
    }
  });
});

describe('what is not a Vietnamese mobile number', () => {
  it.each([
    '',
    ' ',
    'abc',
    '0',
    '+84',
    '091234567',
    '09123456789',
    '0239385000',
    '02393850001',
    '0612345678',
    '0112345678',
    '+14155550123',
    '+912345678',
    '0912345678 ext 2',
    '0912-345-67a',
    '++84912345678',
    '0912345678,0987654321',
  ])('[S1] %j is not read', (raw) => {
    expect(normalizePhone(raw)).toBeNull();
  });
});

it('[S1] normalizing twice changes nothing', () => {
  expect(normalizePhone(normalizePhone('0162 123 4567')!)).toBe('+84321234567');
});

it('[V1] a masked number shows its first three digits and its last three', () => {
  expect(maskPhone('+84912345678')).toBe('091****678');
});
