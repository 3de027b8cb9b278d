import type { AwardStep, StageCue } from '../../contract/show.ts';
import type { ShowFile } from '../../contract/show-file.ts';
import type { LocalText } from '../../contract/text.ts';
import type { ShowPlace } from './rank-show.ts';

/**
 * The order of the reveal, fixed before the first name: from the lowest prize up, and within a prize from the lowest place.
 *
 * Source  SPEC H16; the ICPC Resolver reveals a board in the same direction.
 */
export const planAward = (winnersBestFirst: readonly AwardStep[]): AwardStep[] => [...winnersBestFirst].reverse();

/** What has been revealed after so many steps: an odd step announces a prize, the even one after it reveals the name. SPEC H16. */
export function revealedSteps(
  plan: readonly AwardStep[],
  step: number,
): Pick<Extract<StageCue, { kind: 'award' }>, 'shown' | 'announced' | 'remaining'> {
  const shown = plan.slice(0, Math.floor(step / 2));
  const announced = step % 2 === 1 ? (plan[shown.length]?.prize ?? null) : null;
  return { shown, announced, remaining: plan.length - shown.length };
}

/**
 * The winners of a show's own board, best first. Prizes are handed down the places; whoever shares a place with a winner
 * wins the same prize, so that nobody loses one by the order of a list, and a prize may then be given more often than
 * planned. Who has nothing right wins nothing.
 *
 * Source  SPEC H14, H16.
 */
export function showWinners(
  file: ShowFile,
  prizes: readonly { prize: LocalText; count: number }[],
  places: readonly ShowPlace[],
  named: (playerId: string) => { name: string; unitName: string | null },
): AwardStep[] {
  const winners: AwardStep[] = [];
  const fitting = places.filter((place) => place.tally.rightCount > 0);
  let at = 0;
  for (const { prize, count } of prizes) {
    const edge = fitting[Math.min(at + count, fitting.length) - 1]?.rank;
    while (at < fitting.length && edge !== undefined && (fitting[at] as ShowPlace).rank <= edge) {
      const { playerId, rank, tally } = fitting[at] as ShowPlace;
      const points = file.rules.mode === 'speed' ? tally.points : tally.rightCount;
      winners.push({ prize, rank, ...named(playerId), points, elapsedMs: tally.elapsedMs });
      at += 1;
    }
  }
  return winners;
}
