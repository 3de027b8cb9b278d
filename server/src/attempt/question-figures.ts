import type { QuestionDay, QuestionFigures } from '@hoithi/shared/contract/question-figures';
import { discriminate } from '@hoithi/shared/rules/questions/discriminate';
import { judgeDrift } from '@hoithi/shared/rules/questions/judge-drift';
import { readGiven } from '@hoithi/shared/rules/questions/read-given';
import { scoreItem } from '@hoithi/shared/rules/questions/score-item';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { givenOf } from './answers-sql.ts';
import { countGiven, countShown, type GivenRow, readOneSnapshot } from './question-figures-sql.ts';

const wholePoint = { perQuestion: 1, several: 'all-or-nothing' } as const;

/** How often each question was seen and solved, day by day, in the rounds of a contest that have begun. SPEC Q26. */
export async function readQuestionFigures({ db }: Pick<App, 'db'>, contest: CachedContest): Promise<QuestionFigures[]> {
  const [shown, given] = await db.transaction(async (tx) => {
    await readOneSnapshot(tx);
    const roundIds = contest.rounds.map(({ roundId }) => roundId);
    return [await countShown(tx, roundIds), await countGiven(tx, roundIds)] as const;
  });
  const right = new Map<string, number>();
  const sumOfRight = new Map<string, number>();
  const sums = new Map<string, { sum: number; squares: number }>();
  for (const { question_id: id, sum, squares } of shown) {
    const own = sums.get(id) ?? { sum: 0, squares: 0 };
    sums.set(id, { sum: own.sum + sum, squares: own.squares + squares });
  }
  const keyOf = (questionId: string, day: string) => `${questionId} ${day}`;
  for (const row of given) {
    if (!isRight(contest, row)) continue;
    const key = keyOf(row.question_id, row.day);
    right.set(key, (right.get(key) ?? 0) + row.attempts);
    sumOfRight.set(row.question_id, (sumOfRight.get(row.question_id) ?? 0) + row.sum);
  }
  const byQuestion = new Map<string, QuestionDay[]>();
  const all = new Map<string, QuestionDay>();
  for (const { question_id: id, day, shown: count } of shown) {
    const own = { day, shown: count, right: right.get(keyOf(id, day)) ?? 0 };
    byQuestion.set(id, [...(byQuestion.get(id) ?? []), own]);
    const sum = all.get(day) ?? { day, shown: 0, right: 0 };
    all.set(day, { day, shown: sum.shown + own.shown, right: sum.right + own.right });
  }
  const topics = new Map(contest.bankEntries.map(({ questionId, topic }) => [questionId, topic]));
  const counts = ([questionId, days]: [string, QuestionDay[]]) => ({
    ...{ questionId, days },
    shown: days.reduce((sum, each) => sum + each.shown, 0),
    right: days.reduce((sum, each) => sum + each.right, 0),
  });
  const options = chosenOptions(contest, given);
  return [...byQuestion].map(counts).map(({ questionId, days, ...counted }) => ({
    ...{ questionId, text: contest.bank.get(questionId)?.text ?? '', topic: topics.get(questionId) ?? '' },
    ...{ ...counted, days },
    discrimination: discriminate({
      ...{ ...counted, sum: 0, squares: 0, ...sums.get(questionId) },
      sumOfRight: sumOfRight.get(questionId) ?? 0,
    }),
    ...(options.get(questionId) ?? { options: [], answered: 0 }),
    drift: judgeDrift(
      days,
      [...all.values()].sort((one, other) => (one.day < other.day ? -1 : 1)),
    ),
  }));
}

/** How often each option of each question was chosen. */
function chosenOptions(
  { bank }: CachedContest,
  given: readonly GivenRow[],
): ReadonlyMap<string, Pick<QuestionFigures, 'options' | 'answered'>> {
  const chosen = new Map<string, { answered: number; by: Map<string, number> }>();
  for (const { question_id: id, option_ids, attempts } of given) {
    const own = chosen.get(id) ?? { answered: 0, by: new Map<string, number>() };
    own.answered += attempts;
    for (const option of option_ids) own.by.set(option, (own.by.get(option) ?? 0) + attempts);
    chosen.set(id, own);
  }
  return new Map(
    [...chosen].map(([id, { answered, by }]) => {
      const item = bank.get(id);
      const right = new Set<string>(item && 'right' in item ? item.right : []);
      const options = item && 'options' in item && 'right' in item ? item.options : [];
      const view = options.map((each) => ({
        ...{ text: each.text, right: right.has(each.id), chosen: by.get(each.id) ?? 0 },
      }));
      return [id, { options: view, answered }];
    }),
  );
}

function isRight({ bank }: CachedContest, row: GivenRow): boolean {
  const item = bank.get(row.question_id);
  const response = item && readGiven(item, givenOf(row));
  return Boolean(item && response && scoreItem(item, response, wholePoint).exact);
}
