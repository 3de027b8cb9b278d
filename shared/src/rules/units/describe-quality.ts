import type { RoundPhase } from '../../contract/refusal.ts';

/** With fewer people a mean would reveal a single score. */
export const qualityPersonsMin = 5;

/**
 * Whether a leader may see how well the own unit answered: never while the round is open, whatever contestants see of
 * their own score; then when contestants may (`publication.ownScore`), and only of a standing that has been computed.
 *
 * Source   SPEC U13, V1.
 */
export function describeQuality(
  rules: { publication: { ownScore: 'at-submit' | 'after-close' | 'after-publication' } },
  round: { phase: RoundPhase; settled: boolean },
): 'now' | 'close' | 'publication' {
  const { phase } = round;
  if (rules.publication.ownScore === 'after-publication') return phase === 'published' ? 'now' : 'publication';
  return phase === 'scheduled' || phase === 'open' || !round.settled ? 'close' : 'now';
}
