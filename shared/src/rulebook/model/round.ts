import { z } from 'zod';
import { QuestionId } from '../../contract/ids.ts';
import { limits } from '../../contract/limits.ts';
import { questionKinds } from '../../contract/question.ts';
import { TimeResolution } from '../../contract/rules.ts';
import { LocalText, line } from '../../contract/text.ts';
import { Id, rulebookLimits } from './id.ts';

const Instant = z.iso.datetime({ offset: true });
const Clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const topic = line(1, 120);
const points = z.number().int().min(-1000).max(1000);

/** Where the questions of a paper come from. */
export const PaperDraw = z.discriminatedUnion('kind', [
  /** The same questions for everybody; the papers of a round of a series share them. */
  z.strictObject({
    kind: z.literal('fixed'),
    questionIds: z.array(QuestionId).min(1).max(limits.questionsPerAttemptMax),
  }),
  /** Drawn for each person: so many of a topic, so many of a level, the rest from all topics alike. */
  z.strictObject({
    kind: z.literal('bank'),
    topics: z.array(topic).min(1).max(100),
    perTopic: z
      .array(z.strictObject({ topic, count: z.number().int().min(1) }))
      .max(100)
      .default([]),
    perLevel: z
      .array(z.strictObject({ level: Id, count: z.number().int().min(1) }))
      .max(20)
      .default([]),
    /** A question marked for other choices of the field `audience` alone is not drawn. */
    byAudience: z.boolean().default(false),
    /** Nobody gets a question twice as long as there are others. */
    avoidSeen: z.boolean().default(false),
  }),
]);
export type PaperDraw = z.infer<typeof PaperDraw>;

export const Marks = z.strictObject({ right: points, wrong: points.default(0), blank: points.default(0) });
export type Marks = z.infer<typeof Marks>;

export const QuizPoints = z.strictObject({
  /** Points that everybody begins with. */
  start: points.default(0),
  default: Marks,
  byLevel: z.record(Id, Marks).default({}),
  /** Questions with several right options: all or nothing, or a share of the points. */
  several: z.enum(['all-or-nothing', 'share']).default('all-or-nothing'),
});
export type QuizPoints = z.infer<typeof QuizPoints>;

export const Quiz = z.strictObject({
  kind: z.literal('quiz'),
  /** The first paper whose population a person is in. */
  papers: z
    .array(
      z.strictObject({ for: Id, draw: PaperDraw, count: z.number().int().min(1).max(limits.questionsPerAttemptMax) }),
    )
    .min(1)
    .max(20),
  /** Only questions of these kinds are asked: the printed rules say how each is answered and scored. */
  kinds: z.array(z.enum(questionKinds)).min(1).max(questionKinds.length).default(['one', 'several', 'true-false']),
  pacing: z.enum(['one-by-one', 'paper']),
  questionSeconds: z.number().int().min(3).max(3600).nullable().default(null),
  shuffle: z.boolean().default(true),
  points: QuizPoints,
});
export type Quiz = z.infer<typeof Quiz>;

export const PredictionPart = z.strictObject({
  kind: z.literal('prediction'),
  of: z.enum(['allRight', 'participants', 'attempts']),
  /** Whose number is guessed; `own`: of the population that the standing orders. */
  population: z.union([z.literal('own'), Id]),
  missing: z.enum(['last', 'void']).default('last'),
  /** Counted as things stood at the close, or once entries taken out in verification are gone. */
  basis: z.enum(['as-closed', 'after-verification']).default('as-closed'),
});
export type PredictionPart = z.infer<typeof PredictionPart>;

export const Part = z.discriminatedUnion('kind', [
  Quiz,
  PredictionPart,
  /** A live show: gives points and a place. */
  z.strictObject({ kind: z.literal('show'), id: Id }),
  /** Numbers that the committee brings for people or units, signed and dated: marks of essays, articles, comments. */
  z.strictObject({
    kind: z.literal('table'),
    columns: z
      .array(z.strictObject({ id: Id, label: LocalText, min: z.number(), max: z.number() }))
      .min(1)
      .max(20),
  }),
]);
export type Part = z.infer<typeof Part>;

export const Window = z.strictObject({ opensAt: Instant, closesAt: Instant });
export type Window = z.infer<typeof Window>;

export const Publish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at-close') }),
  z.strictObject({ kind: z.literal('by-hand') }),
  z.strictObject({ kind: z.literal('at'), instant: Instant }),
  /** So many days after the day of the close, at this hour of the rulebook's timezone. */
  z.strictObject({ kind: z.literal('days-after'), days: z.number().int().min(0).max(365), clock: Clock }),
]);
export type Publish = z.infer<typeof Publish>;

export const RoundTime = z.strictObject({
  limitSeconds: z.number().int().min(10).max(86_400).nullable(), // null: until the round closes
  graceMs: z.number().int().min(0).max(10_000).default(800),
  resolution: TimeResolution.default('second'),
  /** Until the submission, or until the last answer was given or changed. */
  elapsed: z.enum(['submit', 'last-change']).default('submit'),
  lagCredit: z
    .strictObject({ quotaMs: z.number().int().min(0).max(2000), refillMs: z.number().int().min(0).max(1000) })
    .default({ quotaMs: 400, refillMs: 50 }),
});
export type RoundTime = z.infer<typeof RoundTime>;

/** What chooses the attempt that counts among several of one person. Never the prediction. */
export const CountedKey = z.strictObject({
  metric: z.enum(['points', 'right', 'wrong', 'allRight', 'elapsed', 'submittedAt', 'startedAt']),
  order: z.enum(['most', 'least']),
});
export type CountedKey = z.infer<typeof CountedKey>;

const roundBody = {
  admits: Id,
  /** First come, first served; the later ones are reserves. */
  capacity: z
    .strictObject({
      max: z.number().int().min(1).max(1_000_000),
      perUnit: z.number().int().min(1).max(100_000).optional(),
    })
    .optional(),
  parts: z.array(Part).min(1).max(rulebookLimits.partsMax),
  time: RoundTime,
  practice: z.strictObject({ topics: z.array(topic).min(1).max(100), window: Window.optional() }).optional(),
  attempts: z.strictObject({
    limits: z
      .array(z.strictObject({ max: z.number().int().min(1).max(10_000), per: z.enum(['round', 'day', 'contest']) }))
      .max(3),
    coolDownSeconds: z.number().int().min(0).max(86_400).default(0),
  }),
  counted: z.strictObject({
    by: z.array(CountedKey).min(1).max(7),
    /** An attempt that leaves a question unanswered does not count. */
    completeOnly: z.boolean().default(false),
  }),
};

export const Round = z.strictObject({
  kind: z.literal('round'),
  id: Id,
  label: LocalText,
  ...roundBody,
  window: Window,
  publish: Publish,
});
export type Round = z.infer<typeof Round>;

/** Many rounds alike. `{n}` in the label is the number of the round. */
export const Series = z.strictObject({
  kind: z.literal('series'),
  id: Id,
  label: LocalText,
  ...roundBody,
  at: z.union([
    z.array(Window).min(1).max(rulebookLimits.roundsMax),
    z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      /** 1 is Monday, 7 is Sunday. */
      weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
      hours: z.strictObject({ opens: Clock, closes: Clock }),
    }),
  ]),
  publish: Publish,
});
export type Series = z.infer<typeof Series>;
