import { foldText } from '@hoithi/shared/rules/fold';
import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { cellOf, findHeader, type Header, headerWithin, type TableRow } from '@hoithi/shared/rules/units/find-header';
import { linesOfText } from '../paper/paper-line.ts';
import { splitOptions } from '../paper/split-options.ts';
import { falseFolded, kindWords, trueFalseWords, trueFolded, yesWords } from '../question-words.ts';
import {
  type FileNote,
  lost,
  type Note,
  type RawAnswer,
  type RawFile,
  type RawQuestion,
  refused,
} from '../raw-question.ts';
import { readAudiences, readDay, readDifficulty, readSeconds } from '../read-about.ts';
import { readSpellings } from '../spellings.ts';
import { isQuestionHeader, optionLetters, type QuestionColumn, readQuestionColumn } from './question-columns.ts';
import { type AnswerRead, readAnswerCell, readOrderCell } from './read-answer-cell.ts';

type Columns = Header<QuestionColumn>;
type Cell = (column: QuestionColumn) => string;

/** Rows of a sheet or of divided text as questions. null: no row is a header. SPEC Q8. */
export function readQuestionTable(rows: readonly TableRow[]): RawFile | null {
  const header = findHeader<QuestionColumn>(rows, { read: readQuestionColumn, isWhole: isQuestionHeader });
  if (!header) return null;
  const stated = readStatedLengths(rows);
  const unknown = header.unknown.map((name): FileNote => ({ ...lost('column_unknown', name), line: 0 }));
  const questions: RawQuestion[] = [];
  let topic = '';
  for (const row of header.body) {
    const title = readTopicRow(row);
    if (title !== null) topic = title;
    else questions.push(readRow(header, row, topic, stated));
  }
  return { questions, notes: unknown };
}

/** A row that says "Chủ đề 2: …" and nothing else stands above the questions of that topic. */
function readTopicRow(row: TableRow): string | null {
  const written = row.cells.filter((cell) => cell.trim() !== '');
  const [only] = written;
  if (written.length !== 1 || only === undefined) return null;
  return /^\s*(?:chủ đề|chuyên đề|lĩnh vực|chương|phần)(?!\p{L})/iu.test(only) ? only.trim() : null;
}

/** Columns whose header says how long they may be, such as "max 120 characters" on Kahoot's sheet; by their places. */
function readStatedLengths(rows: readonly TableRow[]): ReadonlyMap<number, number> {
  const stated = new Map<number, number>();
  for (const { cells } of rows.slice(0, headerWithin))
    for (const [at, cell] of cells.entries()) {
      const max = /\bmax (\d{1,4}) characters/i.exec(cell)?.[1];
      if (max !== undefined) stated.set(at, Number(max));
    }
  return stated;
}

function readRow(header: Columns, row: TableRow, topicAbove: string, stated: ReadonlyMap<number, number>): RawQuestion {
  const cell: Cell = (column) => cellOf(header, row, column);
  const notes: Note[] = [];
  const tooLong = [...stated].find(([at, max]) => (row.cells[at] ?? '').trim().length > max);
  if (tooLong) notes.push({ reason: 'longer_than_stated', severity: 'warned', value: String(tooLong[1]) });
  if (stated.size > 0 && header.columns.has('seconds') && cell('seconds').trim() === '')
    notes.push({ reason: 'seconds_missing', severity: 'warned' });
  const { text, options } = readTextAndOptions(cell);
  return {
    line: row.line,
    text,
    answer: readAnswer(header, cell, options, stated.size > 0, notes),
    ...readAbout(cell, notes),
    ...(cell('topic').trim() === '' ? { topic: topicAbove } : {}),
    translations: readTranslations(header, cell),
    notes,
  };
}

/** Where no option has a cell of its own, they may stand below the question in its cell. */
function readTextAndOptions(cell: Cell): { text: string; options: string[] } {
  const options = optionLetters.map((letter) => cell(letter).trim());
  if (options.some((each) => each !== '')) return { text: cell('text'), options };
  const split = splitOptions(linesOfText(cell('text')));
  if (split.options.length < 2 || split.outOfOrder) return { text: cell('text'), options };
  return { text: split.stem, options: split.options.map((each) => each.text) };
}

function readAbout(cell: Cell, notes: Note[]): Omit<RawQuestion, 'line' | 'text' | 'answer' | 'notes'> {
  const difficulty = readDifficulty(cell('difficulty'));
  if (difficulty === null && cell('difficulty').trim() !== '')
    notes.push(lost('difficulty_unknown', cell('difficulty')));
  const { known, unknown } = readAudiences(cell('audiences'));
  if (unknown.length > 0) notes.push(lost('audience_unknown', unknown.join(', ')));
  const seconds = readSeconds(cell('seconds'));
  if (seconds === undefined) notes.push(lost('seconds_invalid', cell('seconds')));
  const day = (column: 'sourceDate' | 'validTo') => {
    const read = readDay(cell(column));
    if (read === undefined) notes.push(lost('date_invalid', cell(column)));
    return read ?? null;
  };
  return {
    id: cell('id'),
    topic: cell('topic'),
    difficulty,
    audiences: known,
    tags: cell('tags').split(/[;\n]/u.test(cell('tags')) ? /[;\n]/u : ','),
    source: { document: cell('document'), clause: cell('clause'), date: day('sourceDate'), validTo: day('validTo') },
    explanation: cell('explanation'),
    seconds: seconds ?? null,
    practiceOnly: yesWords.has(foldText(cell('practice'))),
  };
}

type Kind = keyof typeof kindWords;
const kinds = Object.keys(kindWords) as Kind[];
const kindOf = (text: string): Kind | undefined =>
  kinds.find((kind) => kindWords[kind].some((word) => foldText(word) === foldText(text)));

function readAnswer(
  header: Columns,
  cell: Cell,
  options: readonly string[],
  byPlace: boolean,
  notes: Note[],
): RawAnswer | null {
  const said = cell('kind').trim();
  const kind = kindOf(said);
  if (said !== '' && kind === undefined) {
    notes.push(refused('kind_unsupported', said));
    return null;
  }
  const right = cell('right');
  if (kind === 'number')
    return { kind, value: readTypedNumber(right), tolerance: readTypedNumber(cell('tolerance') || '0') };
  if (kind === 'text') return { kind, accepted: readSpellings(right) };
  const wrong = wrongOptions(header, cell);
  if (wrong.length > 0) {
    if (right.trim() === '') notes.push(refused('answer_missing'));
    return mixRightAndWrong(cell('text'), right, wrong);
  }
  if (kind === 'order') return readOrder(options, right, notes);
  if (options.every((each) => each === '')) {
    const both = readTrueFalse(right);
    if (both) return both;
  }
  return readChoice(options, right, kind, readAnswerCell(right, options, byPlace), notes);
}

function readOrder(options: readonly string[], right: string, notes: Note[]): RawAnswer {
  const written = options.filter((each) => each !== '');
  const places = readOrderCell(right, written.length);
  if (places === null) notes.push(refused('answer_unknown', right));
  return { kind: 'order', options: written, right: places ?? [] };
}

function readTrueFalse(right: string): RawAnswer | null {
  const isTrue = trueFolded.has(foldText(right));
  if (!isTrue && !falseFolded.has(foldText(right))) return null;
  const options = [
    { text: trueFalseWords.true, right: isTrue },
    { text: trueFalseWords.false, right: !isTrue },
  ];
  return { kind: 'choice', options, several: false };
}

function readChoice(
  options: readonly string[],
  right: string,
  kind: Kind | undefined,
  read: AnswerRead,
  notes: Note[],
): RawAnswer {
  if ('problem' in read) notes.push(refused(read.problem, right));
  const listed = options.map((text, at) => ({ text, right: 'right' in read && read.right.has(at) }));
  const several = kind === undefined ? null : kind === 'several';
  return { kind: 'choice', options: listed.filter((each) => each.text !== ''), several };
}

const wrongOptions = (header: Columns, cell: Cell): string[] =>
  [...header.columns.keys()]
    .filter((column) => column.startsWith('wrong:'))
    .sort()
    .map((column) => cell(column).trim())
    .filter((each) => each !== '');

/** Where the right option has a column of its own, its place would give it away: the order is drawn from the text. */
function mixRightAndWrong(text: string, right: string, wrong: readonly string[]): RawAnswer {
  const options = [{ text: right.trim(), right: true }, ...wrong.map((each) => ({ text: each, right: false }))];
  return { kind: 'choice', options: shuffled(options, seededRandom(text)), several: false };
}

function readTranslations(header: Columns, cell: Cell): RawQuestion['translations'] {
  const languages = new Set(
    [...header.columns.keys()].flatMap((column) => /^([a-z]{2,3}):text$/.exec(column)?.[1] ?? []),
  );
  const present = [...languages].filter((language) => cell(`${language}:text`).trim() !== '');
  return Object.fromEntries(
    present.map((language) => {
      const options = optionLetters.map((letter) => cell(`${language}:${letter}`).trim()).filter((each) => each !== '');
      const accepted = readSpellings(cell(`${language}:right`));
      const explanation = cell(`${language}:explanation`);
      return [language, { text: cell(`${language}:text`), options, accepted, explanation }];
    }),
  );
}
