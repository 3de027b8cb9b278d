import { z } from 'zod';
import { ExcludedRole } from '../../contract/refusal.ts';
import { LocalText, line } from '../../contract/text.ts';
import { Id, rulebookLimits } from './id.ts';

/**
 * Who belongs to a population. A person is judged as they were at their counted submission, their age at the opening of
 * that round. SPEC M4.
 */
const age = z.number().int().min(0).max(130).optional();

const simple = [
  z.strictObject({ kind: z.literal('everybody') }),
  /** A field of the rulebook with choices. */
  z.strictObject({ kind: z.literal('field'), field: Id, in: z.array(Id).min(1).max(rulebookLimits.choicesMax) }),
  /** A field of the rulebook that is a number. */
  z.strictObject({ kind: z.literal('number'), field: Id, min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ kind: z.literal('age'), min: age, max: age }),
  /** In a unit: of these levels, in these blocks, and one of these or below one of these. */
  z.strictObject({
    kind: z.literal('unit'),
    levels: z.array(line(1, 60)).min(1).optional(),
    blocks: z.array(line(1, 120)).min(1).optional(),
    codes: z.array(line(1, 40)).min(1).optional(),
  }),
  /** On a list that the committee keeps. */
  z.strictObject({ kind: z.literal('roster'), roster: Id, label: LocalText }),
  z.strictObject({ kind: z.literal('role'), in: z.array(ExcludedRole).min(1) }),
  z.strictObject({ kind: z.literal('population'), population: Id }),
  /**
   * Among the first of a standing: `top` of it all, of each unit (of `level`, or one's own) or of each block. Whoever
   * declines is replaced by the next. Equals at the edge all come, or wait for the standing's decision.
   */
  z.strictObject({
    kind: z.literal('qualified'),
    standing: Id,
    top: z.number().int().min(1).max(1_000_000),
    per: z.enum(['standing', 'unit', 'block']).default('standing'),
    level: line(1, 60).optional(),
    ties: z.enum(['all', 'decide']),
  }),
  z.strictObject({ kind: z.literal('won'), award: Id }),
] as const;

const Simple = z.discriminatedUnion('kind', simple);
const not = z.strictObject({ kind: z.literal('not'), of: Simple });
const Leaf = z.discriminatedUnion('kind', [...simple, not]);
const allOf = <T extends z.ZodType>(of: T) =>
  z.strictObject({ kind: z.literal('all'), of: z.array(of).min(1).max(20) });
const anyOf = <T extends z.ZodType>(of: T) =>
  z.strictObject({ kind: z.literal('any'), of: z.array(of).min(1).max(20) });
const Inner = z.discriminatedUnion('kind', [...simple, not, allOf(Leaf), anyOf(Leaf)]);

/** Two levels of "all" and "any": more than a sentence of printed rules can say is a population of its own. */
export const Condition = z.discriminatedUnion('kind', [...simple, not, allOf(Inner), anyOf(Inner)]);
export type Condition = z.infer<typeof Condition>;
export type SimpleCondition = z.infer<typeof Simple>;
export type Qualified = Extract<SimpleCondition, { kind: 'qualified' }>;

export const Population = z.strictObject({
  id: Id,
  label: LocalText,
  of: z.enum(['people', 'units']).default('people'),
  where: Condition,
});
export type Population = z.infer<typeof Population>;

const choice = z.strictObject({ id: Id, label: LocalText });
const required = z.boolean().default(true);

/** What a contestant states: fields that the product knows, and fields of the rulebook's own. */
export const Field = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('known'),
    field: z.enum(['name', 'unit', 'birthDate', 'address', 'nationalId', 'email', 'jobTitle']),
    required,
  }),
  z.strictObject({
    kind: z.literal('choice'),
    id: Id,
    label: LocalText,
    required,
    choices: z.array(choice).min(1).max(rulebookLimits.choicesMax),
  }),
  z.strictObject({ kind: z.literal('number'), id: Id, label: LocalText, required, min: z.number(), max: z.number() }),
  z.strictObject({ kind: z.literal('text'), id: Id, label: LocalText, required }),
]);
export type Field = z.infer<typeof Field>;
