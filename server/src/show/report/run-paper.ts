import type { AskedQuestion, RunResult } from '@hoithi/shared/contract/show-report';
import { percentOf, printPercent } from '@hoithi/shared/rules/percent';
import { type PaperLanguage, printCount, printElapsed, printInstant } from '../../documents/print-values.ts';
import { type PaperCell, typeset } from '../../documents/typeset.ts';
import { runPaperWords } from './run-paper-words.ts';

/** Rows of the board on paper; more make no better minutes. */
const rowsMax = 200;

/** The minutes of a run on A4, to be signed. SPEC H60. */
export function typesetRunPaper(result: RunResult, lang: PaperLanguage, madeAtMs: number): Promise<Buffer> {
  const words = runPaperWords[lang];
  const count = (value: number) => printCount(value, lang);
  const printed = result.board.slice(0, rowsMax);
  return typeset('figures', {
    lang,
    title: `${words.heading}: ${result.title[lang]}`,
    host: result.host[lang].toLocaleUpperCase('vi'),
    heading: words.heading,
    contest: result.contestName[lang],
    round: result.title[lang],
    window:
      result.endedAtMs === null
        ? words.isOn
        : words.window(printInstant(result.openedAtMs, lang, false), printInstant(result.endedAtMs, lang, false)),
    status: [
      ...(result.rehearsal ? [words.rehearsal] : []),
      words.players(count(result.players), count(result.removed)),
    ],
    calm: !result.rehearsal,
    sections: [
      {
        title: `I. ${words.board}`,
        widths: [36, '*', 150, 60, 70],
        head: [words.rank, words.name, words.unit, words.points[result.mode], words.time],
        rows: printed.map((row) => [
          right(count(row.rank)),
          { text: row.name },
          { text: row.unitName ?? '' },
          right(count(row.points)),
          right(printElapsed(row.elapsedMs, lang)),
        ]),
        small: false,
        notes:
          printed.length < result.board.length ? [words.more(count(printed.length), count(result.board.length))] : [],
      },
      {
        title: `II. ${words.questions}`,
        widths: [34, '*', 50, 40, 56, 56, 56],
        head: [words.number, words.question, words.answered, words.right, words.share, words.median, words.fastest],
        rows: result.questions.map((question) => questionRow(question, lang)),
        small: true,
        notes: [words.commitment(result.commitment)],
      },
    ],
    signedOn: words.signedOn,
    signatures: [words.maker, words.judge].map((title) => ({ title, how: words.signs })),
    stamp: words.made(printInstant(madeAtMs, lang)),
    pages: words.page('{page}', '{pages}'),
  });
}

function questionRow(question: AskedQuestion, lang: PaperLanguage): PaperCell[] {
  const words = runPaperWords[lang];
  const { kind, answered, rightPersons, medianMs, fastestMs, ruling } = question;
  const time = (ms: number | null) => right(ms === null ? '' : printElapsed(ms, lang));
  const said = (question.said ?? []).map((each) => words.said(each.name, each.right));
  const beneath = [question.right, ...said, ...(ruling ? [words.ruling[ruling.what](ruling.reason)] : [])].join('. ');
  const shown = words.kinds[kind];
  return [
    {
      text: shown === '' ? String(question.asking) : `${question.asking}`,
      ...(shown === '' ? {} : { beneath: shown }),
    },
    { text: question.text, beneath },
    right(printCount(answered, lang)),
    right(printCount(rightPersons, lang)),
    right(printPercent(percentOf(rightPersons, answered), lang)),
    time(medianMs),
    time(fastestMs),
  ];
}

const right = (text: string): PaperCell => ({ text, align: 'right' });
