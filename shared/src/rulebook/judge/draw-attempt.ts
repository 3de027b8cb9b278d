import { accept, type Result, refuse } from '../../contract/result.ts';
import { seededRandom, shuffled } from '../../rules/random.ts';
import { drawPaper, type PoolQuestion, type Taker } from './draw-paper.ts';
import { isOfKind, listForPractice } from './drawable.ts';
import { type OpenRound, partOf } from './expand-rounds.ts';

type Questions = readonly (PoolQuestion & { practice?: boolean | undefined })[];
export type DrawOrder = {
  bank: Questions; // in its frozen order [Q3]
  practice: boolean;
  taker: Taker;
  /** Whether the person is in a population. */
  isIn: (population: string) => boolean;
  seed: string;
};

/**
 * The questions of one attempt in the order they are asked: those of the first paper whose population the person is in, or of
 * practice. The same input draws the same questions.
 *
 * Refuses  bank_too_small; practice_off, where no question is marked; not_admitted, where no paper is for this person.
 * Source   SPEC A1, A10a, M7.
 */
export function drawAttempt(round: OpenRound, { bank: all, practice, taker, isIn, seed }: DrawOrder): Result<string[]> {
  const quiz = partOf(round, 'quiz');
  const paper = quiz?.papers.find((each) => isIn(each.for));
  if (!quiz || !paper) return refuse({ code: 'not_admitted', round: round.label });
  const random = seededRandom(`${seed}/questions`);
  const bank = all.filter((entry) => isOfKind(round, entry));
  const forPractice = new Set(listForPractice(round, bank).map(({ questionId }) => questionId));
  if (practice && forPractice.size === 0) return refuse({ code: 'practice_off' });
  const drawn = practice
    ? accept(shuffled([...forPractice], random).slice(0, paper.count))
    : drawPaper(
        paper,
        bank.filter(({ questionId }) => !forPractice.has(questionId)),
        taker,
        seed,
      );
  if (!drawn.ok) return drawn;
  if (quiz.shuffle) return accept(shuffled(drawn.value, random));
  if (!practice && paper.draw.kind === 'fixed') return drawn;
  const taken = new Set(drawn.value);
  return accept(bank.map(({ questionId }) => questionId).filter((id) => taken.has(id)));
}
