import type { PlayerStatus, PlayerView } from '../../contract/show.ts';

export type PlayerFacts = {
  playerId: string;
  /** Rises in the order of joining; 1-based without a gap where the rules cap the players. */
  order: number;
  joinedAtMs: number;
  unitCode: string | null;
};
/** The answer of a player that counts: the last one saved. elapsedMs: less the lag credit, not yet in whole steps. */
export type CountedAnswer = { playerId: string; given: string; arrivedAtMs: number; elapsedMs: number };
export type PlayerTally = {
  playerId: string;
  order: number;
  joinedAtMs: number;
  unitCode: string | null;
  status: PlayerStatus;
  points: number;
  rightCount: number;
  /** Over the right answers, each in whole steps and at least `fullUnderMs`. */
  elapsedMs: number;
  streak: number;
  /** Sudden deaths survived at a shared place: more is ahead. */
  edge: number;
  /** The asking that eliminated the player. */
  outAt: number | null;
  /** By the last rescue, until the next question is revealed. */
  back: boolean;
  last: PlayerView['last'];
};
export type Tally = Map<string, PlayerTally>;
