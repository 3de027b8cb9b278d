import type { QuestionAdvice, QuestionProblem, ReadQuestion } from '@hoithi/shared/contract/question-file';
import { findDoubles } from '@hoithi/shared/rules/questions/find-doubles';
import { type WarnContext, warnQuestions } from '@hoithi/shared/rules/questions/warn-questions';

type Judged = { questions: ReadQuestion[]; problems: QuestionProblem[]; advice: QuestionAdvice[] };

/** Warnings that are a fault of the question as it stands, rather than advice. */
const faults = new Set<string>(['options_refer', 'options_alike']);

/** Takes out what the file has twice, and lists what is to be looked at. SPEC Q6, Q7. */
export function judgeQuestions(read: readonly ReadQuestion[], context: WarnContext): Judged {
  const doubles = findDoubles(read);
  const lineNumberAt = (at: number) => String(read[at]?.line ?? 0);
  const placeOf = (at: number | null) => ({
    line: at === null ? 0 : (read[at]?.line ?? 0),
    item: at === null ? null : (read[at]?.item ?? null),
  });
  const problems = doubles.map(({ at, of, how }): QuestionProblem => {
    const same = how === 'same';
    const [reason, severity] = same ? (['double', 'refused'] as const) : (['nearly_double', 'warned'] as const);
    return { ...placeOf(at), reason, severity, value: lineNumberAt(of) };
  });
  const twice = new Set(doubles.filter((each) => each.how === 'same').map((each) => each.at));
  const kept = read.flatMap((question, at) => (twice.has(at) ? [] : [{ question, at }]));
  const warnings = warnQuestions(
    kept.map((each) => each.question),
    context,
  ).map((warning) => ({ ...placeOf(warning.at === null ? null : (kept[warning.at]?.at ?? null)), ...warning }));
  for (const { line, item, reason, value } of warnings)
    if (reason === 'options_refer' || reason === 'options_alike')
      problems.push({ line, item, reason, severity: 'warned', value: value.slice(0, 200) });
  const advice = warnings
    .filter((each) => !faults.has(each.reason))
    .map(({ line, item, reason, value }) => ({ line, item, reason, value: value.slice(0, 200) }));
  return { questions: kept.map((each) => each.question), problems, advice };
}
