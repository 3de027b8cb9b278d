import { limits } from '@hoithi/shared/contract/limits';
import type { Question } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { ShowFile, ShowQuestion } from '@hoithi/shared/contract/show-file';
import type { LocalText } from '@hoithi/shared/contract/text';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { checkShow, forShow } from '@hoithi/shared/rules/show/check-show';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import { wordsOfIssue } from './show-file-words.ts';

/** The contest a show is of. */
type ShowContest = { contestId: string; bank: ReadonlyMap<string, Question> };
type Place = { line: number | null; place: string; reason: LocalText };
const problemsMax = 20;

/**
 * Reads a show file whole, or lists what is wrong with it: line, place and reason, at most twenty.
 *
 * Units    text: JSON, at most `limits.showFileBytesMax` bytes; line 1-based, null where the file has no such place.
 * Refuses  show_file_invalid.
 * Source   SPEC H1, Q2.
 */
export function readShowFile(text: string, bank: ReadonlyMap<string, Question>): Result<ShowFile> {
  const refused = (problems: Place[]) =>
    refuse({ code: 'show_file_invalid', problems: problems.slice(0, problemsMax) });
  if (Buffer.byteLength(text) > limits.showFileBytesMax) return refused([{ line: null, place: '', reason: tooLarge }]);

  const source = text.replace(/^\uFEFF/, '');
  const tooDeepAt = findTooDeep(source);
  if (tooDeepAt !== null) return refused([{ line: lineAt(source, tooDeepAt), place: '', reason: tooDeep }]);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: false, disallowComments: true });
  if (!tree || errors.length > 0) {
    const broken = errors.map(({ error, offset }) => ({
      line: lineAt(source, offset),
      place: '',
      reason: {
        vi: `Sai cú pháp JSON: ${printParseErrorCode(error)}. Hãy xem dấu phẩy, ngoặc và ngoặc kép ở dòng này và dòng trên.`,
        en: `Not JSON: ${printParseErrorCode(error)}. Look at the commas, brackets and quotation marks of this line and the one before.`,
      },
    }));
    return refused(broken.length > 0 ? broken : [{ line: null, place: '', reason: empty }]);
  }
  const locate = (path: readonly PropertyKey[]) => lineOfPath(source, tree, path);
  const written: unknown = JSON.parse(source);
  const parsed = ShowFile.safeParse(written);
  if (!parsed.success) {
    return refused(
      parsed.error.issues
        .flatMap((issue) => spread(issue, written))
        .map(({ path, issue }) => ({
          line: locate(path),
          place: placeOf(path),
          reason: wordsOfIssue(path, issue, valueAt(written, path)),
        })),
    );
  }
  const problems = checkShow(parsed.data, bank);
  if (problems.length === 0) return accept(parsed.data);
  return refused(problems.map(({ path, reason }) => ({ line: locate(path), place: placeOf(path), reason })));
}

/** A show as it is loaded: a whole file, with the questions that it takes from the contest's bank. SPEC H1. */
export function makeShow(contest: ShowContest, text: string): Result<ShowFile> {
  const read = readShowFile(text, contest.bank);
  return read.ok ? accept(withQuestions(read.value, contest)) : read;
}

const depthMax = 30;

/** Where lists and objects are nested deeper than a show is, so that no parser runs out of stack; null: nowhere. SPEC W21. */
function findTooDeep(source: string): number | null {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (inText) {
      if (char === '\\') at += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '[' || char === '{') {
      depth += 1;
      if (depth > depthMax) return at;
    } else if (char === ']' || char === '}') depth -= 1;
  }
  return null;
}

const tooLarge: LocalText = {
  vi: `Tệp lớn hơn ${limits.showFileBytesMax / 1_048_576} MB.`,
  en: `The file is larger than ${limits.showFileBytesMax / 1_048_576} MB.`,
};
const empty: LocalText = { vi: 'Tệp không có nội dung.', en: 'The file is empty.' };
const tooDeep: LocalText = { vi: `Lồng quá ${depthMax} cấp.`, en: `Nested deeper than ${depthMax} levels.` };

type Problem = { path: PropertyKey[]; issue: z.core.$ZodIssue };

/** Of the two ways to write a question, the problems of the one that was meant; where neither was, one for the whole. */
export function spread(issue: z.core.$ZodIssue, written: unknown): Problem[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path: issue.path, issue }];
  const value = valueAt(written, issue.path);
  const has = (key: string) => value !== null && typeof value === 'object' && key in value;
  const [inFile = [], inBank = []] = issue.errors;
  if (!has('bank') && !['id', 'text', 'options', 'right', 'value', 'accepted'].some(has))
    return [{ path: issue.path, issue }];
  return (has('bank') ? inBank : inFile).map((each) => ({ path: [...issue.path, ...each.path], issue: each }));
}

/** What stands at a path of the file; undefined: nothing. */
export function valueAt(written: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value !== null && typeof value === 'object' ? Reflect.get(value, part) : undefined),
    written,
  );
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** The line of a path; of a missing part, the line of what should contain it. */
function lineOfPath(text: string, tree: Node, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[]);
    if (node) return lineAt(text, node.offset);
  }
  return lineAt(text, tree.offset);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Copies questions of the bank in, so that the show is complete; their options get an order drawn for it. */
function withQuestions(file: ShowFile, contest: ShowContest): ShowFile {
  const fromBank = (bankId: string): ShowQuestion => {
    const question = contest.bank.get(bankId);
    if (!question) throw new Error('the question is in the bank');
    const shown = ShowQuestion.parse(forShow(question));
    if (!shown.options || shown.kind === 'true-false') return shown;
    const drawn = shuffled(shown.options, seededRandom(`${contest.contestId}:${file.id}:${question.id}`));
    return { ...shown, options: drawn };
  };
  return {
    ...file,
    cues: file.cues.map((cue) =>
      'question' in cue && 'bank' in cue.question ? { ...cue, question: fromBank(cue.question.bank) } : cue,
    ),
  };
}
