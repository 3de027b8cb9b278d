import { z } from 'zod';
import { OptionId, QuestionId, Slug } from './ids.ts';
import { limits } from './limits.ts';
import { participationForms } from './participation-form.ts';
import { UnitLevel } from './sign-in.ts';
import { LocalText, line } from './text.ts';

/** A show as an organizer writes it: rules and a list of cues. One JSON file; documented in docs/shows.md. SPEC H1. */

const seconds = z.number().int().min(5).max(300);
const title = LocalText;
/** PNG, JPEG or WebP inside the file, so that one file is the whole show. */
const Picture = z
  .string()
  .max(limits.pictureCharsMax)
  .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/);

/** One question with its key. Leaves the server sealed, and its key at the reveal. */
export const ShowQuestion = z
  .object({
    id: QuestionId,
    text: line(5, 400),
    options: z
      .array(z.object({ id: OptionId, text: line(1, 160) }))
      .min(2)
      .max(limits.optionsPerQuestionMax),
    right: OptionId,
    /** Empty: none is shown. */
    explanation: line(0, 600).default(''),
    source: line(0, 300).default(''),
  })
  .refine((q) => new Set(q.options.map((o) => o.id)).size === q.options.length, { path: ['options'] })
  .refine((q) => q.options.some((o) => o.id === q.right), { path: ['right'] });
export type ShowQuestion = z.infer<typeof ShowQuestion>;

/** Where a question stands: in the file itself, or in the contest's bank by its id. */
const withQuestion = { seconds, question: z.union([ShowQuestion, z.object({ bank: QuestionId })]) };

export const ShowCue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lobby'), title, text: LocalText.nullable().default(null) }),
  z.object({
    kind: z.literal('text'),
    title,
    text: LocalText.nullable().default(null),
    picture: Picture.nullable().default(null),
  }),
  /** The launch moment: a button for the MC or a leader on stage, a countdown, the drum rings over the map. */
  z.object({
    kind: z.literal('launch'),
    title,
    button: LocalText,
    countdownSeconds: z.number().int().min(0).max(10).default(5),
    /** What stands on the screen after the press; null: that the contest has begun. */
    sentence: LocalText.nullable().default(null),
  }),
  z.object({ kind: z.literal('question'), ...withQuestion }),
  /** Only for those who share `place` on the board. `fastest`: the first right answer alone stays ahead. */
  z.object({
    kind: z.literal('sudden-death'),
    ...withQuestion,
    place: z.number().int().min(1).max(100).default(1),
    stay: z.enum(['right', 'fastest']).default('right'),
  }),
  /** Elimination: brings back the best `back` of those who are out (null: all), and the reserves. */
  z.object({
    kind: z.literal('rescue'),
    title,
    back: z.number().int().min(0).max(100_000).nullable().default(null),
    reserves: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('board'),
    title: title.nullable().default(null),
    of: z.enum(['players', 'teams']).default('players'),
  }),
  /** Units of one level (null: the contest's main one) as a map, a table and a race, turning by themselves. */
  z.object({
    kind: z.literal('participation'),
    title: title.nullable().default(null),
    level: z.string().trim().min(1).max(60).nullable().default(null),
    forms: z.array(z.enum(participationForms)).min(1).max(3).default(['map']),
  }),
  /** Winners of a published round, all at once. `round`: its ordinal; null: the latest published. */
  z.object({
    kind: z.literal('winners'),
    title: title.nullable().default(null),
    round: z.number().int().min(1).nullable().default(null),
  }),
  /** One name at a time, from the lowest prize up: of a settled round, or of this show's own board. */
  z.object({
    kind: z.literal('award'),
    title,
    of: z.discriminatedUnion('what', [
      z.object({ what: z.literal('round'), round: z.number().int().min(1).nullable().default(null) }),
      z.object({
        what: z.literal('show'),
        prizes: z
          .array(z.object({ prize: LocalText, count: z.number().int().min(1).max(50) })) // best prize first
          .min(1)
          .max(10),
      }),
    ]),
  }),
  z.object({ kind: z.literal('pause'), title, text: LocalText.nullable().default(null) }),
  z.object({ kind: z.literal('end'), title, text: LocalText.nullable().default(null) }),
]);
export type ShowCue = z.infer<typeof ShowCue>;
export type CueKind = ShowCue['kind'];

export const ShowRules = z.object({
  /** speed: points by time. accuracy: right answers, then less time. elimination: wrong or silent is out. */
  mode: z.enum(['speed', 'accuracy', 'elimination']).default('speed'),
  pointsMax: z.number().int().min(1).max(10_000).default(1000),
  /** Times are compared in whole steps of this, rounded down; differences below it share a rank. */
  timeStepMs: z.union([z.literal(1), z.literal(10), z.literal(100), z.literal(1000)]).default(1000),
  /** Under this time all answers are equally fast: all points; elsewhere it is the time that is added up. [H10a] */
  fullUnderMs: z.number().int().min(0).max(5000).default(5000),
  streaks: z
    .object({
      on: z.boolean().default(false),
      step: z.number().int().min(0).max(1000).default(100),
      max: z.number().int().min(0).max(5000).default(500),
    })
    .prefault({}),
  /** Whether an answer may be changed until the lock; the last one before the lock counts. */
  changeAnswer: z.boolean().default(false),
  /** anyone: a nickname is enough. signed-in: contestants of the contest alone. */
  join: z.enum(['anyone', 'signed-in']).default('anyone'),
  /** Until when somebody may join as a player. Elimination: whoever comes later is a reserve, whatever stands here. */
  lateJoin: z.enum(['always', 'before-first-question']).default('always'),
  /** Elimination: players beyond this number are reserves. null: no bound. */
  playersMax: z.number().int().min(1).max(20_000).nullable().default(null),
  /** Players that one device may add to a run: a family that shares a phone. Elimination, from the first question on: one. */
  playersPerDevice: z.number().int().min(1).max(20).default(3),
  /** Elimination: a question that nobody gets right is void, and puts nobody out. [H11b] */
  voidIfNobodyRight: z.boolean().default(false),
  askUnit: z.boolean().default(true),
  /** Units compete by the mean of their best `best` players. `level` null: the player's own unit. */
  teams: z
    .object({ level: UnitLevel.nullable().default(null), best: z.number().int().min(1).max(100) })
    .nullable()
    .default(null),
  /** What stands on a phone: the whole question, or buttons only. */
  phone: z.enum(['question', 'buttons']).default('question'),
  /** The longest that the key is sent ahead of the opening moment; as a rule the hall's connections need less. [H7a] */
  openingLeadMs: z.number().int().min(200).max(5000).default(1200),
  lagCredit: z
    .object({
      quotaMs: z.number().int().min(0).max(2000).default(200),
      refillMs: z.number().int().min(0).max(1000).default(100),
    })
    .prefault({}),
  /** The public board is frozen from the opening of this question (1-based) until the MC lifts it. */
  freezeFromQuestion: z.number().int().min(1).nullable().default(null),
});
export type ShowRules = z.infer<typeof ShowRules>;

export const ShowFile = z.object({
  format: z.literal('hoithi-show-1'),
  id: Slug,
  title,
  rules: ShowRules.prefault({}),
  cues: z.array(ShowCue).min(2).max(limits.showCuesMax),
});
/** After parsing: every default filled in. */
export type ShowFile = z.output<typeof ShowFile>;
