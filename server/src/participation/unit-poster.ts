import type { LocalText } from '@hoithi/shared/contract/text';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { formatClosing, formatMoment } from '@hoithi/shared/rules/printed-rules/format-value';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import type { PdfBlock, PdfContent } from 'pdfmake';
import { makePdf } from '../documents/make-pdf.ts';

export type PosterInput = {
  contest: { slug: string; name: LocalText; host: LocalText; contact: string | null; demo: boolean };
  unit: { code: string; name: string; level: string };
  opensAtMs: number;
  closesAtMs: number;
  rounds: number;
  /** The address people type, as `https://hoithi.example.vn`. */
  origin: string;
  lang: 'vi' | 'en';
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

const vermilion = '#8E1B12';
const soft = '#6B5F57';
const ink = '#211A17';

/** One page: what, for whom, until when, a large QR code and three steps. SPEC U14. */
export function makeUnitPoster(input: PosterInput): Promise<Buffer> {
  const { contest, unit, lang } = input;
  const local = (text: LocalText) => text[lang];
  const link = unitLink(input.origin, contest.slug, unit);
  const heading = isHeading(unit.level);
  const first = heading ? posterWords.stepOfHeading : posterWords.step[0];
  const steps = [first, ...posterWords.step.slice(1)].flatMap((step) => (step ? [local(step)] : []));
  const name = local(contest.name).normalize('NFC');
  const unitName = unit.name.normalize('NFC');
  const centred: PdfContent[] = [
    {
      text: local(contest.host).normalize('NFC').toLocaleUpperCase(lang),
      fontSize: fontSizeFor(local(contest.host), 11, 70),
      color: soft,
      bold: true,
    },
    ...(contest.demo
      ? [{ text: local(posterWords.demo), fontSize: 11, bold: true, color: '#985506', margin: top(4) }]
      : []),
    {
      text: local(posterWords.kicker),
      fontSize: 15,
      bold: true,
      color: '#8A5A0B',
      characterSpacing: 3,
      margin: top(14),
    },
    { text: name, fontSize: fontSizeFor(name, 30, 34), bold: true, color: vermilion, lineHeight: 1.15, margin: top(2) },
    { text: local(posterWords.forUnit), fontSize: 12, color: soft, margin: top(12) },
    { text: unitName, fontSize: fontSizeFor(unitName, 24, 40), bold: true, color: ink, lineHeight: 1.15 },
    {
      qr: link,
      fit: name.length + unitName.length > 140 ? 240 : 290,
      foreground: '#1A0F0D',
      eccLevel: 'M',
      margin: [0, 16, 0, 10],
    },
    { text: local(posterWords.scan), fontSize: 13, bold: true },
    {
      text: [`${local(posterWords.address)} `, { text: shortAddress(input), bold: true, color: vermilion }],
      fontSize: 12,
    },
    ...(heading ? [] : [{ text: `${local(posterWords.chooseUnit)} ${unitName}`, fontSize: 10, color: soft }]),
  ];
  return makePdf({
    info: { title: `${local(posterWords.title)}: ${unitName}`, author: local(contest.host) },
    pageMargins: [56, 58, 56, 52],
    background: (_page, size) => ({ svg: drawBackground(size.width, size.height) }),
    content: [{ stack: centred, alignment: 'center' }, stepsTable(steps), datesOf(input)],
  });
}

const top = (points: number): [number, number, number, number] => [0, points, 0, 0];

/** A font size that shrinks for long names: full size up to `letters`, never below half. Units: points. */
const fontSizeFor = (text: string, points: number, letters: number): number =>
  Math.max(points / 2, Math.min(points, (points * letters) / Math.max(letters, text.length * 0.8)));

/** The address to type: no scheme, no unit. */
const shortAddress = ({ origin, contest }: PosterInput): string =>
  `${origin.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/c/${contest.slug}`;

function stepsTable(steps: readonly string[]): PdfBlock {
  return {
    margin: [0, 16, 0, 0],
    table: {
      widths: steps.map(() => '*' as const),
      body: [
        steps.map((_step, at) => ({
          text: String(at + 1),
          fontSize: 22,
          bold: true,
          color: vermilion,
          alignment: 'center' as const,
        })),
        steps.map((step) => ({ text: step, fontSize: 11, alignment: 'center' as const })),
      ],
    },
    layout: 'noBorders',
  };
}

function datesOf({ opensAtMs, closesAtMs, rounds, contest, lang }: PosterInput): PdfBlock {
  const opens = formatMoment(vietnamInstantOf(opensAtMs))[lang];
  const closes = formatClosing(vietnamInstantOf(closesAtMs))[lang];
  const many = rounds > 1 ? ` (${rounds} ${posterWords.inRounds[lang]})` : '';
  return {
    alignment: 'center',
    fontSize: 11,
    margin: [0, 14, 0, 0],
    stack: [
      { text: `${posterWords.from[lang]} ${opens}`, bold: true },
      { text: `${posterWords.until[lang]} ${closes}${many}`, bold: true },
      ...(contest.contact === null
        ? []
        : [
            {
              text: `${posterWords.contact[lang]} ${contest.contact.normalize('NFC')}`,
              color: soft,
              fontSize: 10,
              margin: top(4),
            },
          ]),
    ],
  };
}

/** The background as SVG: a frame of vermilion and gold, and faint, behind the code, the face of a bronze drum. */
function drawBackground(width: number, height: number): string {
  const middle = `translate(${width / 2} ${height * 0.5})`;
  const rings = [250, 228, 204, 178, 150].map(
    (radius, at) => `<circle r="${radius}" stroke-width="${at % 2 === 0 ? 6 : 1.5}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<g transform="${middle}" fill="none" stroke="#F7ECD0">${rings.join('')}<path d="${teeth(238, 212, 84)}" stroke-width="1.5"/></g>
<rect x="20" y="20" width="${width - 40}" height="${height - 40}" fill="none" stroke="#8E1B12" stroke-width="5"/>
<rect x="28" y="28" width="${width - 56}" height="${height - 56}" fill="none" stroke="#E8B84A" stroke-width="1.5"/>
${corners(width, height)}
</svg>`;
}

const pointAt = (radius: number, turn: number): string => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
};

/** A band of teeth that point outwards, as on the drum. */
const teeth = (outer: number, inner: number, count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `M${pointAt(inner, i / count)}L${pointAt(outer, (i + 0.5) / count)}L${pointAt(inner, (i + 1) / count)}`,
  ).join('');

/** The drum's star of fourteen rays at each corner of the frame. */
function corners(width: number, height: number): string {
  const star = `M${Array.from({ length: 28 }, (_, i) => pointAt(i % 2 === 0 ? 13 : 5, i / 28)).join('L')}Z`;
  const places = [
    [24, 24],
    [width - 24, 24],
    [24, height - 24],
    [width - 24, height - 24],
  ];
  return places
    .map(
      ([x, y]) =>
        `<g transform="translate(${x} ${y})"><circle r="16" fill="#FFFFFF"/><path d="${star}" fill="#C8321F"/></g>`,
    )
    .join('');
}
