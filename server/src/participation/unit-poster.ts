import type { LocalText } from '@hoithi/shared/contract/text';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import { formatClosing, formatMoment } from '@hoithi/shared/rules/printed-rules/format-value';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import type { PdfBlock, PdfContent } from 'pdfmake';
import { makePdf } from '../documents/make-pdf.ts';
import { drawPosterGround } from './draw-poster-ground.ts';
import { posterWords } from './unit-poster-words.ts';

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

const son = '#8E1B12';
const soft = '#6B5F57';
const ink = '#211A17';

/** A page for the wall: what, for whom, until when, one large code and three steps. SPEC U14. */
export function makeUnitPoster(input: PosterInput): Promise<Buffer> {
  const { contest, unit, lang } = input;
  const say = (text: LocalText) => text[lang];
  const link = unitLink(input.origin, contest.slug, unit);
  const heading = isHeading(unit.level);
  const first = heading ? posterWords.stepOfHeading : posterWords.step[0];
  const steps = [first, ...posterWords.step.slice(1)].flatMap((step) => (step ? [say(step)] : []));
  const name = say(contest.name).normalize('NFC');
  const unitName = unit.name.normalize('NFC');
  const centred: PdfContent[] = [
    {
      text: say(contest.host).normalize('NFC').toLocaleUpperCase(lang),
      fontSize: fit(say(contest.host), 11, 70),
      color: soft,
      bold: true,
    },
    ...(contest.demo
      ? [{ text: say(posterWords.demo), fontSize: 11, bold: true, color: '#985506', margin: top(4) }]
      : []),
    { text: say(posterWords.kicker), fontSize: 15, bold: true, color: '#8A5A0B', characterSpacing: 3, margin: top(14) },
    { text: name, fontSize: fit(name, 30, 34), bold: true, color: son, lineHeight: 1.15, margin: top(2) },
    { text: say(posterWords.forUnit), fontSize: 12, color: soft, margin: top(12) },
    { text: unitName, fontSize: fit(unitName, 24, 40), bold: true, color: ink, lineHeight: 1.15 },
    {
      qr: link,
      fit: name.length + unitName.length > 140 ? 240 : 290,
      foreground: '#1A0F0D',
      eccLevel: 'M',
      margin: [0, 16, 0, 10],
    },
    { text: say(posterWords.scan), fontSize: 13, bold: true },
    { text: [`${say(posterWords.address)} `, { text: shortAddress(input), bold: true, color: son }], fontSize: 12 },
    ...(heading ? [] : [{ text: `${say(posterWords.chooseUnit)} ${unitName}`, fontSize: 10, color: soft }]),
  ];
  return makePdf({
    info: { title: `${say(posterWords.title)}: ${unitName}`, author: say(contest.host) },
    pageMargins: [56, 58, 56, 52],
    background: (_page, size) => ({ svg: drawPosterGround(size.width, size.height) }),
    content: [{ stack: centred, alignment: 'center' }, stepsTable(steps), datesOf(input)],
  });
}

const top = (points: number): [number, number, number, number] => [0, points, 0, 0];

/** Long names get a smaller type rather than a cut: full size up to `letters`, never below half. Units: points. */
const fit = (text: string, points: number, letters: number): number =>
  Math.max(points / 2, Math.min(points, (points * letters) / Math.max(letters, text.length * 0.8)));

/** What a person types by hand: no scheme, no unit. */
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
          color: son,
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
