import { limits } from '@hoithi/shared/contract/limits';
import type {
  OldFont,
  QuestionFileRead,
  QuestionFormat,
  QuestionProblem,
  ReadQuestion,
} from '@hoithi/shared/contract/question-file';
import type { Paste } from '@hoithi/shared/contract/question-paste';
import { findDoubles } from '@hoithi/shared/rules/questions/find-doubles';
import { decodeProse } from '../documents/decode-text.ts';
import { divideText } from '../documents/read-divided-text.ts';
import { readTable } from '../documents/read-table.ts';
import type { TableRead } from '../documents/table-read.ts';
import { listZip } from '../documents/unpack-zip.ts';
import { buildQuestions, type FoundMedia } from './build-questions.ts';
import { readDocx } from './docx/read-docx.ts';
import { readGift } from './gift/read-gift.ts';
import { judgeQuestions } from './judge-questions.ts';
import { readMoodle } from './moodle/read-moodle.ts';
import { linesOfText } from './paper/paper-line.ts';
import { readPaper } from './paper/read-paper.ts';
import { readPasted } from './paper/read-pasted.ts';
import { guideSheet } from './question-words.ts';
import { type FileNote, lost, type RawFile } from './raw-question.ts';
import { readBankJson } from './read-bank-json.ts';
import { readXml } from './read-xml.ts';
import { sniffText } from './sniff-text.ts';
import { readQuestionTable } from './table/read-question-table.ts';
import { placePictures, readSheetPictures } from './table/sheet-pictures.ts';

export type QuestionFileOrder = {
  /** The file's own name; its ending says what text may be. */
  name: string;
  /** The old font to convert from, once somebody said so. */
  convert: OldFont | null;
  /** An ISO date in Vietnam. */
  today: string;
  shuffled: boolean;
  /** Questions of a bank that those of the file are compared with. */
  known?: readonly { number: number; text: string }[];
};
type FileProblem = Pick<QuestionProblem, 'reason' | 'line' | 'value'>;
export type Found = { format: QuestionFormat; encoding: string; file: RawFile } | FileProblem;
type Built = {
  format: QuestionFormat;
  encoding: string;
  questions: ReadQuestion[];
  problems: QuestionProblem[];
  media: FoundMedia[];
};
/** With the pictures and sounds of its questions, which are nowhere stored yet. */
export type QuestionFileFound = QuestionFileRead & { media: FoundMedia[] };

const problem = (reason: QuestionProblem['reason'], value = '', line = 0): FileProblem => ({ reason, value, line });

/**
 * Reads a file of questions in whatever format it is. Good questions come in, each problem is reported by its line; nothing is
 * guessed. Runs in a thread. SPEC Q8, W21.
 */
export async function readQuestionFile(file: Uint8Array, order: QuestionFileOrder): Promise<QuestionFileFound> {
  return judgeBuilt(await buildFrom(file, order), order);
}

/**
 * Reads what somebody pasted: text as a file of text is read, or the lines and tables of a document with how they are drawn.
 * Runs in a thread. SPEC Q16, W21.
 */
export async function readPastedQuestions(paste: Paste, order: QuestionFileOrder): Promise<QuestionFileFound> {
  if (paste.kind === 'text') return readQuestionFile(Buffer.from(paste.text), order);
  const read = readPasted(paste.blocks, order.convert);
  if ('problem' in read) return judgeBuilt(problem(read.problem, read.value), order);
  const paper = readPaper(read.blocks);
  const notes = [...read.notes, ...paper.notes];
  const file = { questions: paper.questions, notes };
  return judgeBuilt(build({ format: 'paper', encoding: order.convert ?? 'utf-8', file }), order);
}

function judgeBuilt(built: Built | FileProblem, order: QuestionFileOrder): QuestionFileFound {
  if ('reason' in built) return refusedFile(built);
  const judged = judgeQuestions(built.questions, order);
  const all = [...built.problems, ...judged.problems].sort((a, b) => a.line - b.line);
  const isEmpty = judged.questions.length === 0 && !all.some((each) => each.severity === 'refused');
  const problems = isEmpty ? [problemOfFile(problem('nothing_found')), ...all] : all;
  return {
    format: built.format,
    encoding: built.encoding,
    questions: judged.questions,
    problems: problems.slice(0, limits.questionProblemsMax),
    problemCount: problems.length,
    advice: judged.advice,
    media: built.media.filter(({ item }) => judged.questions.some((each) => each.item === item)),
    ...(order.known ? { near: findNear(judged.questions, order.known) } : {}),
  };
}

/** Which questions one of a bank nearly equals. SPEC Q6. */
function findNear(
  read: readonly ReadQuestion[],
  known: readonly { number: number; text: string }[],
): { item: number; number: number }[] {
  return findDoubles([...known, ...read]).flatMap(({ at, of }) => {
    const [question, near] = [read[at - known.length], known[of]];
    return question && near ? [{ item: question.item, number: near.number }] : [];
  });
}

/** A file of the bank is checked by its own shape; everything else as its reader found it. */
async function buildFrom(file: Uint8Array, order: QuestionFileOrder): Promise<Built | FileProblem> {
  const found = await findQuestions(file, order);
  if ('json' in found) {
    const read = readBankJson(found.json);
    if ('problem' in read) return problem('json_unread', read.problem.slice(0, 200));
    return { format: 'json', encoding: 'utf-8', questions: read.questions, problems: [], media: [] };
  }
  return 'reason' in found ? found : build(found);
}

function build(found: { format: QuestionFormat; encoding: string; file: RawFile }): Built | FileProblem {
  const { questions, notes } = found.file;
  if (questions.length > limits.questionsPerFileMax) return problem('too_many_questions', String(questions.length));
  const built = buildQuestions(questions);
  const { format, encoding } = found;
  return { ...built, format, encoding, problems: [...notes.map(problemOfNote), ...built.problems] };
}

const problemOfNote = ({ line, reason, severity, value = '' }: FileNote): QuestionProblem => ({
  line,
  item: null,
  reason,
  severity,
  value: value.slice(0, 200),
});
const problemOfFile = ({ line, reason, value }: FileProblem): QuestionProblem => ({
  line,
  item: null,
  reason,
  severity: 'refused',
  value,
});

/** What comes of a file that gives nothing. */
export const refusedFile = (why: FileProblem): QuestionFileFound => ({
  format: null,
  encoding: null,
  questions: [],
  problems: [problemOfFile(why)],
  problemCount: 1,
  advice: [],
  media: [],
});

async function findQuestions(file: Uint8Array, order: QuestionFileOrder): Promise<Found | { json: string }> {
  const start = Buffer.from(file.subarray(0, 4)).toString('latin1');
  if (start === 'PK\u0003\u0004') return readZip(file, order);
  if (start === '\u00d0\u00cf\u0011\u00e0')
    return problem(/\.doc$/i.test(order.name) ? 'document_unread' : 'spreadsheet_unread');
  const decoded = decodeProse(file, order.convert);
  if ('problem' in decoded) return problem(decoded.problem, decoded.value);
  const { text, encoding } = decoded;
  const isConverted = encoding !== 'utf-8' && encoding !== 'utf-16';
  const format = sniffText(text, order.name);
  if (format === 'json') return { json: text };
  const found = readText(text, format);
  if ('reason' in found) return found;
  const notes = isConverted ? [{ ...lost('converted', encoding), line: 0 }, ...found.file.notes] : found.file.notes;
  return { format: found.format, encoding, file: { questions: found.file.questions, notes } };
}

function readText(
  text: string,
  format: QuestionFormat | null,
): { format: QuestionFormat; file: RawFile } | FileProblem {
  if (format === 'gift') return { format, file: readGift(text) };
  if (format === 'paper' || format === 'aiken') return { format, file: readPaper(linesOfText(text)) };
  if (format === 'moodle') return readMoodleText(text);
  if (format !== 'table') return problem('format_unknown');
  return readRows(divideText(text));
}

function readMoodleText(text: string): { format: QuestionFormat; file: RawFile } | FileProblem {
  const xml = readXml(text);
  if ('problem' in xml) return problem(xml.problem, xml.value, xml.line);
  const quiz = xml.root.find((each) => each.name === 'quiz');
  return quiz ? { format: 'moodle', file: readMoodle(quiz) } : problem('format_unknown');
}

function readRows(read: TableRead): { format: QuestionFormat; file: RawFile } | FileProblem {
  if ('problem' in read) return problem(read.problem, read.value);
  const file = readQuestionTable(read.rows);
  if (!file) return problem('header_missing');
  const loose = read.looseQuotes.map((line): FileNote => ({ reason: 'quotes_unread', severity: 'refused', line }));
  const sheets = (read.otherSheets ?? [])
    .filter((name) => name !== guideSheet)
    .map((name): FileNote => ({ ...lost('sheet_left_out', name), line: 0 }));
  const formulas = (read.emptyFormulas ?? []).map((line): FileNote => ({ ...lost('formula_without_value'), line }));
  return {
    format: 'table',
    file: { questions: file.questions, notes: [...file.notes, ...loose, ...sheets, ...formulas] },
  };
}

async function readZip(file: Uint8Array, order: QuestionFileOrder): Promise<Found> {
  const names = namesIn(file);
  if (names.includes('word/document.xml')) return readDocument(file, names, order.convert);
  if (!names.includes('xl/workbook.xml')) return problem(names.length === 0 ? 'spreadsheet_unread' : 'format_unknown');
  const found = readRows(await readTable(file, order.convert));
  if ('reason' in found) return found;
  const withPictures = placePictures(found.file, readSheetPictures(file));
  return { format: found.format, file: withPictures, encoding: order.convert ?? 'utf-8' };
}

function readDocument(file: Uint8Array, names: readonly string[], convert: OldFont | null): Found {
  const read = readDocx(file, names, convert);
  if ('problem' in read) return problem(read.problem, read.value);
  const paper = readPaper(read.blocks);
  return {
    format: 'paper',
    encoding: convert ?? 'utf-8',
    file: { questions: paper.questions, notes: [...read.notes, ...paper.notes] },
  };
}

/** None: a broken archive. */
function namesIn(file: Uint8Array): string[] {
  try {
    return listZip(file);
  } catch {
    return []; // the library throws errors of any kind over a file that contradicts itself
  }
}
