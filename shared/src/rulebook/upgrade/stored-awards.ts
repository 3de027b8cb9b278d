import { z } from 'zod';
import { CollectiveFilter, collectiveMetrics, RateComparison, ScoredMetric } from '../../contract/collective.ts';
import { limits } from '../../contract/limits.ts';
import { PrizeRank } from '../../contract/prize-rank.ts';
import { LocalText, line } from '../../contract/text.ts';

/** Collective prizes of stored rules: who competes, how they are judged, for which prizes. Only their upgrade reads them. */

const StoredFormula = z.object({
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
export type StoredFormula = z.infer<typeof StoredFormula>;

/** committee: the printed rules give no formula; the committee judges and nothing is computed. */
const Judging = z.discriminatedUnion('by', [StoredFormula, z.object({ by: z.literal('committee') })]);

const StoredPrize = z.object({
  rank: PrizeRank.nullable(), // null: unranked, as "10 units"
  count: z.number().int().min(1).max(1000),
  amountVnd: z.number().int().min(0).nullable(),
});

/** One award (hạng mục): who competes, how, for which prizes. */
const StoredAward = z.object({
  label: LocalText,
  compete: z.object({
    levels: z.array(line(1, 60)).min(1).nullable(), // null: units of every level
    blocks: z.array(line(1, 120)).min(1).nullable(), // null: of every block
  }),
  /** Each group has places and prizes of its own. */
  grouping: z.enum(['together', 'level', 'block']),
  judging: Judging,
  ladder: z.array(StoredPrize).min(1).max(12),
});
export type StoredAward = z.infer<typeof StoredAward>;

const oldLevels = ['ANY', 'AGENCY', 'DISTRICT', 'COMMUNE'] as const;
const OldPrizes = z.array(StoredPrize.extend({ unitLevel: z.enum(oldLevels) })).min(1);
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
function upgradeListed(stored: unknown): unknown {
  const old = OldPrizes.safeParse(stored);
  if (!old.success) return stored;
  const levels = [...new Set(old.data.map((prize) => prize.unitLevel))];
  return levels.map(
    (level): StoredAward => ({
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

export const StoredAwards = z.preprocess(upgradeListed, z.array(StoredAward).max(20));
