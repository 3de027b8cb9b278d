import { z } from 'zod';
import { limits } from './limits.ts';
import { type LocalText, line } from './text.ts';

/** Draws that anybody can make again: the list is frozen, the seed is named before it exists. SPEC F40-F42. */

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Where the seed will come from: digits of a lottery that is drawn at `atMs`, or values that named people have committed to
 * (`commitToValue`) and open together.
 */
export const DrawSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lottery'),
    company: line(2, 120),
    prize: line(2, 120),
    atMs: z.int().positive(),
    digits: z.int().min(2).max(12),
  }),
  z.strictObject({
    kind: z.literal('committed'),
    people: z
      .array(z.strictObject({ name: line(2, limits.nameLengthMax), hash }))
      .min(2)
      .max(10)
      .refine(
        (people) => new Set(people.map(({ name }) => name.toLowerCase())).size === people.length,
        'the same person twice',
      )
      .refine((people) => new Set(people.map((each) => each.hash)).size === people.length, 'the same value twice'),
  }),
]);
export type DrawSource = z.infer<typeof DrawSource>;
/** People who have committed to values; the names are said aloud, the values opened together. */
export const CommittedPeople = DrawSource.options[1].shape.people;
export type CommittedPeople = z.infer<typeof CommittedPeople>;

export const Value = z.string().trim().min(1).max(200);
const DrawId = z.uuid();
const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);

/** POST …/draws: names the source, and freezes the list of an award (`rank` null) or of equals in that very moment. */
export const NameDraw = z.strictObject({
  base: z.int().min(1),
  list: z.int().min(1),
  rank: z.int().min(1).nullable(),
  source: DrawSource,
  reason: Reason,
});
export type NameDraw = z.infer<typeof NameDraw>;
/** POST …/draws/seed: what a lottery has drawn, typed; or every committed value, in the order of the names. */
export const GiveSeed = z.strictObject({ drawId: DrawId, values: z.array(Value).min(1).max(10) });
export type GiveSeed = z.infer<typeof GiveSeed>;
/** POST …/draws/call-off */
export const CallOffDraw = z.strictObject({ drawId: DrawId, reason: Reason });

export const drawStates = ['named', 'drawn', 'off'] as const;
/** A draw as anybody may see it: numbers, no people. */
export type PublicDraw = {
  drawId: string;
  label: LocalText;
  /** Of equals at this rank; null: of an award's list. */
  rank: number | null;
  state: (typeof drawStates)[number];
  people: number;
  listHash: string;
  source: DrawSource;
  namedAtMs: number;
  /** null: not drawn. */
  seed: string | null;
  atMs: number | null; // drawn or called off
  /** The first numbers of the order. */
  numbers: number[];
  reason: string | null; // it was called off
};
/** How many numbers are shown. */
export const drawNumbersShown = 100;
/** How many of an order are stored and in the log: whoever falls out is skipped. */
export const drawOrderMax = 2_000;

/** The same for the committee: the first people of the order, masked. */
export type DeskDrawn = PublicDraw & {
  by: string;
  /** Who has typed the lottery's digits; the digits are not shown before the second one. */
  typed: { by: string; atMs: number; own: boolean }[];
  first: { number: number; name: string; unitName: string | null }[];
  /** The decision that rests on it. */
  decisionNo: number | null;
  /** Somebody is in the list now who was not when it was frozen. */
  listChanged: boolean;
};
