import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { printPercent } from '@hoithi/shared/rules/percent';
import type { PdfBlock, PdfCell, PdfContent } from 'pdfmake';
import { makePdf } from '../../documents/make-pdf.ts';
import { type PaperLanguage, printCount, printDay, printElapsed, printInstant } from '../../documents/print-values.ts';
import { type Cell, type FiguresTable, type Group, stampOf, statusLines } from './figures-cells.ts';
import { tableFigures } from './figures-tables.ts';
import { type FiguresWords, figuresWords } from './figures-words.ts';

const numerals = ['I', 'II', 'III', 'IV', 'V'];
/** A4 less both margins. */
const paperWidth = 595 - 80;
const soft = '#4a5266';
const red = '#a4161a';
const layout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#9aa3b5',
  vLineColor: () => '#9aa3b5',
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

/** The report on A4, as an office prints it: host, title, tables, two signatures; a stamp on every page. SPEC C17. */
export function typesetFiguresPaper(report: FiguresReport, lang: PaperLanguage): Promise<Buffer> {
  const words = figuresWords[lang];
  const tables = tableFigures(report, lang);
  return makePdf({
    info: { title: `${words.title}: ${report.contest.name[lang]}, ${report.round.label[lang]}` },
    pageMargins: [40, 44, 40, 52],
    defaultStyle: { fontSize: 9.5 },
    content: [
      ...headOf(report, words, lang),
      ...tables.map((table, at) => sectionOf(table, numerals[at] ?? '', lang)),
      signatures(words),
    ],
    footer: (page, pages) => ({
      margin: [40, 16, 40, 0],
      fontSize: 7.5,
      color: soft,
      columns: [
        { text: stampOf(report, lang), width: '*' },
        { text: words.page(page, pages), width: 60, alignment: 'right' },
      ],
    }),
  });
}

function headOf(report: FiguresReport, words: FiguresWords, lang: PaperLanguage): PdfContent[] {
  const { contest, round } = report;
  const window = words.window(printInstant(round.opensAtMs, lang, false), printInstant(round.closesAtMs, lang, false));
  return [
    {
      columns: [
        { text: contest.host[lang].toLocaleUpperCase('vi'), bold: true, alignment: 'center', width: 270 },
        { text: '', width: '*' },
      ],
      margin: [0, 0, 0, 18],
    },
    { text: words.title, fontSize: 15, bold: true, alignment: 'center' },
    { text: contest.name[lang], fontSize: 12, bold: true, alignment: 'center', margin: [30, 2, 30, 0] },
    { text: round.label[lang], fontSize: 12, bold: true, alignment: 'center' },
    { text: window, alignment: 'center', margin: [0, 4, 0, 0] },
    ...statusLines(report, lang).map((line) => ({
      text: line,
      alignment: 'center' as const,
      bold: true,
      color: report.status === 'published' && !contest.demo ? soft : red,
    })),
  ];
}

function sectionOf(table: FiguresTable, numeral: string, lang: PaperLanguage): PdfContent {
  const shown = table.columns.flatMap(({ paper }, at) => (paper === null ? [] : [at]));
  const small = table.id === 'units' || table.id === 'winners';
  const head = shown.map((at) => ({
    text: table.columns[at]?.heading ?? '',
    bold: true,
    alignment: 'center' as const,
    fillColor: '#e8ebf2',
  }));
  const rows = table.groups.flatMap((group) => rowsOf(group, shown, lang));
  return [
    {
      text: `${numeral}. ${table.title}`,
      bold: true,
      fontSize: 11,
      margin: [0, 12, 0, 4],
    },
    {
      fontSize: small ? 8 : 8.5,
      lineHeight: 1.1,
      table: {
        headerRows: 1,
        keepWithHeaderRows: 2,
        dontBreakRows: true,
        widths: widthsOf(shown.map((at) => table.columns[at]?.paper ?? '*')),
        body: [head, ...rows],
      },
      layout,
    },
    ...table.notes.map((note) => ({
      text: note,
      italics: true,
      fontSize: 8.5,
      margin: [0, 3, 0, 0] as PdfBlock['margin'],
    })),
  ] as PdfContent;
}

/** The remaining width goes to the column '*', in points: a fixed width breaks a name without blanks instead of growing. */
function widthsOf(columns: readonly (number | '*')[]): number[] {
  const padding = 6 * columns.length + 0.5 * (columns.length + 1);
  const taken = columns.reduce<number>((sum, width) => sum + (width === '*' ? 0 : width), padding);
  return columns.map((width) => (width === '*' ? paperWidth - taken : width));
}

function rowsOf(group: Group, shown: readonly number[], lang: PaperLanguage): PdfCell[][] {
  const across = (line: string, style: Record<string, unknown>): PdfCell[] => [
    { text: line, colSpan: shown.length, ...style },
    ...shown.slice(1).map(() => ''),
  ];
  return [
    ...(group.heading === null ? [] : [across(group.heading, { bold: true, fillColor: '#f5f6fa' })]),
    ...group.rows.map((row) => shown.map((at) => cellOf(row[at] ?? null, lang, false))),
    ...(group.total ? [shown.map((at) => cellOf(group.total?.[at] ?? null, lang, true))] : []),
    ...(group.note === undefined ? [] : [across(group.note, { italics: true })]),
  ];
}

function cellOf(cell: Cell, lang: PaperLanguage, bold: boolean): PdfCell {
  if (cell === null) return '';
  const right = (text: string, beneath?: string): PdfCell => ({
    text: beneath ? [text, { text: `\n${beneath}`, fontSize: 6.5, color: soft }] : text,
    bold,
    alignment: 'right',
  });
  switch (cell.kind) {
    case 'text':
      return { text: cell.text.normalize('NFC'), bold };
    case 'count':
      return right(printCount(cell.value, lang), cell.beneath);
    case 'percent':
      return right(printPercent(cell.percent, lang), cell.beneath);
    case 'day':
      return right(printDay(cell.day));
    case 'instant':
      return right(printInstant(cell.atMs, lang));
    case 'elapsed':
      return right(printElapsed(cell.ms, lang));
  }
}

function signatures(words: FiguresWords): PdfContent {
  const place = (title: string, how: string): PdfBlock => ({
    stack: [
      { text: title, bold: true },
      { text: how, italics: true, margin: [0, 0, 0, 64] },
      { text: '…………………………………' },
    ],
    alignment: 'center',
    width: '*',
  });
  return {
    unbreakable: true,
    margin: [0, 24, 0, 0],
    stack: [
      { text: words.signedOn, italics: true, alignment: 'right', margin: [0, 0, 24, 6] },
      { columns: [place(words.maker, words.makerSigns), place(words.head, words.headSigns)] },
    ],
  };
}
