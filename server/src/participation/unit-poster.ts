import type { LocalText } from '@hoithi/shared/contract/text';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { formatClosing, formatMoment } from '@hoithi/shared/rules/printed-rules/format-value';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import { toString as drawCode } from 'qrcode';
import { typeset } from '../documents/typeset.ts';
import type { PrintedLook } from '../look/printed-look.ts';

export type PosterInput = {
  contest: { slug: string; name: LocalText; host: LocalText; contact: string | null; demo: boolean };
  unit: { code: string; name: string; level: string };
  opensAtMs: number;
  closesAtMs: number;
  rounds: number;
  /** The address people type, as `https://hoithi.example.vn`. */
  origin: string;
  lang: 'vi' | 'en';
  /** The contest's own, as far as it has any. */
  look: PrintedLook | null;
};

/** Vietnamese in the words of an official notice. */
const posterWords = {
  kicker: { vi: 'MỜI DỰ THI', en: 'TAKE PART' },
  forUnit: { vi: 'Dành cho cán bộ, người dân thuộc', en: 'For the people of' },
  scan: { vi: 'Quét mã bằng camera điện thoại hoặc Zalo', en: "Scan with your phone's camera or Zalo" },
  address: { vi: 'hoặc mở địa chỉ', en: 'or open the address' },
  chooseUnit: { vi: 'và chọn đơn vị', en: 'and choose the unit' },
  step: [
    {
      vi: 'Quét mã. Cuộc thi mở ra, đơn vị đã được chọn sẵn.',
      en: 'Scan the code. The contest opens with the unit already chosen.',
    },
    {
      vi: 'Đăng nhập bằng số điện thoại và điền thông tin.',
      en: 'Sign in with your phone number and fill in your details.',
    },
    { vi: 'Làm bài, bấm nộp bài và nhận biên nhận.', en: 'Answer, submit your entry and get the receipt.' },
  ],
  stepOfHeading: {
    vi: 'Quét mã. Cuộc thi mở ra, chọn đơn vị của bạn.',
    en: 'Scan the code. The contest opens; choose your unit.',
  },
  from: { vi: 'Thời gian dự thi: từ', en: 'Open from' },
  until: { vi: 'đến', en: 'until' },
  inRounds: { vi: 'tuần thi', en: 'rounds' },
  contact: { vi: 'Liên hệ Ban Tổ chức:', en: 'Contact of the organizing committee:' },
  demo: { vi: 'CUỘC THI TRÌNH DIỄN', en: 'DEMONSTRATION CONTEST' },
  title: { vi: 'Áp phích mời dự thi', en: 'Poster' },
} satisfies Record<string, LocalText | LocalText[]>;

/** One page: what, for whom, until when, a large QR code and three steps. SPEC U14. */
export async function makeUnitPoster(input: PosterInput): Promise<Buffer> {
  const { contest, unit, lang } = input;
  const local = (text: LocalText) => text[lang];
  const link = unitLink(input.origin, contest.slug, unit);
  const heading = isHeading(unit.level);
  const first = heading ? posterWords.stepOfHeading : posterWords.step[0];
  const look = input.look ?? { logo: null, sponsors: [], pictures: {}, colours: null };
  const data = {
    lang,
    title: `${local(posterWords.title)}: ${unit.name}`,
    author: local(contest.host),
    host: local(contest.host).toLocaleUpperCase(lang),
    demo: contest.demo ? local(posterWords.demo) : null,
    kicker: local(posterWords.kicker),
    contest: local(contest.name),
    forUnit: local(posterWords.forUnit),
    unit: unit.name,
    link,
    code: await drawCode(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 0, color: { dark: '#1A0F0D' } }),
    long: local(contest.name).length + unit.name.length > 140,
    scan: local(posterWords.scan),
    address: local(posterWords.address),
    typed: shortAddress(input),
    choose: heading ? null : `${local(posterWords.chooseUnit)} ${unit.name}`,
    steps: [first, ...posterWords.step.slice(1)].flatMap((step) => (step ? [local(step)] : [])),
    dates: datesOf(input),
    contact: contest.contact === null ? null : `${local(posterWords.contact)} ${contest.contact}`,
    ...{ logo: look.logo, sponsors: look.sponsors, colours: look.colours },
  };
  return typeset('poster', data, look.pictures);
}

/** The address to type: no scheme, no unit. */
const shortAddress = ({ origin, contest }: PosterInput): string =>
  `${origin.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/c/${contest.slug}`;

function datesOf({ opensAtMs, closesAtMs, rounds, lang }: PosterInput): string[] {
  const opens = formatMoment(vietnamInstantOf(opensAtMs))[lang];
  const closes = formatClosing(vietnamInstantOf(closesAtMs))[lang];
  const many = rounds > 1 ? ` (${rounds} ${posterWords.inRounds[lang]})` : '';
  return [`${posterWords.from[lang]} ${opens}`, `${posterWords.until[lang]} ${closes}${many}`];
}
