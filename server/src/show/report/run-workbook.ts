import type { RunResult } from '@hoithi/shared/contract/show-report';
import writeXlsxFile, { type CellObject, type Row } from 'write-excel-file/node';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { runPaperWords } from './run-paper-words.ts';

const head = { fontWeight: 'bold', wrap: true, backgroundColor: '#e8ebf2' } as const;
/** As text: a name that begins with = + - or @ is no formula, also after its cell was edited. */
const words = (value: string): CellObject => ({ value, type: String, format: '@' });
const count = (value: number): CellObject => ({ value, type: Number, format: '#,##0' });
const seconds = (ms: number | null): CellObject | null =>
  ms === null ? null : { value: ms / 1000, type: Number, format: '0.000' };
const percent = (part: number, of: number): CellObject | null =>
  of === 0 ? null : { value: part / of, type: Number, format: '0.00%' };

/** A run as an .xlsx workbook: the whole board, and its questions. Times in seconds. SPEC H60. */
export function writeRunWorkbook(result: RunResult, lang: PaperLanguage): Promise<Buffer> {
  const text = runPaperWords[lang];
  const headings = (...titles: string[]): Row => titles.map((title) => ({ ...words(title), ...head }));
  const board: Row[] = [
    headings(text.rank, text.name, text.unit, text.points[result.mode], `${text.time} (s)`),
    ...result.board.map((row) => [
      count(row.rank),
      words(row.name),
      words(row.unitName ?? ''),
      count(row.points),
      seconds(row.elapsedMs),
    ]),
  ];
  const questions: Row[] = [
    headings(
      text.number,
      text.question,
      '',
      text.answered,
      text.right,
      text.share,
      `${text.median} (s)`,
      `${text.fastest} (s)`,
      text.options,
    ),
    ...result.questions.map((each) => [
      count(each.asking),
      words(each.text),
      words(each.right),
      count(each.answered),
      count(each.rightPersons),
      percent(each.rightPersons, each.answered),
      seconds(each.medianMs),
      seconds(each.fastestMs),
      words(
        each.said
          ? each.said.map(({ name, right }) => text.said(name, right)).join('; ')
          : each.options.map((option) => `${option.text}: ${option.persons}`).join('; '),
      ),
    ]),
  ];
  const sheets = [
    { sheet: text.board, data: board, columns: [8, 34, 40, 12, 14].map((width) => ({ width })), stickyRowsCount: 1 },
    {
      sheet: text.questions,
      data: questions,
      columns: [8, 60, 40, 12, 10, 12, 14, 16, 60].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
  ];
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}
