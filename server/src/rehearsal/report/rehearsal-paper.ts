import type { RehearsalReport, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { crowdWasBusy } from '@hoithi/shared/rules/rehearsal/judge-rehearsal';
import type { PdfCell, PdfContent } from 'pdfmake';
import { makePdf } from '../../documents/make-pdf.ts';
import { type PaperLanguage, printInstant } from '../../documents/print-values.ts';
import { countRows, latencyRows, machineRows, printTools, verdictRows, workloadRows } from './rehearsal-rows.ts';
import { rehearsalWords } from './rehearsal-words.ts';

const soft = '#4a5266';
const good = '#1b6b4a';
const bad = '#a4161a';
const layout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#9aa3b5',
  vLineColor: () => '#9aa3b5',
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

/** The capacity report on A4: what was run, what was measured, pass or fail, and what it does not cover. SPEC Y6. */
export function typesetRehearsalPaper(
  view: RehearsalView,
  report: RehearsalReport,
  lang: PaperLanguage,
): Promise<Buffer> {
  const words = rehearsalWords[lang];
  const { figures } = report;
  const notes = [
    ...(report.sameMachine ? [words.sameNote] : []),
    ...(figures && crowdWasBusy(figures) ? [words.busyNote] : []),
    words.howMeasured,
    words.simulated,
  ];
  return makePdf({
    info: { title: `${words.title}: ${view.contest.name[lang]}` },
    pageMargins: [44, 44, 44, 52],
    defaultStyle: { fontSize: 9.5 },
    content: [
      ...headOf(view, report, lang),
      section('I', words.workload, [pairs(workloadRows(report, lang))]),
      section('II', words.verdict, [verdictTable(report, lang)]),
      ...(figures
        ? [section('III', words.figures, [latencyTable(report, lang), gap(6), pairs(countRows(report, lang))])]
        : []),
      section(figures ? 'IV' : 'III', words.machines, [pairs(machineRows(report, lang))], report.servers.length < 5),
      ...(figures ? [section('V', words.errors, [errorsOf(figures.errors, lang)], figures.errors.length < 10)] : []),
      ...notes.map((text): PdfContent => ({ text, italics: true, fontSize: 8.5, margin: [0, 8, 0, 0] })),
    ],
    footer: (page, pages) => ({
      margin: [44, 16, 44, 0],
      fontSize: 7.5,
      color: soft,
      columns: [
        { text: words.stamp(printInstant(report.endedAtMs, lang)), width: '*' },
        { text: words.page(page, pages), width: 80, alignment: 'right' },
      ],
    }),
  });
}

function headOf(view: RehearsalView, report: RehearsalReport, lang: PaperLanguage): PdfContent[] {
  const words = rehearsalWords[lang];
  const from = printInstant(report.startedAtMs ?? view.madeAtMs, lang);
  return [
    { text: words.title, fontSize: 15, bold: true, alignment: 'center' },
    {
      text: words.of(view.contest.name[lang].normalize('NFC')),
      bold: true,
      alignment: 'center',
      margin: [30, 3, 30, 0],
    },
    { text: words.when(from, printInstant(report.endedAtMs, lang)), alignment: 'center', margin: [0, 3, 0, 0] },
    {
      text: report.passed ? words.passed : words.failed,
      fontSize: 17,
      bold: true,
      alignment: 'center',
      color: report.passed ? good : bad,
      margin: [0, 8, 0, 2],
    },
    { text: words.ends[report.end], alignment: 'center', color: report.end === 'complete' ? soft : bad },
    ...(report.endDetail
      ? [{ text: report.endDetail.slice(0, 300), fontSize: 8, color: soft, alignment: 'center' as const }]
      : []),
    { text: words.only, bold: true, alignment: 'center', margin: [12, 6, 12, 0] },
  ];
}

const gap = (height: number): PdfContent => ({ text: '', margin: [0, height, 0, 0] });

/** A short section stays on one page. */
const section = (numeral: string, title: string, content: PdfContent[], whole = true): PdfContent => ({
  unbreakable: whole,
  stack: [{ text: `${numeral}. ${title}`, bold: true, fontSize: 11, margin: [0, 12, 0, 4] }, ...content],
});

const heading = (text: string): PdfCell => ({ text, bold: true, fillColor: '#e8ebf2', alignment: 'center' });
const right = (text: string): PdfCell => ({ text, alignment: 'right' });

const pairs = (rows: string[][]): PdfContent => ({
  table: { widths: [190, '*'], body: rows.map(([name = '', value = '']) => [name, value]), dontBreakRows: true },
  layout,
});

function verdictTable(report: RehearsalReport, lang: PaperLanguage): PdfContent {
  const words = rehearsalWords[lang];
  const head = [words.measure, words.measured, words.threshold, words.result].map(heading);
  const rows = verdictRows(report, lang).map(
    ({ cells: [name = '', measured = '', limit = '', result = ''], passed }) => [
      name,
      right(measured),
      right(limit),
      { text: result, bold: true, color: passed ? good : bad, alignment: 'center' as const },
    ],
  );
  return { table: { headerRows: 1, dontBreakRows: true, widths: ['*', 80, 100, 78], body: [head, ...rows] }, layout };
}

function latencyTable(report: RehearsalReport, lang: PaperLanguage): PdfContent {
  const words = rehearsalWords[lang];
  const head = [words.measure, words.times, words.half, words.most, words.longest].map(heading);
  const rows = latencyRows(report, lang).map(([name = '', ...values]) => [name, ...values.map(right)]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: ['*', 56, 66, 66, 66], body: [head, ...rows] },
    layout,
  };
}

function errorsOf(errors: readonly { kind: string; count: number }[], lang: PaperLanguage): PdfContent {
  if (errors.length === 0) return rehearsalWords[lang].noErrors;
  const { count } = printTools(lang);
  const sorted = [...errors].sort((a, b) => b.count - a.count);
  return { table: { widths: ['*', 56], body: sorted.map((error) => [error.kind, right(count(error.count))]) }, layout };
}
