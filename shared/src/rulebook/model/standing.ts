import { z } from 'zod';
import { CollectiveFilter, RateComparison, ScoredMetric } from '../../contract/collective.ts';
import { LocalText } from '../../contract/text.ts';
import { Id, rulebookLimits } from './id.ts';

/** What can be known of one person or unit in one round, as a number. */
export const metrics = [
  'points', // of the counted attempt and of the round's shows
  'right', // right answers; with a level, those of that level
  'wrong',
  'allRight', // 1 or 0
  'elapsed',
  'submittedAt',
  'startedAt',
  'registeredAt',
  'predictionError',
  'attempts',
  'perfectAttempts', // attempts with everything right
  'place', // in a show
  'column', // of a table
] as const;
export const Metric = z.enum(metrics);
export type Metric = z.infer<typeof Metric>;

const measure = {
  metric: Metric,
  level: Id.optional(),
  show: Id.optional(),
  column: Id.optional(),
  /** Rounds or series by id; left out: those of the standing. */
  over: z.array(Id).min(1).max(rulebookLimits.roundsMax).optional(),
  /** The only round's value; the sum; the best, or the sum of the best `best`; the number of rounds above 0. */
  fold: z.enum(['only', 'sum', 'best', 'count']).default('only'),
  best: z.number().int().min(1).max(rulebookLimits.roundsMax).default(1),
};

export const Key = z.strictObject({ ...measure, order: z.enum(['most', 'least']) });
export type Key = z.infer<typeof Key>;

/** Whoever has no such number does not meet a need. */
export const Need = z.strictObject({ ...measure, min: z.number().optional(), max: z.number().optional() });
export type Need = z.infer<typeof Need>;
export type Measure = Omit<Need, 'min' | 'max'>;

const people = z.strictObject({ population: Id, headcount: Id });

/** Units by the weighted formula of collective prizes; whose people are counted is said for each metric. */
export const Formula = z.strictObject({
  kind: z.literal('formula'),
  filter: CollectiveFilter.extend({
    people,
    /** Whose number the least number of people is about; left out: the same people. */
    minPersonsOf: Id.optional(),
  }),
  grouping: z.enum(['together', 'level', 'block']),
  comparison: RateComparison,
  metrics: z.array(ScoredMetric.extend({ people })).min(1).max(7),
  ratesOver: z.enum(['contest', 'mean-of-rounds']).default('contest'),
  decimals: z.number().int().min(0).max(4).default(2),
});
export type Formula = z.infer<typeof Formula>;

export const Standing = z.strictObject({
  id: Id,
  label: LocalText,
  population: Id,
  /** Rounds or series by id. */
  over: z.array(Id).min(1).max(rulebookLimits.roundsMax),
  /** One standing for every round, or for the rounds that close on one day, in one week, in one month; left out: one for all. */
  each: z.enum(['round', 'day', 'week', 'month']).optional(),
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('keys'), keys: z.array(Key).min(1).max(rulebookLimits.keysMax) }),
    Formula,
    /** The committee names the order; nothing is computed. */
    z.strictObject({ kind: z.literal('committee') }),
  ]),
  needs: z.array(Need).max(rulebookLimits.keysMax).default([]),
  /** Equals on every key: they share the prize, or somebody or something puts them in order. */
  ties: z.enum(['shared', 'committee', 'draw', 'sudden-death']).optional(),
});
export type Standing = z.infer<typeof Standing>;
