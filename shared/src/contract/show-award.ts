import type { CommittedPeople } from './draws.ts';
import type { PrizeValue } from './results.ts';
import type { LocalText } from './text.ts';

/** What a hall sees of awards and draws. SPEC H16, H28, H29. */

export type AwardWinner = {
  rank: number;
  name: string;
  unitName: string | null;
  /** Of the team, else of the unit: as on the board. */
  mark: number | null;
  /** What the place rests on, e.g. points and time. */
  points: number;
  elapsedMs: number;
};
/** What is called at once: one person of a high prize, a whole group of a low one. */
export type AwardCall = {
  /** null: there is one award alone. */
  award: LocalText | null;
  prize: LocalText;
  value: PrizeValue | null;
  /** The prize's number in its award, from 0: the first prize. */
  place: number;
  /** Best first. */
  winners: AwardWinner[];
};
/** A number that was drawn. `absent`: removed since; the next one took the place. */
export type DrawnName = { number: number; name: string; unitName: string | null; absent: boolean };
export const awardPictures = ['calling', 'podium', 'honour'] as const;
export type AwardPicture = (typeof awardPictures)[number];

/** A drawing that anybody can make again. Source: docs/proof.md, part 10. */
export type ShowDraw = {
  draw: string;
  title: LocalText;
  /** The list: the id of number 1, 2, ... Each phone knows its own. */
  ids: string[];
  listHash: string;
  people: CommittedPeople;
  /** In the order of the names; null: never opened. */
  values: string[] | null;
  /** The first numbers of the order. */
  numbers: number[];
};
