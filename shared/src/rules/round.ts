import type { RoundPhase } from '../contract/refusal.ts';
import type { RoundRules } from '../contract/rules.ts';

export type RoundTimes = { opensAtMs: number; closesAtMs: number; publishAtMs: number | null };

/** What the ledger knows of a round, enough to tell its phase. */
export type RoundState = { opensAtMs: number; closesAtMs: number; finalized: boolean; published: boolean };

/**
 * The round's printed instants as epoch milliseconds.
 *
 * Units   half-open [opensAtMs, closesAtMs).
 * Source  SPEC R2.
 */
export function roundTimes(round: RoundRules): RoundTimes {
  return {
    opensAtMs: Date.parse(round.opensAt),
    closesAtMs: Date.parse(round.closesAt),
    publishAtMs: round.publishAt === null ? null : Date.parse(round.publishAt),
  };
}

/**
 * The phase of a round at an instant. The first three follow from the time, the last two from what is in the ledger.
 *
 * Source  SPEC F1, R2: the instant of opening belongs to the round, the instant of closing does not.
 */
export function roundPhase(round: RoundState, nowMs: number): RoundPhase {
  if (round.published) return 'published';
  if (round.finalized) return 'finalized';
  if (nowMs < round.opensAtMs) return 'scheduled';
  return nowMs < round.closesAtMs ? 'open' : 'closed';
}
