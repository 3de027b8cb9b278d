import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { type Audience, audiences } from '@hoithi/shared/contract/rules';
import { foldText } from '@hoithi/shared/rules/fold';
import { audienceWords, difficultyWords } from './question-words.ts';

/** What stands beside a question, as people write it. `null`, or `undefined` where null is a value: it means nothing known. */

export function readDifficulty(text: string): QuestionDraft['difficulty'] {
  const folded = foldText(text.replace(/^mức(?: độ)?\s*/iu, ''));
  const at = difficultyWords.findIndex((words, index) =>
    [String(index + 1), ...words].some((word) => foldText(word) === folded),
  );
  const levels = [1, 2, 3, 4] as const;
  return levels[at] ?? null;
}

/** Several, divided by `;`, `,`, `/` or a line break. "Cán bộ, công chức, viên chức" is one. */
export function readAudiences(text: string): { known: Audience[]; unknown: string[] } {
  const known = new Set<Audience>();
  const unknown: string[] = [];
  for (const part of text.split(/[;\n/]/u).flatMap(divideByCommas)) {
    const found = audienceOf(part);
    if (found) known.add(found);
    else if (foldText(part) !== '' && !/^(?:tat ca|moi doi tuong|moi nguoi|all)$/.test(foldText(part)))
      unknown.push(part.trim());
  }
  return { known: [...known], unknown };
}
const divideByCommas = (part: string): string[] => (audienceOf(part) ? [part] : part.split(','));
const audienceOf = (text: string): Audience | undefined =>
  audiences.find((each) => [each, ...audienceWords[each]].some((word) => foldText(word) === foldText(text)));

/** A day as 31/12/2026, 31-12-2026 or 2026-12-31. undefined: no day. */
export function readDay(text: string): string | null | undefined {
  const trimmed = text.trim().replace(/^ngày\s+/iu, '');
  if (trimmed === '') return null;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const vi = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(trimmed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : vi ? [vi[3], vi[2], vi[1]] : [];
  const text8601 = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const date = new Date(`${text8601}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text8601 ? undefined : text8601;
}

/** "20", "20 ", "20 giây", "20s". undefined: no number of seconds. */
export function readSeconds(text: string): number | null | undefined {
  const folded = text.trim();
  if (folded === '') return null;
  const digits = /^(\d{1,4})\s*(?:giây|s|sec|secs|seconds)?$/iu.exec(folded)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
