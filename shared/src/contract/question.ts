import { z } from 'zod';
import { OptionId, QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import type { BankQuestion } from './question-bank.ts';
import { Audience } from './rules.ts';
import { line } from './text.ts';

/**
 * A question as it stands in a bank of the organization: every kind, with its key. Wider than `BankQuestion`, which is what a
 * contest freezes today; `questionOfBank` reads one as the other. SPEC Q1, Q5.
 */

export const questionKinds = ['one', 'several', 'true-false', 'number', 'order', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const QuestionOption = z.object({ id: OptionId, text: line(1, limits.optionLengthMax) });
export type QuestionOption = z.infer<typeof QuestionOption>;

const Options = z
  .array(QuestionOption)
  .min(2)
  .max(limits.optionsPerQuestionMax)
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, 'option ids must differ');

/** A number that is written with at most six decimals, so that it is compared exactly. */
const Decimal = z
  .number()
  .min(-limits.numberAnswerMax)
  .max(limits.numberAnswerMax)
  .refine((value) => Number(value.toFixed(6)) === value, 'at most six decimals');

/** Something that remains when marks and signs are folded away. */
const Spelling = line(1, limits.typedAnswerLengthMax).refine(
  (text) => /[\p{L}\p{N}]/u.test(text),
  'no letter, no digit',
);

const one = z.object({ kind: z.literal('one'), options: Options, right: z.array(OptionId).length(1) });
const several = z.object({ kind: z.literal('several'), options: Options, right: z.array(OptionId).min(1) });
const trueFalse = z.object({ kind: z.literal('true-false'), options: Options, right: z.array(OptionId).length(1) });
const number = z.object({ kind: z.literal('number'), value: Decimal, tolerance: Decimal.min(0) });
const order = z.object({ kind: z.literal('order'), options: Options, right: z.array(OptionId) });
const text = z.object({ kind: z.literal('text'), accepted: z.array(Spelling).min(1).max(limits.spellingsMax) });

type Keyed = { kind: QuestionKind; options?: QuestionOption[]; right?: string[] };

/** What the shape cannot say of a key. The options of a true/false question have the ids `true` and `false`. */
function checkKey(item: Keyed, context: z.RefinementCtx): void {
  const { options, right } = item;
  if (!options || !right) return;
  const ids = options.map((each) => each.id);
  const report = (message: string) => context.addIssue({ code: 'custom', path: ['right'], message });
  if (item.kind === 'true-false' && ids.join() !== 'true,false') report('the options are "true" and "false"');
  if (new Set(right).size < right.length) report('a right id stands twice');
  if (!right.every((id) => ids.includes(id))) report('every right id must be one of the options');
  if (item.kind === 'order' && right.length !== ids.length) report('an order has every option');
}

/** What is asked and what is right. `right` of an order: every option, first to last. */
export const QuestionItem = z
  .discriminatedUnion('kind', [one, several, trueFalse, number, order, text])
  .superRefine(checkKey);
export type QuestionItem = z.infer<typeof QuestionItem>;

/** The document that a question rests on. `validTo`: its last day in force, where that is known. */
export const QuestionSource = z.object({
  document: line(1, 400),
  clause: line(1, 200).nullable(),
  date: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
});
export type QuestionSource = z.infer<typeof QuestionSource>;

/** What a question says in another language. Options by id; `accepted` of a typed answer beside the Vietnamese ones. */
export const QuestionTranslation = z.object({
  text: line(1, limits.questionLengthMax),
  options: z.record(OptionId, line(1, limits.optionLengthMax)),
  accepted: z.array(Spelling).max(limits.spellingsMax),
  explanation: line(1, limits.explanationLengthMax).nullable(),
});
export type QuestionTranslation = z.infer<typeof QuestionTranslation>;

/** A picture or a sound, stored by the hash of its bytes. `alt`: what it shows, for whoever cannot see it. */
export const QuestionMedia = z.object({
  kind: z.enum(['picture', 'sound']),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  alt: line(1, 300),
});

export const difficulties = [1, 2, 3, 4] as const; // recognition, comprehension, application, advanced application

/** What every question has beside its kind. */
const about = z.object({
  id: QuestionId,
  text: line(1, limits.questionLengthMax),
  topic: line(1, 200).nullable(),
  difficulty: z.union(difficulties.map((each) => z.literal(each))).nullable(),
  /** Empty: everybody. */
  audiences: z.array(Audience).refine((all) => new Set(all).size === all.length, 'an audience stands twice'),
  tags: z.array(line(1, 60)).max(20),
  source: QuestionSource.nullable(),
  explanation: line(1, limits.explanationLengthMax).nullable(),
  /** Seconds to answer in, where whoever wrote it named them. */
  seconds: z.int().min(5).max(300).nullable(),
  /** Beside Vietnamese, by language code. */
  translations: z.record(z.string().regex(/^[a-z]{2,3}$/), QuestionTranslation),
  media: z.array(QuestionMedia).max(4),
  /** For practice: where a contest has practice, no attempt that counts draws it. SPEC A10a. */
  practiceOnly: z.boolean(),
});

function checkQuestion(
  question: Keyed & { translations: Record<string, QuestionTranslation> },
  context: z.RefinementCtx,
) {
  checkKey(question, context);
  const ids = (question.options ?? []).map((each) => each.id).sort();
  for (const [language, { options }] of Object.entries(question.translations))
    if (Object.keys(options).sort().join() !== ids.join())
      context.addIssue({ code: 'custom', path: ['translations', language], message: 'every option, by its id' });
}

const ofEveryKind = <Base extends typeof about | typeof draftAbout>(base: Base) =>
  z.discriminatedUnion('kind', [
    base.extend(one.shape),
    base.extend(several.shape),
    base.extend(trueFalse.shape),
    base.extend(number.shape),
    base.extend(order.shape),
    base.extend(text.shape),
  ]);

export const Question = ofEveryKind(about).superRefine(checkQuestion);
export type Question = z.infer<typeof Question>;

const draftAbout = about.extend({ id: QuestionId.nullable() });
/** A question that was read from a file. `id`: the one that the file gives it, if any. */
export const QuestionDraft = ofEveryKind(draftAbout).superRefine(checkQuestion);
export type QuestionDraft = z.infer<typeof QuestionDraft>;

/** What a contestant sends for one question. */
export const ItemResponse = z.union([
  z.object({ optionIds: z.array(OptionId).max(limits.optionsPerQuestionMax) }).strict(),
  z.object({ number: Decimal }).strict(),
  z.object({ text: line(0, limits.typedAnswerLengthMax) }).strict(),
]);
export type ItemResponse = z.infer<typeof ItemResponse>;

/** A question of the files that come with the program, or frozen in a contest, as a question of a bank. `topic`: its name. SPEC Q5. */
export const questionOfBank = (stored: BankQuestion, topic: string | null): Question => ({
  id: stored.id,
  text: stored.text,
  kind: stored.right.length === 1 ? 'one' : 'several',
  options: stored.options,
  right: stored.right,
  topic,
  difficulty: null,
  audiences: stored.audiences,
  tags: [],
  source: { document: stored.source, clause: null, date: null, validTo: null },
  explanation: stored.explanation,
  seconds: null,
  translations: {},
  media: [],
  practiceOnly: stored.practice ?? false,
});
