import { levelOf, Question, type QuestionKind, questionOfBank } from '@hoithi/shared/contract/question';
import { BankQuestion } from '@hoithi/shared/contract/question-bank';
import type { QuestionRow } from './contests-sql.ts';

type Stored = Omit<QuestionRow, 'contest_id'>;

/** A question as a contest froze it. `level`: its difficulty, as rulebooks name it. */
export type FrozenQuestion = Question & { level: string | null };

/** What a draw needs to know of a frozen question; never its key. */
export type FrozenEntry = {
  questionId: string;
  topic: string;
  level: string | null;
  audiences: readonly string[];
  practice: boolean;
  kind: QuestionKind;
  /** The same for every version of a question. */
  origin: string;
  /** Drawn by rounds that are not sealed yet. */
  isCurrent: boolean;
};

/**
 * The questions that a contest froze, by id. One from before there were kinds is read as the kind that it was asked as: where a
 * contest took several right options, every question of it did.
 *
 * Source  SPEC Q3, Q5.
 */
export function readFrozenQuestions(
  rows: readonly Stored[],
  askedSeveral: boolean,
): ReadonlyMap<string, FrozenQuestion> {
  const before = rows.flatMap(({ body }) => (isOfKind(body) ? [] : [BankQuestion.parse(body)]));
  const several = askedSeveral || before.some(({ right }) => right.length > 1);
  return new Map(
    rows.map(({ question_id: id, body }) => [
      id,
      isOfKind(body) ? levelled(Question.parse(body)) : upgraded(BankQuestion.parse(body), several),
    ]),
  );
}

const levelled = (question: Question): FrozenQuestion => ({ ...question, level: levelOf(question.difficulty) });
const upgraded = (stored: BankQuestion, several: boolean): FrozenQuestion => ({
  ...questionOfBank(stored, null, several),
  level: stored.level ?? null,
});

export const entriesOf = (
  rows: readonly Stored[],
  questions: ReadonlyMap<string, FrozenQuestion>,
): readonly FrozenEntry[] =>
  rows.map(({ question_id: questionId, topic, bank_question_id, is_current: isCurrent }) => {
    const question = questions.get(questionId);
    return {
      questionId,
      topic,
      level: question?.level ?? null,
      audiences: question?.audiences ?? [],
      practice: question?.practiceOnly ?? false,
      kind: question?.kind ?? 'one',
      origin: bank_question_id ?? questionId,
      isCurrent,
    };
  });

const isOfKind = (body: unknown): boolean => typeof body === 'object' && body !== null && 'kind' in body;
