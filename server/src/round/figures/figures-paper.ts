import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { printPercent } from '@hoithi/shared/rules/percent';
import { type PaperLanguage, printCount, printDay, printElapsed, printInstant } from '../../documents/print-values.ts';
import { type PaperCell, type PaperTable, typeset } from '../../documents/typeset.ts';
import { type Cell, type FiguresTable, type Group, stampOf, statusLines } from './figures-cells.ts';
import { tableFigures } from './figures-tables.ts';
import { figuresWords } from './figures-words.ts';

const numerals = ['I', 'II', 'III', 'IV', 'V'];

/** The report on A4, as an office prints it: host, title, tables, two signatures; a stamp on every page. SPEC C17. */
export function typesetFiguresPaper(report: FiguresReport, lang: PaperLanguage): Promise<Buffer> {
  const words = figuresWords[lang];
  const { contest, round } = report;
  return typeset('figures', {
    lang,
    title: `${words.title}: ${contest.name[lang]}, ${round.label[lang]}`,
    host: contest.host[lang].toLocaleUpperCase('vi'),
    heading: words.title,
    contest: contest.name[lang],
    round: round.label[lang],
    window: words.window(printInstant(round.opensAtMs, lang, false), printInstant(round.closesAtMs, lang, false)),
    status: statusLines(report, lang),
    calm: report.status === 'published' && !contest.demo,
    sections: tableFigures(report, lang).map((table, at) => sectionOf(table, numerals[at] ?? '', lang)),
    signedOn: words.signedOn,
    signatures: [
      { title: words.maker, how: words.makerSigns },
      { title: words.head, how: words.headSigns },
    ],
    stamp: stampOf(report, lang),
    pages: words.page('{page}', '{pages}'),
  });
}

function sectionOf(table: FiguresTable, numeral: string, lang: PaperLanguage) {
  const shown = table.columns.flatMap(({ paper }, at) => (paper === null ? [] : [at]));
  const ruled: PaperTable = {
    widths: shown.map((at) => table.columns[at]?.paper ?? '*'),
    head: shown.map((at) => table.columns[at]?.heading ?? ''),
    rows: table.groups.flatMap((group) => rowsOf(group, shown, lang)),
  };
  const small = table.id === 'units' || table.id === 'winners';
  return { title: `${numeral}. ${table.title}`, ...ruled, small, notes: table.notes };
}

function rowsOf(group: Group, shown: readonly number[], lang: PaperLanguage): PaperCell[][] {
  const rowOf = (row: readonly Cell[], bold: boolean): PaperCell[] =>
    shown.map((at) => cellOf(row[at] ?? null, lang, bold));
  return [
    ...(group.heading === null ? [] : [[{ text: group.heading, bold: true, fill: '#f5f6fa', across: true as const }]]),
    ...group.rows.map((row) => rowOf(row, false)),
    ...(group.total ? [rowOf(group.total, true)] : []),
    ...(group.note === undefined ? [] : [[{ text: group.note, italic: true, across: true as const }]]),
  ];
}

function cellOf(cell: Cell, lang: PaperLanguage, bold: boolean): PaperCell {
  if (cell === null) return null;
  const right = (text: string, beneath?: string): PaperCell => ({
    text,
    bold,
    align: 'right',
    ...(beneath === undefined ? {} : { beneath }),
  });
  switch (cell.kind) {
    case 'text':
      return { text: cell.text, bold };
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
