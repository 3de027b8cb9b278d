import { seededRandom, shuffled } from '../random.ts';

/** The options of one question in this person's order. Source: SPEC A1. */
export function optionOrder(
  seed: string,
  questionId: string,
  optionIds: readonly string[],
  shuffle: boolean,
): string[] {
  return shuffle ? shuffled(optionIds, seededRandom(`${seed}/options/${questionId}`)) : [...optionIds];
}
