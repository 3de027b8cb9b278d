import type { LocalText } from '@hoithi/shared/contract/text';
import { toString as drawCode } from 'qrcode';
import type { PaperLanguage } from '../documents/print-values.ts';
import { typeset } from '../documents/typeset.ts';

/** `code`: as it is printed; `address`: the page that it opens, with the code. */
export type PrintedSlip = { unit: string; name: string; code: string; address: string };

const words = {
  vi: {
    title: 'Phiếu vào thi',
    codeAlt: 'Mã QR của phiếu mang tên',
    name: 'Họ và tên',
    code: 'Mã vào thi',
    how: 'Quét mã QR bằng camera điện thoại, hoặc mở',
    next: 'rồi nhập mã vào thi. Lần đầu, tự chọn một mã PIN sáu chữ số; những lần sau vào bằng mã này và mã PIN.',
    own: 'Phiếu của riêng người có tên trên đây. Không đưa cho người khác.',
  },
  en: {
    title: 'Entry slips',
    codeAlt: 'QR code of the slip of',
    name: 'Full name',
    code: 'Entry code',
    how: "Scan the QR code with your phone's camera, or open",
    next: 'and type the entry code. The first time, choose a PIN of six digits; later come in with this code and your PIN.',
    own: 'For the person named above alone. Do not pass it on.',
  },
} as const;

/** Slips to cut and hand out, eight a page, each unit on pages of its own. SPEC S21. */
export async function typesetSlips(
  slips: readonly PrintedSlip[],
  contest: LocalText,
  lang: PaperLanguage,
): Promise<Buffer> {
  const byUnit = new Map<string, object[]>();
  for (const { unit, name, code, address } of slips) {
    const qr = await drawCode(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
    const page = address.replace(/^https?:\/\//, '').replace(/#.*$/, '');
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { unit, name, code, qr, page }]);
  }
  const data = { ...words[lang], lang, contest: contest[lang], units: [...byUnit.values()] };
  return typeset('entry-slips', data, {}, slips.length <= taggedMax); // many are printed and not read aloud
}
const taggedMax = 200;
