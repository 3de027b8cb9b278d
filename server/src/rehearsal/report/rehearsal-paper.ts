import type { RehearsalReport, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { crowdWasBusy } from '@hoithi/shared/rules/rehearsal/judge-rehearsal';
import { type PaperLanguage, printInstant } from '../../documents/print-values.ts';
import { type PaperCell, type PaperTable, typeset } from '../../documents/typeset.ts';
import { countRows, latencyRows, machineRows, printTools, verdictRows, workloadRows } from './rehearsal-rows.ts';
import { rehearsalWords } from './rehearsal-words.ts';

const good = '#1b6b4a';
const bad = '#a4161a';
/** `whole`: stays on one page. */
type Section = { title: string; parts: (PaperTable | string)[]; whole?: boolean };

/** The capacity report on A4: what was run, what was measured, pass or fail, and what it does not cover. SPEC Y6. */
export function typesetRehearsalPaper(
  view: RehearsalView,
  report: RehearsalReport,
  lang: PaperLanguage,
): Promise<Buffer> {
  const words = rehearsalWords[lang];
  const { figures } = report;
  const from = printInstant(report.startedAtMs ?? view.madeAtMs, lang);
  return typeset('rehearsal', {
    lang,
    title: `${words.title}: ${view.contest.name[lang]}`,
    heading: words.title,
    contest: words.of(view.contest.name[lang]),
    when: words.when(from, printInstant(report.endedAtMs, lang)),
    passed: report.passed,
    verdict: report.passed ? words.passed : words.failed,
    complete: report.end === 'complete',
    end: words.ends[report.end],
    detail: report.endDetail?.slice(0, 300) ?? null,
    only: words.only,
    sections: numbered(sectionsOf(report, lang)),
    notes: [
      ...(report.sameMachine ? [words.sameNote] : []),
      ...(figures && crowdWasBusy(figures) ? [words.busyNote] : []),
      words.howMeasured,
      words.simulated,
    ],
    stamp: words.stamp(printInstant(report.endedAtMs, lang)),
    pages: words.page('{page}', '{pages}'),
  });
}

function sectionsOf(report: RehearsalReport, lang: PaperLanguage): Section[] {
  const words = rehearsalWords[lang];
  const { figures } = report;
  const machines = { parts: [pairs(machineRows(report, lang))], whole: report.servers.length < 5 };
  return [
    { title: words.workload, parts: [pairs(workloadRows(report, lang))] },
    { title: words.verdict, parts: [verdictTable(report, lang)] },
    ...(figures ? [{ title: words.figures, parts: [latencyTable(report, lang), pairs(countRows(report, lang))] }] : []),
    { title: words.machines, ...machines },
    ...(figures
      ? [{ title: words.errors, parts: [errorsOf(figures.errors, lang)], whole: figures.errors.length < 10 }]
      : []),
  ];
}

const numbered = (sections: readonly Section[]) =>
  sections.map(({ title, parts, whole = true }, at) => ({
    title: `${['I', 'II', 'III', 'IV', 'V'][at]}. ${title}`,
    parts,
    whole,
  }));

const right = (text: string): PaperCell => ({ text, align: 'right' });
const pairs = (rows: string[][]): PaperTable => ({
  widths: [190, '*'],
  head: [],
  rows: rows.map(([name = '', value = '']) => [name, value]),
});

function verdictTable(report: RehearsalReport, lang: PaperLanguage): PaperTable {
  const words = rehearsalWords[lang];
  const rows = verdictRows(report, lang).map(
    ({ cells: [name = '', measured = '', limit = '', result = ''], passed }): PaperCell[] => [
      name,
      right(measured),
      right(limit),
      { text: result, bold: true, color: passed ? good : bad, align: 'center' },
    ],
  );
  return { widths: ['*', 80, 100, 78], head: [words.measure, words.measured, words.threshold, words.result], rows };
}

function latencyTable(report: RehearsalReport, lang: PaperLanguage): PaperTable {
  const words = rehearsalWords[lang];
  return {
    widths: ['*', 56, 66, 66, 66],
    head: [words.measure, words.times, words.half, words.most, words.longest],
    rows: latencyRows(report, lang).map(([name = '', ...values]) => [name, ...values.map(right)]),
  };
}

function errorsOf(errors: readonly { kind: string; count: number }[], lang: PaperLanguage): PaperTable | string {
  if (errors.length === 0) return rehearsalWords[lang].noErrors;
  const { count } = printTools(lang);
  const sorted = [...errors].sort((a, b) => b.count - a.count);
  return { widths: ['*', 56], head: [], rows: sorted.map((error) => [error.kind, right(count(error.count))]) };
}
