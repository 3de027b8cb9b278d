import { z } from 'zod';
import { limits } from './limits.ts';
import { PrizeRank } from './prize-rank.ts';
import { LocalText, line } from './text.ts';

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

export const CollectiveFormula = z.object({
  by: z.literal('formula'),
  filter: CollectiveFilter,
  comparison: RateComparison,
  metrics: z.array(ScoredMetric).min(1).max(collectiveMetrics.length),
  prizePoints: z.record(PrizeRank, z.number().int().min(0).max(1000)),
  /** contest: a person counts once. mean-of-rounds: the mean of the rounds' rates. */
  ratesOver: z.enum(['contest', 'mean-of-rounds']),
  rounds: z.array(z.number().int().min(1).max(limits.roundsMax)).min(1).nullable(), // null: all
  /** Every value is rounded to this many decimals before it goes on, so that anybody can work it out again. */
  decimals: z.number().int().min(0).max(4),
});
export type CollectiveFormula = z.infer<typeof CollectiveFormula>;

/** committee: the printed rules give no formula; the committee judges and nothing is computed. */
export const Judging = z.discriminatedUnion('by', [CollectiveFormula, z.object({ by: z.literal('committee') })]);
export type Judging = z.infer<typeof Judging>;

export const CollectivePrize = z.object({
  rank: PrizeRank.nullable(), // null: unranked, as "10 units"
  count: z.number().int().min(1).max(1000),
  amountVnd: z.number().int().min(0).nullable(),
});
export type CollectivePrize = z.infer<typeof CollectivePrize>;

/** One award (hạng mục): who competes, how, for which prizes. */
export const CollectiveAward = z.object({
  label: LocalText,
  compete: z.object({
    levels: z.array(line(1, 60)).min(1).nullable(), // null: units of every level
    blocks: z.array(line(1, 120)).min(1).nullable(), // null: of every block
  }),
  /** Each group has places and prizes of its own. */
  grouping: z.enum(['together', 'level', 'block']),
  judging: Judging,
  ladder: z.array(CollectivePrize).min(1).max(12),
});
export type CollectiveAward = z.infer<typeof CollectiveAward>;

const oldLevels = ['ANY', 'AGENCY', 'DISTRICT', 'COMMUNE'] as const;
const OldPrizes = z.array(CollectivePrize.extend({ unitLevel: z.enum(oldLevels) })).min(1);
const oldLabels: Record<(typeof oldLevels)[number], LocalText> = {
  ANY: { vi: 'Giải tập thể', en: 'Collective prizes' },
  AGENCY: { vi: 'Giải tập thể các cơ quan, đơn vị', en: 'Collective prizes for agencies and units' },
  DISTRICT: { vi: 'Giải tập thể cấp huyện', en: 'Collective prizes for districts' },
  COMMUNE: { vi: 'Giải tập thể cấp xã', en: 'Collective prizes for communes' },
};

/**
 * Rules stored before awards had formulas listed prizes by level: the same prizes, one award a level, judged by the
 * committee as they were. Anything else is left as it is. SPEC G2, R1.
 */
export function upgradeCollective(stored: unknown): unknown {
  const old = OldPrizes.safeParse(stored);
  if (!old.success) return stored;
  const levels = [...new Set(old.data.map((prize) => prize.unitLevel))];
  return levels.map(
    (level): CollectiveAward => ({
      label: oldLabels[level],
      compete: { levels: level === 'ANY' ? null : [level], blocks: null },
      grouping: 'together',
      judging: { by: 'committee' },
      ladder: old.data
        .filter((prize) => prize.unitLevel === level)
        .map(({ rank, count, amountVnd }) => ({ rank, count, amountVnd })),
    }),
  );
}

export const CollectiveAwards = z.preprocess(upgradeCollective, z.array(CollectiveAward).max(20));
