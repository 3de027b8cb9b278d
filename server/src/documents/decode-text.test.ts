import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { convertOldFont, guessOldFont, oldFontOfName } from './old-fonts.ts';
import { isSyllable } from './vietnamese-syllable.ts';

const sentence = 'Cơ quan nào cấp thẻ căn cước?\nĐáp án: A';

it('[Q9] UTF-8 and UTF-16, with and without a mark, whatever the line ends', () => {
  const expected = (encoding: string) => ({ text: sentence, encoding });
  const withMark = (text: string) => `\ufeff${text}`;
  expect(decodeText(Buffer.from(sentence.replace('\n', '\r\n')))).toEqual(expected('utf-8'));
  expect(decodeText(Buffer.from(withMark(sentence).replace('\n', '\r')))).toEqual(expected('utf-8'));
  expect(decodeText(Buffer.from(withMark(sentence), 'utf16le'))).toEqual(expected('utf-16'));
  expect(decodeText(Buffer.from(sentence, 'utf16le'))).toEqual(expected('utf-16'));
  expect(decodeText(Buffer.from(withMark(sentence), 'utf16le').swap16())).toEqual(expected('utf-16'));
  expect(decodeText(Buffer.from(sentence, 'utf16le').swap16())).toEqual(expected('utf-16'));
});

it('[Q9] Windows-1258 is read composed; other bytes are refused', () => {
  // "Cơ quan nào cấp thẻ căn cước?" as Windows writes it: letters with their tone signs after them.
  const bytes = [0x43, 0xf5, 0x20, ...Buffer.from('quan n'), 0xe0, 0x6f, 0x20, 0x63, 0xe2, 0xec, 0x70, 0x20];
  const more = [...Buffer.from('the'), 0xd2, 0x20, 0x63, 0xe3, 0x6e, 0x20, 0x63, 0xfd, 0xf5, 0xec, 0x63, 0x3f];
  expect(decodeText(Uint8Array.from([...bytes, ...more]))).toEqual({
    text: 'Cơ quan nào cấp thẻ căn cước?',
    encoding: 'windows-1258',
  });
  expect(decodeText(Uint8Array.from([0x81, 0x8d, 0xff, 0xfe, 0x80, 0x9d]))).toEqual({
    problem: 'encoding_unread',
    value: '',
  });
});

it('[Q9] bytes of TCVN3 and VNI are named, and converted once somebody says so', () => {
  const tcvn3 = Buffer.from('NguyÔn V¨n Hïng\nTrÇn ThÞ Thñy', 'latin1');
  expect(decodeText(tcvn3)).toEqual({ problem: 'old_font', value: 'tcvn3' });
  expect(decodeText(tcvn3, 'tcvn3')).toEqual({ text: 'Nguyễn Văn Hùng\nTrần Thị Thủy', encoding: 'tcvn3' });
  const vni = Buffer.from('Nguyeãn Vaên Huøng\nTraàn Thò Thuûy\nÑaëng Thuûy', 'latin1');
  expect(decodeText(vni)).toEqual({ problem: 'old_font', value: 'vni' });
  expect(decodeText(vni, 'vni')).toEqual({
    text: 'Nguyễn Văn Hùng\nTrần Thị Thủy\nĐặng Thủy',
    encoding: 'vni',
  });
});

it('[Q9] every letter of Vietnamese is converted, capitals too', () => {
  expect(convertOldFont('§µo t¹o nguån nh©n lùc', 'tcvn3')).toBe('Đào tạo nguồn nhân lực');
  expect(convertOldFont('céng hßa x· héi', 'tcvn3', true)).toBe('CỘNG HÒA XÃ HỘI');
  expect(convertOldFont('COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA', 'vni')).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA');
  expect(convertOldFont('ñöôøng loái, nghóa vuï, kyõ naêng', 'vni')).toBe('đường lối, nghĩa vụ, kỹ năng');
  expect(oldFontOfName('.VnTimeH')).toEqual({ font: 'tcvn3', capitals: true });
  expect(oldFontOfName('VNI-Times')).toEqual({ font: 'vni', capitals: false });
  expect(oldFontOfName('Times New Roman')).toBeNull();
  expect(guessOldFont(['Ñoñez Peña Muñoz', 'Jürgen Müßig-Grün'])).toBeNull();
});

it('[Q9] syllables of Vietnamese are known from what is none', () => {
  const words = 'nguyễn khuya quyết giếng ước yêu xoong ĐƯỜNG gì quốc thuở khuỷu nghiêng';
  expect(words.split(' ').filter((word) => !isSyllable(word))).toEqual([]);
  expect(['müller', 'đođez', 'căphê', 'hơưx', 'é€'].filter(isSyllable)).toEqual([]);
});
