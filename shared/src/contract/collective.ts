import { z } from 'zod';
import { line } from './text.ts';

/**
 * Collective prizes (giải tập thể) as data: who competes → filter → groups → weighted score → places. The code executes
 * exactly these values and the printed rules say them. Source: domain (a2) 22 to 26, (a5); SPEC G*.
 */

/** What a unit is scored by. The first three count, the next two are rates, the last two come from individual prizes. */
export const collectiveMetrics = [
  'persons', // distinct people of the unit, citizens included
  'attempts',
  'personsRate', // people whom the headcount covers / headcount
  'meanScore', // points of counted entries, as a share of the most there is
  'allCorrectRate', // counted entries with everything right / counted entries
  'winners', // distinct people with an individual prize
  'prizePoints', // individual prizes, each worth its points
] as const;
export const CollectiveMetric = z.enum(collectiveMetrics);
export type CollectiveMetric = z.infer<typeof CollectiveMetric>;

const share = z.number().min(0).max(1);

/** How small units stand against large ones. */
export const RateComparison = z.discriminatedUnion('method', [
  z.object({ method: z.literal('plain') }),
  /** Groups by headcount, each with its own places and prizes; a bound is the first headcount of the next band. */
  z.object({
    method: z.literal('size-bands'),
    bounds: z.array(z.number().int().min(2).max(1_000_000)).min(1).max(5),
  }),
  /** Rates count by the lower end of their Wilson interval; z = 1.96 is 95 %. */
  z.object({ method: z.literal('wilson'), z: z.number().min(0.5).max(4) }),
]);
export type RateComparison = z.infer<typeof RateComparison>;

/** A group of a unit's people that must have taken part; done and total come from the organizer's table. */
export const MandatoryGroup = z.object({
  name: line(1, 120),
  atLeast: z.discriminatedUnion('unit', [
    z.object({ unit: z.literal('persons'), persons: z.number().int().min(1).max(100_000) }),
    z.object({ unit: z.literal('share'), share: z.number().min(0.01).max(1) }),
  ]),
});
export type MandatoryGroup = z.infer<typeof MandatoryGroup>;

export const CollectiveFilter = z.object({
  minPersons: z.number().int().min(1).max(1_000_000),
  minRate: share.nullable(), // null: none
  /** The first tier that the headcount is under decides; `under` null: all larger ones. Empty: no tiers. */
  minRateBySize: z.array(z.object({ under: z.number().int().min(2).max(1_000_000).nullable(), minRate: share })).max(8),
  mandatory: z.array(MandatoryGroup).max(12),
});
export type CollectiveFilter = z.infer<typeof CollectiveFilter>;

export const ScoredMetric = z.object({
  metric: CollectiveMetric,
  weight: z.number().min(0).max(100).multipleOf(0.0001),
  /** own: rates and mean score in percent, counts as they are. best: the group's best is 100 and others in proportion. */
  scale: z.enum(['own', 'best']),
});
export type ScoredMetric = z.infer<typeof ScoredMetric>;

/** What the arithmetic of units reads of a formula. */
export type UnitFormula = {
  filter: CollectiveFilter;
  comparison: RateComparison;
  metrics: ScoredMetric[];
  /** contest: a person counts once. mean-of-rounds: the mean of the rounds' rates. */
  ratesOver: 'contest' | 'mean-of-rounds';
  /** Every value is rounded to this many decimals before it goes on, so that anybody can work it out again. */
  decimals: number;
};
