import type { PrizeValue } from '../../contract/results.ts';
import type { StageCue } from '../../contract/show.ts';
import type { AwardCall, AwardPicture, AwardWinner } from '../../contract/show-award.ts';
import type { ShowFile } from '../../contract/show-file.ts';
import type { LocalText } from '../../contract/text.ts';
import type { CueStep } from './decide-show.ts';
import type { ShowPlace } from './rank-show.ts';

/** A winner with the prize. `award`: in what award, by its id. */
export type Awarded = {
  award: { id: string; label: LocalText };
  prize: { place: number; label: LocalText; value: PrizeValue | null };
  winner: AwardWinner;
};
/** What an award cue shows, in the order of showing. */
export type AwardPlan = { calls: AwardCall[]; pictures: Exclude<AwardPicture, 'calling'>[] };

export const noAward: AwardPlan = { calls: [], pictures: [] };

/** As many names as a picture has room for in letters that are read from the last row. */
export const callMax = 18;
/** As many as stand on a podium of three steps. */
const podiumMax = 9;

/**
 * The order of the reveal, fixed before the first name: from the lowest prize up, and within a prize from the lowest place. The
 * first `singly` prizes of an award are called one person at a time, each lower one a group at once, parted where a picture
 * would not hold it. After the last call of a single award its first three prizes stand on a podium; the roll of honour is last.
 *
 * Source  SPEC H16; the ICPC Resolver reveals a board in the same direction.
 */
export function planAward(bestFirst: readonly Awarded[], singly: number): AwardPlan {
  const awards = new Set(bestFirst.map(({ award }) => award.id));
  const calls: AwardCall[] = [];
  for (const { award, prize, winners } of groupPrizes(bestFirst)) {
    const size = prize.place < singly ? 1 : Math.ceil(winners.length / Math.ceil(winners.length / callMax));
    for (let at = 0; at < winners.length; at += size)
      calls.push({
        ...{ award: awards.size > 1 ? award.label : null, prize: prize.label, value: prize.value, place: prize.place },
        winners: winners.slice(at, at + size),
      });
  }
  const onPodium = bestFirst.filter(({ prize }) => prize.place < 3).length;
  const hasPodium = awards.size === 1 && onPodium > 1 && onPodium <= podiumMax;
  return {
    calls: calls.reverse(),
    pictures: bestFirst.length < 2 ? [] : hasPodium ? ['podium', 'honour'] : ['honour'],
  };
}

function groupPrizes(bestFirst: readonly Awarded[]): (Omit<Awarded, 'winner'> & { winners: AwardWinner[] })[] {
  const groups = new Map<string, Omit<Awarded, 'winner'> & { winners: AwardWinner[] }>();
  for (const { award, prize, winner } of bestFirst) {
    const id = `${award.id} ${prize.place}`;
    const known = groups.get(id);
    if (known) known.winners.push(winner);
    else groups.set(id, { award, prize, winners: [winner] });
  }
  return [...groups.values()];
}

/** Each call in two steps: the prize, then who. SPEC H16. */
export const stepsOfAward = ({ calls, pictures }: AwardPlan): CueStep[] => [
  ...calls.flatMap(({ winners }): CueStep[] => [
    { next: 'announce', reveals: false },
    { next: winners.length === 1 ? 'reveal-name' : 'reveal-group', reveals: true },
  ]),
  ...pictures.map((next): CueStep => ({ next, reveals: false })),
];

/** What has been revealed after so many steps; no name that has not. SPEC H16. */
export function revealedSteps(
  { calls, pictures }: AwardPlan,
  step: number,
): Pick<Extract<StageCue, { kind: 'award' }>, 'shown' | 'announced' | 'remaining' | 'picture'> {
  const shown = calls.slice(0, Math.floor(step / 2));
  const next = step % 2 === 1 ? calls[shown.length] : undefined;
  const { winners = [], ...rest } = next ?? {};
  return {
    shown,
    announced: next ? { ...(rest as Omit<AwardCall, 'winners'>), persons: winners.length } : null,
    remaining: calls.length - shown.length,
    picture: pictures[step - 2 * calls.length - 1] ?? 'calling',
  };
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
  prizes: readonly { prize: LocalText; count: number; amount: number | null }[],
  places: readonly ShowPlace[],
  named: (playerId: string) => Pick<AwardWinner, 'name' | 'unitName' | 'mark'>,
  currency: string,
): Awarded[] {
  const winners: Awarded[] = [];
  const fitting = places.filter((place) => place.tally.rightCount > 0);
  const award = { id: file.id, label: file.title };
  let at = 0;
  for (const [place, { prize: label, count, amount }] of prizes.entries()) {
    const edge = fitting[Math.min(at + count, fitting.length) - 1]?.rank;
    const value = amount === null ? null : { kind: 'money' as const, amount, currency };
    while (at < fitting.length && edge !== undefined && (fitting[at] as ShowPlace).rank <= edge) {
      const { playerId, rank, tally } = fitting[at] as ShowPlace;
      const points = file.rules.mode === 'speed' ? tally.points : tally.rightCount;
      const winner = { rank, ...named(playerId), points, elapsedMs: tally.elapsedMs };
      winners.push({ award, prize: { place, label, value }, winner });
      at += 1;
    }
  }
  return winners;
}
