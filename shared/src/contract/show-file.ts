import { z } from 'zod';
import { OptionId, QuestionId, Slug } from './ids.ts';
import { limits } from './limits.ts';
import { participationForms } from './participation-form.ts';
import { type QuestionKind, questionKinds } from './question-kinds.ts';
import { SoundName } from './show-sound.ts';
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
/** In the file; of a question that came from the bank, the address of its stored picture. */
const QuestionPicture = z
  .string()
  .max(limits.pictureCharsMax)
  .regex(/^(data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}|\/api\/pictures\/[0-9a-f]{64})$/);

/** Whether a picture is one that the server has stored. */
export const isStoredPicture = (picture: string): boolean => picture.startsWith('/');

/** Written with at most six decimals, so that it is compared exactly. */
const Decimal = z
  .number()
  .min(-limits.numberAnswerMax)
  .max(limits.numberAnswerMax)
  .refine((value) => Number(value.toFixed(6)) === value);

/**
 * One question with its key. Leaves the server sealed, and its key at the reveal. `kind` left out: one option is right, the
 * form that files had before there were kinds. Which of the other fields it has follows from the kind. SPEC H26.
 */
export const ShowQuestion = z
  .object({
    id: QuestionId,
    kind: z.enum(questionKinds).optional(),
    text: line(5, 400),
    options: z
      .array(z.object({ id: OptionId, text: line(1, 160) }))
      .min(2)
      .max(limits.optionsPerQuestionMax)
      .optional(),
    /** one, true-false: an option. several: options. order: every option, first to last. */
    right: z.union([OptionId, z.array(OptionId).min(1).max(limits.optionsPerQuestionMax)]).optional(),
    /** number: what is right, how far from it is right too, or whether the nearest answers are. */
    value: Decimal.optional(),
    tolerance: Decimal.min(0).optional(),
    nearest: z.boolean().optional(),
    /** text: the spellings that are right; marks, case and signs count for nothing. */
    accepted: z.array(line(1, limits.typedAnswerLengthMax)).min(1).max(limits.spellingsMax).optional(),
    /** Shown by screens, beside the words. `pictureAlt`: what it shows, for whoever cannot see it. */
    picture: QuestionPicture.optional(),
    pictureAlt: line(1, 300).optional(),
    /** Empty: none is shown. */
    explanation: line(0, 600).default(''),
    source: line(0, 300).default(''),
    /** Beside the Vietnamese words on the screen, where the contest has two languages. Options by id. [H44] */
    english: z.object({ text: line(5, 400), options: z.record(OptionId, line(1, 160)).default({}) }).optional(),
  })
  .superRefine(checkQuestion);
export type ShowQuestion = z.infer<typeof ShowQuestion>;

type Written = {
  kind?: QuestionKind | undefined;
  options?: { id: string }[] | undefined;
  right?: string | string[] | undefined;
  value?: number | undefined;
  accepted?: string[] | undefined;
  picture?: string | undefined;
  pictureAlt?: string | undefined;
};

/** What the shape cannot say: which fields a kind has, and that its key fits. */
function checkQuestion(question: Written, context: z.RefinementCtx): void {
  const field = findWrongField(question);
  if (field !== null) context.addIssue({ code: 'custom', path: [field] });
}

function findWrongField({
  kind = 'one',
  options,
  right,
  value,
  accepted,
  picture,
  pictureAlt,
}: Written): string | null {
  if ((picture === undefined) !== (pictureAlt === undefined)) return 'pictureAlt';
  if (kind === 'number') return value === undefined ? 'value' : null;
  if (kind === 'text') return accepted?.some((each) => /[\p{L}\p{N}]/u.test(each)) ? null : 'accepted';
  const ids = (options ?? []).map(({ id }) => id);
  if (ids.length === 0 || new Set(ids).size < ids.length) return 'options';
  if (kind === 'true-false' && ids.join() !== 'true,false') return 'options';
  const isList = kind === 'several' || kind === 'order';
  if (right === undefined || Array.isArray(right) !== isList) return 'right';
  const rights = [right].flat();
  const fits = new Set(rights).size === rights.length && rights.every((id) => ids.includes(id));
  return !fits || (kind === 'order' && rights.length < ids.length) ? 'right' : null;
}

/** Where a question stands: in the file itself, or in the contest's bank by its id. */
const withQuestion = {
  seconds,
  question: z.union([ShowQuestion, z.object({ bank: QuestionId })]),
  /** The question is read first; options and clock come with the second press. [H5c] */
  textFirst: z.boolean().default(false),
};

/** Every cue: what the MC says and does at it, for the MC's eyes, and how long it is planned to last. SPEC H41. */
const planned = {
  notes: z.string().trim().max(limits.cueNotesLengthMax).optional(),
  /** Who does what meanwhile, on the printed cue sheet. SPEC H43. */
  who: z.string().trim().max(limits.cueWhoLengthMax).optional(),
  minutes: z.number().min(0.5).max(limits.cueMinutesMax).multipleOf(0.5).optional(),
  /** The music beneath the cue: a sound of the contest by its name. SPEC H42. */
  bed: SoundName.optional(),
};

export const ShowCue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lobby'), ...planned, title, text: LocalText.nullable().default(null) }),
  z.object({
    kind: z.literal('text'),
    ...planned,
    title,
    text: LocalText.nullable().default(null),
    picture: Picture.nullable().default(null),
  }),
  /** The launch moment: a button for the MC or a leader on stage, a countdown, the drum rings over the map. */
  z.object({
    kind: z.literal('launch'),
    ...planned,
    title,
    button: LocalText,
    countdownSeconds: z.number().int().min(0).max(10).default(5),
    /** What stands on the screen after the press; null: that the contest has begun. */
    sentence: LocalText.nullable().default(null),
  }),
  z.object({
    kind: z.literal('question'),
    ...planned,
    ...withQuestion,
    /** For trying: it has no number, gives nothing and puts nobody out. [H10b] */
    trial: z.boolean().default(false),
    /** Points of a buzzer: the first to press may say the answer, and the MC judges it. Left out: everybody answers. [H51] */
    buzzer: z.number().int().min(1).max(10_000).nullish(),
  }),
  /** Only for those who share `place` on the board. `fastest`: the first right answer alone stays ahead. */
  z.object({
    kind: z.literal('sudden-death'),
    ...planned,
    ...withQuestion,
    place: z.number().int().min(1).max(100).default(1),
    stay: z.enum(['right', 'fastest']).default('right'),
  }),
  /** Elimination: brings back the best `back` of those who are out (null: all), and the reserves. */
  z.object({
    kind: z.literal('rescue'),
    ...planned,
    title,
    back: z.number().int().min(0).max(100_000).nullable().default(null),
    reserves: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('board'),
    ...planned,
    title: title.nullable().default(null),
    of: z.enum(['players', 'teams']).default('players'),
    /** Of a frozen board: so many first places are opened row by row, from the lowest; then the freeze is over. [H27] */
    unfreeze: z.number().int().min(2).max(40).nullable().default(null),
  }),
  /** Units of one level (null: the contest's main one) as a map, a table and a race, turning by themselves. */
  z.object({
    kind: z.literal('participation'),
    ...planned,
    title: title.nullable().default(null),
    level: z.string().trim().min(1).max(60).nullable().default(null),
    forms: z.array(z.enum(participationForms)).min(1).max(3).default(['map']),
  }),
  /** Winners of a published round, all at once. `round`: its ordinal; null: the latest published. */
  z.object({
    kind: z.literal('winners'),
    ...planned,
    title: title.nullable().default(null),
    round: z.number().int().min(1).nullable().default(null),
  }),
  /**
   * Called from the lowest prize up: of a settled round, or of this show's own board. The first `singly` prizes of an award one
   * person at a time, each lower one a whole group. [H16]
   */
  z.object({
    kind: z.literal('award'),
    ...planned,
    title,
    singly: z.number().int().min(0).max(20).default(3),
    of: z.discriminatedUnion('what', [
      z.object({ what: z.literal('round'), round: z.number().int().min(1).nullable().default(null) }),
      z.object({
        what: z.literal('show'),
        prizes: z
          .array(
            z.object({
              prize: LocalText,
              count: z.number().int().min(1).max(50),
              /** Of the contest's currency, whole units. */
              amount: z.number().int().min(1).max(1e12).nullable().default(null),
            }),
          ) // best prize first
          .min(1)
          .max(10),
      }),
    ]),
  }),
  /**
   * Winners by lot, one by one: of the committee's draw of a round, or among those present. [H28, H29] `draw`: its number in the
   * order in which they were named; null: the latest.
   */
  z.object({
    kind: z.literal('draw'),
    ...planned,
    title,
    winners: z.number().int().min(1).max(50).default(1),
    of: z.discriminatedUnion('what', [
      z.object({
        what: z.literal('round'),
        round: z.number().int().min(1).nullable().default(null),
        draw: z.number().int().min(1).nullable().default(null),
      }),
      z.object({ what: z.literal('present') }),
    ]),
  }),
  z.object({ kind: z.literal('pause'), ...planned, title, text: LocalText.nullable().default(null) }),
  z.object({ kind: z.literal('end'), ...planned, title, text: LocalText.nullable().default(null) }),
]);
export type ShowCue = z.infer<typeof ShowCue>;
export type CueKind = ShowCue['kind'];

/** `startsAt`: by the clock of the hall, HH:MM; `minutes`: how long the whole show may take. SPEC H43. */
export const ShowPlan = z.object({
  startsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  minutes: z.number().int().min(1).max(limits.showMinutesMax).optional(),
});
export type ShowPlan = z.infer<typeof ShowPlan>;

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
  /** What the wall shows of names; whoever moderates may change it during the run. [H40] */
  names: z
    .object({ approval: z.boolean().default(false), lobby: z.enum(['names', 'units']).default('names') })
    .prefault({}),
  /** Units compete by the mean of their best `best` players. `level` null: the player's own unit. */
  teams: z
    .object({ level: UnitLevel.nullable().default(null), best: z.number().int().min(1).max(100) })
    .nullable()
    .default(null),
  /**
   * Only the equals of a round who wait for a decision play, the first of them by list and rank; what the show comes to is an
   * order for the committee. `round`: its ordinal; null: the latest settled one. [H30]
   */
  tie: z
    .object({ round: z.number().int().min(1).nullable().default(null) })
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
  plan: ShowPlan.optional(),
  cues: z.array(ShowCue).min(2).max(limits.showCuesMax),
});
/** After parsing: every default filled in. */
export type ShowFile = z.output<typeof ShowFile>;
