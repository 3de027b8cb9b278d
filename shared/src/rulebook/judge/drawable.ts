import type { QuestionKind } from '../../contract/question.ts';
import { type OpenRound, partOf } from './expand-rounds.ts';

/** What a draw needs to know of a question; never its key. */
export type BankEntry = {
  questionId: string;
  topic: string;
  practice?: boolean | undefined;
  /** None: one right option. */
  kind?: QuestionKind;
};

/** Whether the round asks questions of this kind. Source: SPEC Q5. */
export const isOfKind = (round: OpenRound, { kind = 'one' }: Pick<BankEntry, 'kind'>): boolean =>
  partOf(round, 'quiz')?.kinds.includes(kind) ?? false;

/** Marked for practice, where the round has practice. A question of a fixed paper counts, whatever its mark. Source: SPEC A10a. */
const isForPractice = (round: OpenRound, entry: BankEntry): boolean =>
  round.practice !== undefined && entry.practice === true && !fixedOf(round).includes(entry.questionId);

const fixedOf = (round: OpenRound): string[] =>
  (partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) => (draw.kind === 'fixed' ? draw.questionIds : []));

/** The questions that an attempt of a round that counts can draw, whoever takes it. Source: SPEC A10a, Q4. */
export function listDrawable(round: OpenRound, bank: readonly BankEntry[]): ReadonlySet<string> {
  const topics = new Set(
    (partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) => (draw.kind === 'bank' ? draw.topics : [])),
  );
  const drawn = bank.filter(
    (entry) => topics.has(entry.topic) && isOfKind(round, entry) && !isForPractice(round, entry),
  );
  return new Set([...fixedOf(round), ...drawn.map(({ questionId }) => questionId)]);
}

/** The questions of a round that practice draws from: none, where it has no practice. Source: SPEC A10a. */
export const listForPractice = <T extends BankEntry>(round: OpenRound, bank: readonly T[]): readonly T[] =>
  bank.filter(
    (entry) => round.practice?.topics.includes(entry.topic) && isOfKind(round, entry) && isForPractice(round, entry),
  );
