import { z } from 'zod';
import { LocalText } from '../../contract/text.ts';
import { Id, rulebookLimits } from './id.ts';
import { Need } from './standing.ts';

export const Prize = z.strictObject({
  label: LocalText,
  /** How many; null: one for everybody whom the award takes. */
  count: z.number().int().min(1).max(rulebookLimits.prizeCountMax).nullable(),
  needs: z.array(Need).max(rulebookLimits.keysMax).default([]),
  value: z
    .discriminatedUnion('kind', [
      /** Of the rulebook's currency, whole units. */
      z.strictObject({ kind: z.literal('money'), amount: z.number().int().min(0).max(1e12) }),
      z.strictObject({ kind: z.literal('goods'), label: LocalText }),
    ])
    .nullable()
    .default(null),
  certificate: z.boolean().default(false),
  /** What it is worth where units are scored by their people's prizes. */
  points: z.number().int().min(0).max(1000).default(0),
});
export type Prize = z.infer<typeof Prize>;

export const Award = z.strictObject({
  id: Id,
  label: LocalText,
  from: Id,
  take: z.discriminatedUnion('kind', [
    /** Prizes one by one down the standing. */
    z.strictObject({ kind: z.literal('places') }),
    /** Everybody up to this rank. */
    z.strictObject({ kind: z.literal('ranks'), upTo: z.number().int().min(1).max(1_000_000) }),
    /** Everybody in the standing who meets the needs. */
    z.strictObject({ kind: z.literal('all') }),
    /** The best share of the standing, rounded down. */
    z.strictObject({ kind: z.literal('share'), share: z.number().min(0.0001).max(1) }),
    /** Lots among everybody in the standing who meets the needs. */
    /** `later`: drawn after the result is finalized; else before. */
    z.strictObject({ kind: z.literal('draw'), later: z.boolean().optional() }),
  ]),
  needs: z.array(Need).max(rulebookLimits.keysMax).default([]),
  prizes: z.array(Prize).min(1).max(rulebookLimits.prizesMax),
});
export type Award = z.infer<typeof Award>;

export const Cap = z.strictObject({
  over: z.array(Id).min(1).max(rulebookLimits.awardsMax),
  per: z.enum(['round', 'contest']),
  /** Prizes of one person at most; the first in the order of the rules are kept, or the highest. */
  max: z.number().int().min(1).max(1000).optional(),
  keep: z.enum(['first', 'highest']).default('first'),
  /** Prizes at most this share of the people who took part; the last in the order of the rules fall away. */
  shareOfParticipants: z.number().min(0).max(1).optional(),
});
export type Cap = z.infer<typeof Cap>;
