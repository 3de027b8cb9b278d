import type { ShowFile } from '../../contract/show-file.ts';
import type { PlayerTally, Tally } from './tally.ts';

export type ShowPlace = { playerId: string; rank: number; tally: PlayerTally };
export type TeamPlace = { team: string; rank: number; mean: number; members: number };

/**
 * The board: everybody with a place, best first. Equal in what the mode counts is an equal rank, and as many ranks are
 * skipped; within a rank the order of joining.
 *
 * Speed: points, then sudden death. Accuracy: right answers, less time, sudden death. Elimination: those who are in, then
 * those who were out later, then right answers, less time, sudden death. Reserves have no place until a rescue lets them in.
 *
 * Source   SPEC H10-H12, H11a, H14.
 */
export function rankShow(file: ShowFile, tally: Tally, removed: ReadonlySet<string>): ShowPlace[] {
  const players = [...tally.values()].filter((player) => player.status !== 'reserve' && !removed.has(player.playerId));
  const compare = comparePlayers(file);
  players.sort((a, b) => compare(a, b) || a.order - b.order);
  const places: ShowPlace[] = [];
  for (const [at, player] of players.entries()) {
    const before = places[at - 1];
    const rank = before && compare(before.tally, player) === 0 ? before.rank : at + 1;
    places.push({ playerId: player.playerId, rank, tally: player });
  }
  return places;
}

/** Who is ahead: negative, the first one; 0, they share a place. */
export function comparePlayers(file: Pick<ShowFile, 'rules'>): (a: PlayerTally, b: PlayerTally) => number {
  const { mode } = file.rules;
  const byEdge = (a: PlayerTally, b: PlayerTally) => b.edge - a.edge;
  if (mode === 'speed') return (a, b) => b.points - a.points || byEdge(a, b);
  const byAccuracy = (a: PlayerTally, b: PlayerTally) =>
    b.rightCount - a.rightCount || a.elapsedMs - b.elapsedMs || byEdge(a, b);
  if (mode === 'accuracy') return byAccuracy;
  return (a, b) => standing(b) - standing(a) || byAccuracy(a, b);
}

/** How far a player came in an elimination: in is beyond every question. */
const standing = ({ status, outAt }: PlayerTally): number => (status === 'in' ? Number.MAX_SAFE_INTEGER : (outAt ?? 0));

/**
 * Teams by the mean of their best n, a missing one counted as zero. The mean is rounded to one decimal, as it is printed,
 * and equal printed means share a rank.
 *
 * Source   SPEC H13, H14.
 */
export function rankTeams(
  file: ShowFile,
  places: readonly ShowPlace[],
  teamOf: (unitCode: string | null) => string | null,
): TeamPlace[] {
  const best = file.rules.teams?.best ?? 1;
  const scores = new Map<string, number[]>();
  for (const { tally } of places) {
    const team = teamOf(tally.unitCode);
    if (team === null) continue;
    const score = file.rules.mode === 'speed' ? tally.points : tally.rightCount;
    const members = scores.get(team);
    if (members) members.push(score);
    else scores.set(team, [score]);
  }
  const teams = [...scores].map(([team, members]) => {
    const counted = members.sort((a, b) => b - a).slice(0, best);
    const mean = Math.round((counted.reduce((sum, score) => sum + score, 0) / best) * 10) / 10;
    return { team, mean, members: counted.length };
  });
  teams.sort((a, b) => b.mean - a.mean || (a.team < b.team ? -1 : 1));
  return teams.map((team) => ({ ...team, rank: 1 + teams.filter((other) => other.mean > team.mean).length }));
}
