import type { ContestCard, RoundCard } from './public.ts';
import type { UnitLevel } from './sign-in.ts';

/** The four counts, never added and never confused. Source: domain (a1). */
export type Counts = {
  attempts: number; // lượt thi: submitted entries of the round
  roundPersons: number; // distinct persons of the round
  sumOfRoundPersons: number; // roundPersons added over rounds so far
  contestPersons: number; // distinct persons over the contest so far
};

export type UnitParticipation = {
  code: string;
  name: string;
  level: UnitLevel;
  parentCode: string | null;
  block: string | null; // khối, the unit's own or that of the nearest unit above
  persons: number; // distinct people whom the headcount covers, of this unit and those below it
  citizens: number; // distinct people beside them whom no headcount covers: counted and not rated
  attempts: number;
  headcount: number | null; // null: no denominator, counted and not rated
  headcountDate: string | null; // ISO date
  headcountSource: string | null;
  rate: number | null; // persons / headcount, may exceed 1
  targetRate: number | null; // of this unit's own group; null: the rules set none for it. SPEC U11
  tile: [column: number, row: number] | null;
};

/** Participation for MC and screen. `coarse`: the public gets floors while a prediction depends on the figures. */
export type ParticipationView = {
  version: number;
  serverNowMs: number;
  contest: ContestCard;
  round: RoundCard | null; // the open one, else the latest
  coarse: boolean;
  counts: Counts | null; // null when coarse: only `persons` of the round card may be shown
  units: UnitParticipation[]; // districts and agencies
  targetRate: number | null; // the one target of all these units that have one; null: none has, or they differ
};

export type Peer = { name: string; rate: number; headcount: number };
/** A unit among its peers. SPEC U5. */
export type PeerPlace = {
  rank: number;
  of: number;
  /** The own rate as it is compared: that of the floor while figures are floors. */
  own: Peer;
  ahead: Peer | null; // the nearest with a higher rate
  behind: Peer | null; // the nearest with a lower rate
};
