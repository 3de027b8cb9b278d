import type { ShowDraftContent, ShowDraftProblem } from '@hoithi/shared/contract/show-drafts';
import { ShowFile } from '@hoithi/shared/contract/show-file';
import type { LocalText } from '@hoithi/shared/contract/text';
import { checkShow } from '@hoithi/shared/rules/show/check-show';
import type { z } from 'zod';
import { spread, valueAt } from './read-show-file.ts';
import { wordsOfIssue } from './show-file-words.ts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

const problemsMax = 200;

/**
 * A draft as a show: the file itself where it is whole, else what keeps it from being one, each at its place.
 *
 * Source   SPEC H1, H47.
 */
export function checkShowDraft(
  content: ShowDraftContent,
  { slug, bilingual }: { slug: string; bilingual: boolean },
): { file: ShowFile | null; problems: ShowDraftProblem[] } {
  const written = writtenAs(content, slug, bilingual);
  const parsed = ShowFile.safeParse(written);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .flatMap((issue) => spread(issue, written))
      .map(({ path, issue }) => ({ path: pathOf(path), words: wordsAt(path, issue, valueAt(written, path)) }));
    return { file: null, problems: withoutRepeats(problems).slice(0, problemsMax) };
  }
  const problems = checkShow(parsed.data, new Map()).map(({ path, reason }) => ({ path, words: reason }));
  return { file: problems.length === 0 ? parsed.data : null, problems };
}

/**
 * What a draft says as a file says it: a field that was left empty is left out, and where the contest has one language its
 * words stand in both places.
 */
export function writtenAs(content: ShowDraftContent, slug: string, bilingual: boolean): Fields {
  const { title, rules, plan, cues } = tidy(content, bilingual) as Fields;
  const listed = Array.isArray(cues) ? cues.map((cue) => (isFields(cue) ? without(cue, 'id') : cue)) : cues;
  return { format: 'hoithi-show-1', id: slug, title, rules, ...(plan ? { plan } : {}), cues: listed };
}

const without = (fields: Fields, key: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([each]) => each !== key));

function tidy(value: unknown, bilingual: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => tidy(each, bilingual));
  if (!isFields(value)) return value;
  if ('vi' in value && 'en' in value) {
    if (isBlank(value.vi) && isBlank(value.en)) return null;
    return bilingual || !isBlank(value.en) ? value : { ...value, en: value.vi };
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !(left.has(key) && (each === null || each === '')))
      .map(([key, each]) => [key, tidy(each, bilingual)]),
  );
}

/** Fields that a file has or has not: empty is the same as absent. */
const left = new Set(['notes', 'who', 'bed', 'minutes', 'startsAt', 'picture', 'pictureAlt', 'plan', 'english']);

const pathOf = (path: readonly PropertyKey[]): ShowDraftProblem['path'] =>
  path.map((part) => (typeof part === 'number' ? part : String(part)));

const empty: LocalText = { vi: 'Chưa điền.', en: 'Still empty.' };
const noQuestion: LocalText = { vi: 'Chưa chọn câu hỏi.', en: 'No question is chosen.' };

/** For somebody before a form, who has never seen the file. */
function wordsAt(path: readonly PropertyKey[], issue: z.core.$ZodIssue, value: unknown): LocalText {
  if (path.at(-1) === 'question') return noQuestion;
  if (value === undefined || value === null || value === '') return empty;
  if (isFields(value) && Object.keys(value).length === 0) return empty;
  if (issue.code === 'too_big' && typeof value === 'string')
    return {
      vi: `Dài quá: tối đa ${issue.maximum} ký tự, hiện có ${value.length}.`,
      en: `Too long: at most ${issue.maximum} characters, it has ${value.length}.`,
    };
  return wordsOfIssue([...path], issue, value);
}

/** One a place. */
function withoutRepeats(problems: readonly ShowDraftProblem[]): ShowDraftProblem[] {
  return [...new Map(problems.map((problem) => [problem.path.join('.'), problem])).values()];
}
