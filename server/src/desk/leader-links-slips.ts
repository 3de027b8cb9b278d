import type { LocalText } from '@hoithi/shared/contract/text';
import { toString as drawCode } from 'qrcode';
import { type PaperLanguage, printDay } from '../documents/print-values.ts';
import { typeset } from '../documents/typeset.ts';
import type { PrintedLook } from '../look/printed-look.ts';
import type { LeaderLink } from '../people/leader-links.ts';

const words = {
  vi: {
    title: 'Phiếu liên kết dành cho trưởng đơn vị',
    codeAlt: 'Mã QR liên kết của',
    scan: 'Quét mã bằng camera điện thoại hoặc Zalo',
    forLeader: 'Dành riêng cho trưởng đơn vị',
    valid: (day: string) => `Có hiệu lực đến hết ngày ${day}.`,
    own: 'Không chuyển phiếu này cho người khác.',
  },
  en: {
    title: 'Slips with the links of unit leaders',
    codeAlt: 'QR code of the link of',
    scan: "Scan with your phone's camera or Zalo",
    forLeader: 'For the leader of',
    valid: (day: string) => `Valid until ${day}.`,
    own: 'Do not pass this slip on.',
  },
} as const;

export type LinkSlips = Pick<PrintedLook, 'logo' | 'pictures'> & {
  links: readonly LeaderLink[];
  contest: LocalText;
  lang: PaperLanguage;
  /** An ISO date. */
  untilDay: string;
};

/** The links as slips to cut and hand out, eight a page, each with the contest's logo where it has one. SPEC I32, X8. */
export async function typesetLinkSlips({ links, contest, lang, untilDay, logo, pictures }: LinkSlips): Promise<Buffer> {
  const { valid, ...own } = words[lang];
  const slips = [];
  for (const { name, above, address } of links) {
    const code = await drawCode(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
    slips.push({ unit: name, above, code });
  }
  const data = { ...own, lang, logo, contest: contest[lang], valid: valid(printDay(untilDay)), slips };
  const files = Object.entries(pictures).map(([name, bytes]) => [name, Buffer.from(bytes)] as const); // bytes alone come to a thread
  return typeset('slips', data, Object.fromEntries(files));
}
