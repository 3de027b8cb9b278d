import { accept, type Result, refuse } from '../contract/result.ts';
import type { Audience, Rules } from '../contract/rules.ts';
import { assert } from './assert.ts';
import { seededRandom, shuffled } from './random.ts';

/** What a draw needs to know of a question; never its key. The bank stands in its frozen order [Q3]. */
export type BankEntry = { questionId: string; topic: string; audiences: readonly Audience[] };

export type DrawInput = {
  rules: Rules;
  round: { ordinal: number; topics: string[] | null };
  bank: readonly BankEntry[];
  audience: Audience | null;
  seed: string;
};

/**
 * The questions of one attempt in the order they are asked. The same input draws the same questions.
 *
 * A fixed set is the round's own list. From banks, each topic named in `perTopic` gives its number and the rest comes
 * evenly from all topics of the round; a topic that runs short leaves its part to the others. By audience, questions
 * marked for others alone are not drawn; a person whose audience is not known may get any.
 *
 * Refuses  bank_too_small, with the size of the pool that fell short.
 * Source   SPEC A1, R6.
 */
export function drawQuestions(input: DrawInput): Result<string[]> {
  const { rules, round, bank, seed } = input;
  const random = seededRandom(`${seed}/questions`);
  const drawn =
    rules.questions.draw.kind === 'fixed'
      ? takeFixed(rules.questions.draw.questionIdsByRound[round.ordinal - 1] ?? [], bank, rules.questions.count)
      : takeFromBank(input, random);
  if (!drawn.ok) return drawn;
  return accept(rules.questions.shuffle ? shuffled(drawn.value, random) : drawn.value);
}

/** The options of one question in this person's order. Source: SPEC A1. */
export function optionOrder(
  seed: string,
  questionId: string,
  optionIds: readonly string[],
  shuffle: boolean,
): string[] {
  return shuffle ? shuffled(optionIds, seededRandom(`${seed}/options/${questionId}`)) : [...optionIds];
}

function takeFixed(wanted: readonly string[], bank: readonly BankEntry[], need: number): Result<string[]> {
  const known = new Set(bank.map((entry) => entry.questionId));
  const have = wanted.filter((id) => known.has(id));
  return have.length < need ? refuse({ code: 'bank_too_small', have: have.length, need }) : accept(have.slice(0, need));
}

function takeFromBank(input: DrawInput, random: () => number): Result<string[]> {
  const { rules, round, bank } = input;
  const { count, draw } = rules.questions;
  assert(draw.kind === 'bank', 'a draw from banks needs the rules of one');
  const piles = pileByTopic(round.topics ?? rules.questions.topics, fitting(input, draw.byAudience), random);
  const have = [...piles.values()].reduce((sum, pile) => sum + pile.length, 0);
  if (have < count) return refuse({ code: 'bank_too_small', have, need: count });
  const taken = new Set<string>();
  for (const { topic, count: need } of draw.perTopic) {
    const pile = piles.get(topic);
    if (pile === undefined) continue; // not a topic of this round
    if (pile.length < need) return refuse({ code: 'bank_too_small', have: pile.length, need });
    for (const id of pile.splice(0, need)) taken.add(id);
  }
  assert(taken.size <= count, 'the topics give no more questions than are asked');
  takeEvenly(piles, count - taken.size, taken, random);
  return accept(bank.filter((entry) => taken.has(entry.questionId)).map((entry) => entry.questionId));
}

function fitting({ bank, audience }: DrawInput, byAudience: boolean): readonly BankEntry[] {
  return byAudience && audience !== null ? bank.filter((entry) => entry.audiences.includes(audience)) : bank;
}

function pileByTopic(
  topics: readonly string[],
  bank: readonly BankEntry[],
  random: () => number,
): Map<string, string[]> {
  const piles = new Map<string, string[]>(topics.map((topic) => [topic, []]));
  for (const entry of bank) piles.get(entry.topic)?.push(entry.questionId);
  for (const [topic, pile] of piles) piles.set(topic, shuffled(pile, random));
  return piles;
}

/** One from each topic in turn; chance alone decides which topics give one more than the others. */
function takeEvenly(
  piles: ReadonlyMap<string, string[]>,
  need: number,
  taken: Set<string>,
  random: () => number,
): void {
  const target = taken.size + need;
  while (taken.size < target) {
    for (const pile of shuffled([...piles.values()], random)) {
      const id = taken.size < target ? pile.pop() : undefined;
      if (id !== undefined) taken.add(id);
    }
  }
}
