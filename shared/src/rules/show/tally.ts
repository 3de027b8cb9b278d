import type { SeatStatus, SeatView } from '../../contract/show.ts';

export type SeatFacts = {
  seatId: string;
  /** Rises in the order of joining; 1-based without a gap where the rules cap the players. */
  order: number;
  joinedAtMs: number;
  unitCode: string | null;
};
/** The answer of a seat that counts: the last one kept. elapsedMs: less the lag credit, not yet in whole steps. */
export type CountedAnswer = { seatId: string; optionId: string; arrivedAtMs: number; elapsedMs: number };
export type SeatTally = {
  seatId: string;
  order: number;
  joinedAtMs: number;
  unitCode: string | null;
  status: SeatStatus;
  points: number;
  rightCount: number;
  /** Over the right answers, each in whole steps. */
  elapsedMs: number;
  streak: number;
  /** Sudden deaths survived at a shared place: more is ahead. */
  edge: number;
  /** The asking that put the seat out. */
  outAt: number | null;
  last: SeatView['last'];
};
export type Tally = Map<string, SeatTally>;
