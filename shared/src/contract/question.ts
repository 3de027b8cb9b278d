import { z } from 'zod';
import { OptionId, QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import type { BankQuestion } from './question-bank.ts';
import { levelIds, type QuestionKind } from './question-kinds.ts';
import { Audience } from './rules.ts';
import { line } from './text.ts';

/**
 * A question as it stands in a bank of the organization: every kind, with its key. Wider than `BankQuestion`, which is what a
 * contest freezes today; `questionOfBank` reads one as the other. SPEC Q1, Q5.
 */

export { type QuestionKind, questionKinds } from './question-kinds.ts';

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
export type QuestionMedia = z.infer<typeof QuestionMedia>;

export const difficulties = [1, 2, 3, 4] as const; // recognition, comprehension, application, advanced application

/** How rulebooks name a difficulty. */
export const levelOf = (difficulty: (typeof difficulties)[number] | null): string | null =>
  difficulty === null ? null : levelIds[difficulty - 1]!;

/** What every question has beside its kind. */
const about = z.object({
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
  media: z.array(QuestionMedia).max(limits.mediaPerQuestionMax),
  /** For practice: where a contest has practice, no attempt that counts draws it. SPEC A10a. */
  practiceOnly: z.boolean(),
});

function checkQuestion(
  question: Keyed & { accepted?: string[]; translations: Record<string, QuestionTranslation> },
  context: z.RefinementCtx,
) {
  checkKey(question, context);
  const ids = (question.options ?? []).map((each) => each.id).sort();
  for (const [language, { options }] of Object.entries(question.translations))
    if (Object.keys(options).sort().join() !== ids.join())
      context.addIssue({ code: 'custom', path: ['translations', language], message: 'every option, by its id' });
  const spellings = [question, ...Object.values(question.translations)].flatMap(({ accepted = [] }) => accepted);
  if (new Set(spellings).size > limits.spellingsMax)
    context.addIssue({ code: 'custom', path: ['translations'], message: 'too many spellings in all languages' });
}

const ofEveryKind = <Id extends typeof QuestionId | z.ZodNullable<typeof QuestionId>>(id: Id) =>
  z.discriminatedUnion('kind', [
    about.extend({ id, ...one.shape }),
    about.extend({ id, ...several.shape }),
    about.extend({ id, ...trueFalse.shape }),
    about.extend({ id, ...number.shape }),
    about.extend({ id, ...order.shape }),
    about.extend({ id, ...text.shape }),
  ]);

export const Question = ofEveryKind(QuestionId).superRefine(checkQuestion);
export type Question = z.infer<typeof Question>;

/** The clause and document that a question rests on, as one line; '' where none is named. */
export const sourceWords = ({ source }: Pick<Question, 'source'>): string =>
  source === null ? '' : [source.clause, source.document].filter((each) => each !== null).join(', ');

/** A question that was read from a file. `id`: the one that the file gives it, if any. */
export const QuestionDraft = ofEveryKind(QuestionId.nullable()).superRefine(checkQuestion);
export type QuestionDraft = z.infer<typeof QuestionDraft>;

/** A typed answer is right in every language that its question has. */
export function withEverySpelling<Q extends Question>(question: Q): Q {
  if (question.kind !== 'text') return question;
  const others = Object.values(question.translations).flatMap(({ accepted }) => accepted);
  return { ...question, accepted: [...new Set([...question.accepted, ...others])] };
}

/** What a contestant sends for one question. */
export const ItemResponse = z.union([
  z.object({ optionIds: z.array(OptionId).max(limits.optionsPerQuestionMax) }).strict(),
  z.object({ number: Decimal }).strict(),
  z.object({ text: line(0, limits.typedAnswerLengthMax) }).strict(),
]);
export type ItemResponse = z.infer<typeof ItemResponse>;

/**
 * A question of the files that come with the program, or one that a contest froze before there were kinds, as a question of a
 * bank. `several`: the contest asked every question so that one or more options could be chosen. `topic`: its name. SPEC Q5.
 */
export const questionOfBank = (stored: BankQuestion, topic: string | null, several = false): Question => ({
  id: stored.id,
  text: stored.text,
  kind: stored.right.length === 1 && !several ? 'one' : 'several',
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
