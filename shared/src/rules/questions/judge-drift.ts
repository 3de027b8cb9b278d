import type { QuestionDay } from '../../contract/question-figures.ts';

const shownMin = 30;
const riseMin = 0.15;
const deviationsMin = 3;

type Half = { shown: number; right: number };
const rateOf = ({ shown, right }: Half): number => (shown === 0 ? 0 : right / shown);

/**
 * Whether a question was solved much more often in the later days than in the earlier ones: by 15 points in a hundred and three
 * standard errors more than all questions together rose, with at least 30 attempts on either side. People get better and later
 * ones may be others; an answer that spread lifts its own question alone.
 *
 * Units   days in order; `all`: the same of all questions. Answers the rates before and after, or null.
 * Source  SPEC Q26.
 */
export function judgeDrift(
  days: readonly QuestionDay[],
  all: readonly QuestionDay[],
): { before: number; after: number } | null {
  const total = days.reduce((sum, { shown }) => sum + shown, 0);
  let passed = 0;
  for (const [at, { shown }] of days.entries()) {
    if (at > 0 && passed >= total / 2) break;
    passed += shown;
    const next = days[at + 1]?.day;
    if (next === undefined) return null;
    if (passed < total / 2) continue;
    const [before, after] = [halfOf(days, (day) => day < next), halfOf(days, (day) => day >= next)];
    if (before.shown < shownMin || after.shown < shownMin) return null;
    const general = rateOf(halfOf(all, (day) => day >= next)) - rateOf(halfOf(all, (day) => day < next));
    const rise = rateOf(after) - rateOf(before) - general;
    const pooled = rateOf({ shown: total, right: before.right + after.right });
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.shown + 1 / after.shown));
    return rise >= riseMin && rise >= deviationsMin * error ? { before: rateOf(before), after: rateOf(after) } : null;
  }
  return null;
}

function halfOf(days: readonly QuestionDay[], isIn: (day: string) => boolean): Half {
  const own = days.filter(({ day }) => isIn(day));
  return {
    shown: own.reduce((sum, each) => sum + each.shown, 0),
    right: own.reduce((sum, each) => sum + each.right, 0),
  };
}
