import { limits } from '@hoithi/shared/contract/limits';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { CellObject, Sheet } from 'write-excel-file/node';
import {
  audienceWords,
  difficultyWords,
  guideSheet,
  kindWords,
  questionSheet,
  trueFalseWords,
} from '../question-words.ts';
import { writeSpellings } from '../spellings.ts';
import { columnNames, inLanguage, optionLetters, optionName } from '../table/question-columns.ts';
import { writeDay } from './said-in.ts';
import { guideLines } from './workbook-guide.ts';
import { writeLetters, writeNumber } from './write-answer.ts';

const letters = optionLetters.slice(0, limits.optionsPerQuestionMax);

type Column = { name: string; width: number; write: (question: QuestionDraft) => string };

const named = (column: keyof typeof columnNames, width: number, write: Column['write']): Column => ({
  name: columnNames[column][0] ?? column,
  width,
  write,
});
const optionText = (question: QuestionDraft, at: number): string =>
  'options' in question && question.kind !== 'true-false' ? (question.options[at]?.text ?? '') : '';

const ownColumns: readonly Column[] = [
  named('id', 16, ({ id }) => id ?? ''),
  named('topic', 24, ({ topic }) => topic ?? ''),
  named('kind', 20, ({ kind }) => kindWords[kind][0]),
  named('text', 60, ({ text }) => text),
  ...letters.map(
    (letter, at): Column => ({ name: optionName(letter), width: 28, write: (question) => optionText(question, at) }),
  ),
  named('right', 14, writeRight),
  named('tolerance', 10, (question) => (question.kind === 'number' ? writeNumber(question.tolerance) : '')),
  named('explanation', 40, ({ explanation }) => explanation ?? ''),
  named('document', 40, ({ source }) => source?.document ?? ''),
  named('clause', 16, ({ source }) => source?.clause ?? ''),
  named('sourceDate', 14, ({ source }) => (source?.date ? writeDay(source.date) : '')),
  named('validTo', 14, ({ source }) => (source?.validTo ? writeDay(source.validTo) : '')),
  named('difficulty', 14, ({ difficulty }) =>
    difficulty === null ? '' : (difficultyWords[difficulty - 1]?.[0] ?? ''),
  ),
  named('audiences', 30, ({ audiences }) => audiences.map((each) => audienceWords[each][0]).join('; ')),
  named('tags', 20, ({ tags }) => tags.map((tag) => `${tag};`).join(' ')),
  named('seconds', 10, ({ seconds }) => (seconds === null ? '' : String(seconds))),
  named('practice', 14, ({ practiceOnly }) => (practiceOnly ? 'x' : '')),
];

function writeRight(question: QuestionDraft): string {
  if (question.kind === 'number') return writeNumber(question.value);
  if (question.kind === 'text') return writeSpellings(question.accepted, () => true);
  if (question.kind === 'true-false') return question.right[0] === 'true' ? trueFalseWords.true : trueFalseWords.false;
  return writeLetters(question);
}

/** Columns of the languages that some question has. */
function translatedColumns(questions: readonly QuestionDraft[]): Column[] {
  const languages = [...new Set(questions.flatMap((each) => Object.keys(each.translations)))].sort();
  return languages.flatMap((language): Column[] => {
    const column = (
      name: string,
      width: number,
      write: (of: QuestionDraft['translations'][string], question: QuestionDraft) => string,
    ): Column => ({
      name: inLanguage(name, language),
      width,
      write: (question) => {
        const own = question.translations[language];
        return own ? write(own, question) : '';
      },
    });
    return [
      column(columnNames.text[0] ?? '', 60, ({ text }) => text),
      ...letters.map((letter, at) =>
        column(optionName(letter), 28, ({ options }, question) =>
          'options' in question ? (options[question.options[at]?.id ?? ''] ?? '') : '',
        ),
      ),
      column(columnNames.right[0] ?? '', 20, ({ accepted }) => writeSpellings(accepted, () => true)),
      column(columnNames.explanation[0] ?? '', 40, ({ explanation }) => explanation ?? ''),
    ];
  });
}

/** As text: what begins with = + - or @ is no formula, also after its cell was edited. */
const words = (value: string): CellObject => ({ value, type: String, format: '@', wrap: true, alignVertical: 'top' });
const header = { fontWeight: 'bold', align: 'center', backgroundColor: '#e8ebf2' } as const;

/** A workbook of questions; without any it is the template, with the columns and how to fill them in. SPEC Q10. */
export async function writeWorkbook(questions: readonly QuestionDraft[]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const columns = [...ownColumns, ...translatedColumns(questions)];
  const sheets: Sheet<Buffer>[] = [
    {
      sheet: questionSheet,
      data: [
        columns.map(({ name }) => ({ ...words(name), ...header })),
        ...questions.map((question) => columns.map(({ write }) => words(write(question)))),
      ],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    { sheet: guideSheet, data: guideLines.map((line) => [words(line)]), columns: [{ width: 110 }] },
  ];
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}
