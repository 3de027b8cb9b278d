import { limits } from '@hoithi/shared/contract/limits';
import type { BankQuestion } from '@hoithi/shared/contract/question-bank';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { ShowFile, type ShowQuestion } from '@hoithi/shared/contract/show-file';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { checkShow } from '@hoithi/shared/rules/show/check-show';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { z } from 'zod';

/** The contest a show is of. */
type ShowContest = { contestId: string; bank: ReadonlyMap<string, BankQuestion> };
type Place = { line: number | null; place: string; reason: string };
const problemsMax = 20;
const inVietnamese = z.locales.vi().localeError;

/**
 * Reads a show file whole, or lists what is wrong with it: line, place and reason, at most twenty.
 *
 * Units    text: JSON, at most `limits.showFileBytesMax` bytes; line 1-based, null where the file has no such place.
 * Refuses  show_file_invalid.
 * Source   SPEC H1, Q2.
 */
export function readShowFile(text: string, bank: ReadonlyMap<string, BankQuestion>): Result<ShowFile> {
  const refused = (problems: Place[]) =>
    refuse({ code: 'show_file_invalid', problems: problems.slice(0, problemsMax) });
  if (Buffer.byteLength(text) > limits.showFileBytesMax)
    return refused([{ line: null, place: '', reason: `Tệp lớn hơn ${limits.showFileBytesMax / 1_048_576} MB.` }]);

  const source = text.replace(/^\uFEFF/, '');
  const tooDeepAt = findTooDeep(source);
  if (tooDeepAt !== null)
    return refused([{ line: lineAt(source, tooDeepAt), place: '', reason: `Lồng quá ${depthMax} cấp.` }]);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: false, disallowComments: true });
  if (!tree || errors.length > 0) {
    const broken = errors.map(({ error, offset }) => ({
      line: lineAt(source, offset),
      place: '',
      reason: `Sai cú pháp JSON: ${printParseErrorCode(error)}.`,
    }));
    return refused(broken.length > 0 ? broken : [{ line: null, place: '', reason: 'Tệp không có nội dung.' }]);
  }
  const locate = (path: readonly PropertyKey[]) => lineOfPath(source, tree, path);
  const parsed = ShowFile.safeParse(JSON.parse(source), { error: inVietnamese });
  if (!parsed.success) {
    return refused(
      parsed.error.issues
        .flatMap(spread)
        .map(({ path, reason }) => ({ line: locate(path), place: placeOf(path), reason })),
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

type Problem = { path: PropertyKey[]; reason: string };

/** Of a choice between shapes, the problems of the shape that came nearest. */
function spread(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return [{ path: issue.path, reason: reasonOf(issue) }];
  const nearest = issue.errors.reduce((best, each) => (each.length < best.length ? each : best));
  return nearest.map((each) => ({ path: [...issue.path, ...each.path], reason: reasonOf(each) }));
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.path.at(-1) === 'picture' && (issue.code === 'too_big' || issue.code === 'invalid_format'))
    return 'Ảnh phải là PNG, JPEG hoặc WebP dạng data:image/...;base64 và không quá 2 MB.';
  return issue.message;
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
    const right = question?.right[0];
    if (!question || right === undefined) throw new Error('the question is in the bank');
    return {
      id: question.id,
      text: question.text,
      options: shuffled(question.options, seededRandom(`${contest.contestId}:${file.id}:${question.id}`)),
      right,
      explanation: question.explanation.slice(0, 600),
      source: question.source.slice(0, 300),
    };
  };
  return {
    ...file,
    cues: file.cues.map((cue) =>
      'question' in cue && 'bank' in cue.question ? { ...cue, question: fromBank(cue.question.bank) } : cue,
    ),
  };
}
