import { z } from 'zod';
import { limits } from './limits.ts';
import { type StoredPicture, type StoredSound, UploadedPicture } from './media.ts';
import { difficulties, type Question, QuestionDraft, type QuestionKind, questionKinds } from './question.ts';
import { Audience } from './rules.ts';
import { line } from './text.ts';

/**
 * Banks of questions of an organization: written, reviewed, approved, searched. HTTP `/api/organizer/banks…`. What a key gives
 * away is left out for whoever may not read keys. SPEC Q11-Q17.
 */

export const questionStates = ['draft', 'returned', 'reviewed', 'approved', 'removed'] as const;
/** `returned`: sent back with a comment. `removed`: kept with its history, and in no list that does not ask for it. */
export type QuestionState = (typeof questionStates)[number];
export const QuestionState = z.enum(questionStates);

export const bankLimits = {
  banks: 200,
  topics: 500,
  questions: 50_000,
  /** Questions of one message: added, or changed at once. */
  added: limits.questionsPerFileMax,
  bulk: 500,
  /** Changed at once, of all that a search finds. */
  found: 5_000,
  comments: 500,
  pageSize: 50,
  /** Bytes of a message with many questions. */
  bytes: 16 * 1024 * 1024,
} as const;

/** A picture or a sound that is sent for a question; `type`: what the sender's device calls it. SPEC X10. */
export const SentMedia = UploadedPicture.extend({ kind: z.enum(['picture', 'sound']) });
export type SentMedia = z.infer<typeof SentMedia>;
/** Units: px, ms. */
export type StoredMedia = { kind: SentMedia['kind'] } & (StoredPicture | StoredSound);

const BankName = line(1, 120);
const TopicName = line(1, 200);
const Tag = line(1, 60);
const Comment = line(1, 1000);
const Difficulty = z.union(difficulties.map((each) => z.literal(each)));

export const NameBank = z.strictObject({ name: BankName });
export const RemoveBank = z.strictObject({ reason: line(limits.reasonLengthMin, limits.reasonLengthMax) });
export const NameTopic = z.strictObject({ name: TopicName });

/** Questions that were read or written, added as drafts. What the bank has already is not added again. */
export const AddQuestions = z.strictObject({
  questions: z.array(QuestionDraft).min(1).max(bankLimits.added),
  /** How they came: typed one by one, or read from a file or a paste. */
  act: z.enum(['write', 'import']),
});
export type AddQuestions = z.infer<typeof AddQuestions>;
/** `at`: the place in the message; `number`: of the question in the bank, or null: it stands twice in the message. */
export type QuestionsAdded = {
  added: { at: number; questionId: string; number: number }[];
  doubles: { at: number; number: number | null }[];
};

/** `restsOn`: the version that was changed. Where there is a newer one nothing is saved. */
export const SaveQuestion = z.strictObject({ restsOn: z.int().min(1), question: QuestionDraft });
export type SaveQuestion = z.infer<typeof SaveQuestion>;

/** Moves a question on or back; to `returned` with a comment. */
export const ReviewQuestion = z
  .strictObject({ restsOn: z.int().min(1), to: QuestionState, comment: Comment.nullable().default(null) })
  .refine(({ to, comment }) => to !== 'returned' || comment !== null, { path: ['comment'], message: 'say why' });
export type ReviewQuestion = z.infer<typeof ReviewQuestion>;

export const CommentQuestion = z.strictObject({ text: Comment });

const QuestionsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('topic'), topic: TopicName.nullable() }),
  z.strictObject({ kind: z.literal('difficulty'), difficulty: Difficulty.nullable() }),
  z.strictObject({ kind: z.literal('tag'), tag: Tag }),
  z.strictObject({ kind: z.literal('untag'), tag: Tag }),
  z
    .strictObject({ kind: z.literal('state'), to: QuestionState, comment: Comment.nullable().default(null) })
    .refine(({ to, comment }) => to !== 'returned' || comment !== null, { path: ['comment'], message: 'say why' }),
]);
export type QuestionsChange = z.infer<typeof QuestionsChange>;

/** One change of many questions, each at the version that was seen. */
export const ChangeQuestions = z.strictObject({
  questions: z
    .array(z.strictObject({ questionId: z.uuid(), restsOn: z.int().min(1) }))
    .min(1)
    .max(bankLimits.bulk),
  change: QuestionsChange,
});
export type ChangeQuestions = z.infer<typeof ChangeQuestions>;
/** `left`: those that stay as they were, and why, by a code of refusal. */
export type QuestionsChanged = { changed: number; left: { questionId: string; why: string }[] };

const listOf = <T extends string>(each: z.ZodType<T, string>) =>
  z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(each).max(20))
    .optional();

/** What a list of questions is narrowed to. Lists are written `a,b`; `topic`: an id, or `none`. */
export const QuestionQuery = z.object({
  text: z.string().max(200).optional(),
  topic: z.union([z.uuid(), z.literal('none')]).optional(),
  state: listOf(QuestionState),
  kind: listOf(z.enum(questionKinds)),
  difficulty: listOf(z.enum(['none', '1', '2', '3', '4'])),
  audience: Audience.optional(),
  tag: z.string().max(60).optional(),
  /** A reason of a warning, or `any`. */
  warning: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  /** `to-review`: what the sender may review or approve. `own`: what the sender wrote. */
  of: z.enum(['to-review', 'own']).optional(),
  order: z.enum(['number', 'changed']).default('number'),
  from: z.coerce.number().int().min(0).max(bankLimits.questions).default(0),
});
export type QuestionQuery = z.infer<typeof QuestionQuery>;

/** One change of all that a search finds. `expected`: the number that was shown; where it finds another number nothing changes. */
export const ChangeFound = z.strictObject({
  found: QuestionQuery,
  expected: z.int().min(1).max(bankLimits.found),
  change: QuestionsChange,
});
export type ChangeFound = z.infer<typeof ChangeFound>;

export const exportFormats = ['xlsx', 'gift', 'moodle', 'docx', 'docx-key'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** A file of what a list is narrowed to. `docx`: a question paper without its key. SPEC Q17. */
export const ExportQuery = QuestionQuery.extend({ format: z.enum(exportFormats) });
export type ExportQuery = z.infer<typeof ExportQuery>;

export type BankCard = {
  bankId: string;
  name: string;
  /** It came with the program, and each of its questions is to be checked. */
  ofProgram: boolean;
  questions: number;
  approved: number;
  waiting: number; // drafts and reviewed ones
  changedAtMs: number;
};
/** What the reader may do in a bank. */
export type BankMay = { key: boolean; write: boolean; review: boolean; change: boolean };
/** `mayMakeOfProgram`: the organization has no bank of the questions that come with the program, and never had one. */
export type BankList = { banks: BankCard[]; mayMake: boolean; mayMakeOfProgram: boolean };
export type BankTopic = { topicId: string; name: string; questions: number; approved: number };
export type BankView = BankCard & {
  may: BankMay;
  states: Record<QuestionState, number>;
  topics: BankTopic[];
  /** The most used first. */
  tags: { tag: string; questions: number }[];
  warnings: { reason: string; questions: number }[];
  /** The letter that is right in more than half of the questions with four options. SPEC Q7 */
  unbalancedLetter: string | null;
};

/** A question in a list: without its key. */
export type QuestionRow = {
  questionId: string;
  number: number;
  version: number;
  state: QuestionState;
  kind: QuestionKind;
  text: string;
  topicId: string | null;
  difficulty: number | null;
  audiences: string[];
  tags: string[];
  practiceOnly: boolean;
  warnings: string[];
  changedAtMs: number;
  /** The reader is among those who wrote it since it was approved last, and so does not review it. */
  own: boolean;
};
export type QuestionPage = { rows: QuestionRow[]; total: number };

/** Ids of the questions before and after one, in a narrowed list by number; `place`: which of them it is. */
export type QuestionBeside = { previous: string | null; next: string | null; place: number; total: number };

export type QuestionComment = { text: string; by: string | null; atMs: number; version: number };
/** `question` null: the reader may not read keys. */
export type QuestionVersion = {
  version: number;
  state: QuestionState;
  act: string;
  comment: string | null;
  by: string | null;
  atMs: number;
  question: Question | null;
};
/** A question without its key, for whoever may not read it. */
export type KeylessQuestion = Pick<
  Question,
  'id' | 'kind' | 'text' | 'topic' | 'difficulty' | 'audiences' | 'media'
> & {
  options: { id: string; text: string }[];
};
export type QuestionView = QuestionRow & {
  question: Question | null;
  keyless: KeylessQuestion;
  comments: QuestionComment[];
  versions: QuestionVersion[]; // the newest first
};
