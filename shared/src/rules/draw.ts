import { accept, type Result, refuse } from '../contract/result.ts';
import type { Audience, Rules } from '../contract/rules.ts';
import { assert } from './assert.ts';
import { seededRandom, shuffled } from './random.ts';

/** What a draw needs to know of a question; never its key. The bank stands in its frozen order [Q3]. */
export type BankEntry = {
  questionId: string;
  topic: string;
  audiences: readonly Audience[];
  /** Marked for practice. */
  practice?: boolean | undefined;
};

export type DrawRound = { ordinal: number; topics: string[] | null };

export type DrawInput = {
  rules: Rules;
  round: DrawRound;
  practice: boolean;
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
 * Practice draws from the questions marked for it alone, as many as there are of those that a round asks.
 *
 * Refuses  bank_too_small, with the size of the pool that fell short; practice_off, where no question is marked.
 * Source   SPEC A1, A10a, R6.
 */
export function drawQuestions(input: DrawInput): Result<string[]> {
  const { rules, round, bank, seed } = input;
  if (input.practice) return drawPractice(input);
  const random = seededRandom(`${seed}/questions`);
  const drawn =
    rules.questions.draw.kind === 'fixed'
      ? takeFixed(rules.questions.draw.questionIdsByRound[round.ordinal - 1] ?? [], bank, rules.questions.count)
      : takeFromBank(input, random);
  if (!drawn.ok) return drawn;
  return accept(rules.questions.shuffle ? shuffled(drawn.value, random) : drawn.value);
}

/** The questions that an attempt of a round that counts can draw, whoever takes it. Source: SPEC A10a, Q4. */
export function listDrawable(rules: Rules, round: DrawRound, bank: readonly BankEntry[]): ReadonlySet<string> {
  const { draw, topics } = rules.questions;
  if (draw.kind === 'fixed') return new Set(draw.questionIdsByRound[round.ordinal - 1]);
  const open = round.topics ?? topics;
  return new Set(
    bank
      .filter((entry) => open.includes(entry.topic) && !isForPractice(rules, entry))
      .map(({ questionId }) => questionId),
  );
}

/** The questions of a round that practice draws from: none, where the contest has no practice. Source: SPEC A10a. */
export function listForPractice(rules: Rules, round: DrawRound, bank: readonly BankEntry[]): readonly BankEntry[] {
  const topics = round.topics ?? rules.questions.topics;
  return bank.filter((entry) => topics.includes(entry.topic) && isForPractice(rules, entry));
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

/** A question of a fixed set counts, whatever its mark. */
function isForPractice({ attempts, questions: { draw } }: Rules, { practice, questionId }: BankEntry): boolean {
  const isFixed = draw.kind === 'fixed' && draw.questionIdsByRound.some((ids) => ids.includes(questionId));
  return attempts.practice && practice === true && !isFixed;
}

function drawPractice({ rules, round, bank, seed }: DrawInput): Result<string[]> {
  const marked = listForPractice(rules, round, bank).map(({ questionId }) => questionId);
  if (marked.length === 0) return refuse({ code: 'practice_off' });
  const taken = new Set(shuffled(marked, seededRandom(`${seed}/questions`)).slice(0, rules.questions.count));
  return accept(rules.questions.shuffle ? [...taken] : marked.filter((id) => taken.has(id)));
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

function fitting({ rules, bank, audience }: DrawInput, byAudience: boolean): readonly BankEntry[] {
  return bank.filter(
    (entry) => !isForPractice(rules, entry) && (!byAudience || audience === null || entry.audiences.includes(audience)),
  );
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
