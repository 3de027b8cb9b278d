import type { RoundPhase } from '../contract/refusal.ts';

/** What the ledger knows of a round, enough to tell its phase. */
export type RoundState = {
  opensAtMs: number;
  closesAtMs: number;
  /** It has a standing: people verify it. */
  settled: boolean;
  finalized: boolean;
  published: boolean;
};

/**
 * The phase of a round at an instant. The first three follow from the time, the others from what is in the ledger.
 *
 * Source  SPEC F1, R2: the instant of opening belongs to the round, the instant of closing does not.
 */
export function roundPhase(round: RoundState, nowMs: number): RoundPhase {
  if (round.published) return 'published';
  if (round.finalized) return 'finalized';
  if (round.settled) return 'verifying';
  if (nowMs < round.opensAtMs) return 'scheduled';
  return nowMs < round.closesAtMs ? 'open' : 'closed';
}
