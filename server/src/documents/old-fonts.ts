import { type OldFont, oldFonts } from '@hoithi/shared/contract/question-file';
import { countSyllables } from './vietnamese-syllable.ts';

/**
 * Text typed for fonts of before Unicode, in which signs of Western Europe are drawn as Vietnamese letters: TCVN3 (.VnTime)
 * "NguyÔn V¨n Hïng", VNI (VNI-Times) "Nguyeãn Vaên Huøng". SPEC U1b, Q9.
 */

/** Byte by byte: the character of Windows-1252, and the letter that the font draws. */
const tcvn3 = new Map(
  [
    '¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị',
    'ãó ßò áỏ âõ äọ «ô èố åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ \u00adư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ',
    '¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ',
  ]
    .flatMap((each) => each.split(' '))
    .map((pair) => [pair.charAt(0), pair.slice(1)] as const),
);

/** A vowel and the sign after it; a few letters stand alone. */
const vniPairs = [
  'aùá aøà aûả aõã aïạ aââ aáấ aàầ aåẩ aãẫ aäậ aêă aéắ aèằ aúẳ aüẵ aëặ',
  'eùé eøè eûẻ eõẽ eïẹ eâê eáế eàề eåể eãễ eäệ',
  'oùó oøò oûỏ oõõ oïọ oâô oáố oàồ oåổ oãỗ oäộ ôùớ ôøờ ôûở ôõỡ ôïợ',
  'uùú uøù uûủ uõũ uïụ öùứ öøừ öûử öõữ öïự yùý yøỳ yûỷ yõỹ',
].flatMap((each) => each.split(' '));
const vniLone = ['æỉ', 'óĩ', 'òị', 'ôơ', 'öư', 'îỵ', 'ñđ'];
const upper = (pair: string): string => pair.toUpperCase();
const vni = new Map(
  [...vniPairs, ...vniLone].flatMap((each) => {
    const [from, to] = [each.slice(0, -1), each.slice(-1)];
    const mixed = from.length === 2 ? from.charAt(0).toUpperCase() + from.charAt(1) : upper(from);
    return [
      [from, to],
      [mixed, upper(to)],
      [upper(from), upper(to)],
    ] as const;
  }),
);

/** The text as Unicode. `capitals`: the font draws small letters as capitals (.VnTimeH). */
export function convertOldFont(text: string, font: OldFont, capitals = false): string {
  const composed = text.normalize('NFC');
  if (font === 'tcvn3') {
    const converted = [...composed].map((each) => tcvn3.get(each) ?? each).join('');
    return capitals ? converted.toUpperCase() : converted;
  }
  let converted = '';
  for (let at = 0; at < composed.length; ) {
    const pair = vni.get(composed.slice(at, at + 2));
    const own = composed.charAt(at);
    converted += pair ?? vni.get(own) ?? own;
    at += pair === undefined ? 1 : 2;
  }
  return converted;
}

/** Beside a letter: signs and letters that Vietnamese has not, and that the two kinds of fonts draw as Vietnamese ones. */
const foreign =
  /(?<=\p{L})[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d0\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]|[\u00a1-\u00bf\u00c7\u00d1\u00de\u00f1](?=\p{L})/gu;
const foreignMin = 3;
const textsSeen = 2_000;
const lengthSeen = 20_000;

/**
 * The font that the texts were typed for, if they were: many have such signs, and most of them become Vietnamese when converted.
 * One foreign name among many does not make it one.
 */
export function guessOldFont(texts: readonly string[]): OldFont | null {
  let [old, marked, found] = [0, 0, 0];
  const suspect: string[] = [];
  for (const whole of texts.slice(0, textsSeen)) {
    const text = whole.slice(0, lengthSeen);
    if (!/[^\p{ASCII}]/u.test(text)) continue;
    const signs = /[\u0100-\u024f\u1e00-\u1eff]/u.test(text.normalize('NFC')) ? 0 : (text.match(foreign)?.length ?? 0);
    marked += 1;
    if (signs > 0) old += 1;
    if (signs > 0) suspect.push(text);
    found += signs;
  }
  if (found < foreignMin || old * 5 < marked) return null;
  const readings = oldFonts.map((font) => ({ font, ...countSyllables(convertOldFont(suspect.join('\n'), font)) }));
  const best = readings.reduce((a, b) => (b.syllables > a.syllables ? b : a));
  return best.syllables * 2 >= best.words ? best.font : null;
}

/** The font by the name that a document gives it; null: one of Unicode. */
export function oldFontOfName(name: string): { font: OldFont; capitals: boolean } | null {
  if (/^\.vn/i.test(name)) return { font: 'tcvn3', capitals: name.endsWith('H') };
  return /^vni[-\s]/i.test(name) ? { font: 'vni', capitals: false } : null;
}
