import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { OwnAnswer } from './own-record.ts';

/** What of the leaf this device can say by itself; the rest (pseudonym, seals, hand-outs, conditions) it takes as it was shown. */
export type OwnFacts = {
  receipt: Pick<
    AttemptReceipt,
    'attemptId' | 'ordinal' | 'practice' | 'submittedAtMs' | 'submittedBy' | 'questionCount' | 'predicts' | 'prediction'
  >;
  /** The receipt came to this very device with the submission: a later view may have the prediction of a later attempt. */
  isOwn: boolean;
  answers: readonly OwnAnswer[];
};
export const leafParts = ['form', 'attempt', 'submittedAt', 'questions', 'answers', 'prediction'] as const;
export type LeafPart = (typeof leafParts)[number];

type ShownAnswer = [number, number, string[], string | null, number, number, number | null, number];
type Shown = Record<string, unknown> & { questions: string[]; answers: ShownAnswer[] };

function readShown(leaf: string): Shown | null {
  try {
    const shown = JSON.parse(leaf) as Shown;
    const isWhole = shown.kind === 'submission' && Array.isArray(shown.questions) && Array.isArray(shown.answers);
    return isWhole && canonicalJson(shown) === leaf ? shown : null;
  } catch {
    return null;
  }
}

/**
 * Builds the leaf from what this device knows by itself, and compares it with the one that is hashed. Answers from another
 * device are only counted: this one cannot judge them.
 *
 * Source  SPEC Z9; docs/proof.md, part 4.
 */
export function compareLeaf(leaf: string, own: OwnFacts): { differs: LeafPart[]; answers: number; elsewhere: number } {
  const shown = readShown(leaf);
  if (!shown) return { differs: ['form'], answers: 0, elsewhere: 0 };
  const { receipt } = own;
  const answers = buildAnswers(shown, own.answers);
  const built = {
    ...shown,
    ...{ attempt: receipt.attemptId, ordinal: receipt.ordinal, practice: receipt.practice },
    ...{ at: receipt.submittedAtMs, by: receipt.submittedBy, answers },
    prediction: own.isOwn && receipt.predicts ? receipt.prediction : shown.prediction,
  };
  const differs: LeafPart[] = [];
  const isSame = (...names: (keyof typeof built)[]) =>
    names.every((name) => canonicalJson(built[name] ?? null) === canonicalJson(shown[name as string] ?? null));
  if (!isSame('attempt', 'ordinal', 'practice')) differs.push('attempt');
  if (!isSame('at', 'by')) differs.push('submittedAt');
  if (shown.questions.length !== receipt.questionCount) differs.push('questions');
  if (!isSame('answers')) differs.push('answers');
  if (!isSame('prediction')) differs.push('prediction');
  return { differs, answers: own.answers.length, elsewhere: Math.max(0, shown.answers.length - own.answers.length) };
}

/** The answers of the leaf with the own ones in their places. Positions count from 1, changes of a question from 0. */
function buildAnswers({ questions, answers }: Shown, own: readonly OwnAnswer[]): unknown[] {
  const left = [...own];
  const built: unknown[] = answers.map((shown) => {
    const questionId = questions[shown[0] - 1];
    const at = left.findIndex((each) => each.questionId === questionId && each.arrivedAtMs === shown[4]);
    const [found] = at === -1 ? [] : left.splice(at, 1);
    if (!found) return shown; // of another device, or changed: then an own one is left over
    return [shown[0], shown[1], found.optionIds, found.typed, found.arrivedAtMs, shown[5], shown[6], found.creditMs];
  });
  return [...built, ...left.map((missing) => ({ missing }))];
}
