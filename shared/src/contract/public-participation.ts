import type { Counts } from './participation.ts';
import type { ContestCard, PublicCount, RoundCard } from './public.ts';

/** One unit as anybody may see it. While figures are coarse, `persons`, `citizens`, `rate` and `rank` are those of floors. */
export type PublicUnit = {
  code: string;
  name: string;
  level: string;
  parentCode: string | null;
  block: string | null;
  persons: number; // distinct people whom the headcount covers, of this unit and those below it
  citizens: number; // distinct people beside them, counted and not rated
  headcount: number | null; // null: no denominator, counted and not rated
  headcountDate: string | null; // ISO date
  rate: number | null; // may exceed 1
  targetRate: number | null; // of this unit's own group; null: the rules set none for it. SPEC U11
  rank: number | null; // among rated units of the same level: 1 + how many have a higher rate
  tile: [column: number, row: number] | null;
};

/** A true map of a level, to be fetched once a version. */
export type UnitMapHead = { level: string; version: number; source: string; licence: string };

/** Participation of every unit of a contest, the same for the public page and the screen. GET /api/contests/:slug/participation. SPEC U21. */
export type PublicParticipation = {
  version: number;
  serverNowMs: number;
  contest: ContestCard;
  round: RoundCard | null; // the open one, else the latest
  mode: 'exact' | 'coarse' | 'hidden';
  counts: Counts | null; // null unless exact
  persons: PublicCount | null; // of the round; null when hidden
  units: PublicUnit[];
  maps: readonly UnitMapHead[];
  targetRate: number | null; // the one target of all these units that have one; null: none has, or they differ
};

/**
 * How the units of one level came in over a round: at each instant the persons so far, floors while figures are coarse.
 * Only units that lead by rate or by persons have a series. GET /api/contests/:slug/race?level=. SPEC U23.
 */
export type UnitRace = {
  level: string;
  mode: PublicParticipation['mode'];
  atMs: number[]; // ends of the hours, rising; the last may be now
  series: { code: string; name: string; headcount: number | null; persons: number[] }[];
};
