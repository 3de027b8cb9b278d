import type { RoundPhase } from '../../contract/refusal.ts';
import type { Rules } from '../../contract/rules.ts';

/** Fewer people than this and a mean would tell on one of them. */
export const qualityPersonsMin = 5;

/**
 * Whether a leader may hear how well the own unit answered: never while the round is open, whatever contestants hear of
 * their own score; then when contestants may (`publication.ownScore`), and only of a standing that has been computed.
 *
 * Source   SPEC U13, V1.
 */
export function describeQuality(
  rules: Pick<Rules, 'publication'>,
  round: { phase: RoundPhase; settled: boolean },
): 'now' | 'close' | 'publication' {
  const { phase } = round;
  if (rules.publication.ownScore === 'after-publication') return phase === 'published' ? 'now' : 'publication';
  return phase === 'scheduled' || phase === 'open' || !round.settled ? 'close' : 'now';
}
