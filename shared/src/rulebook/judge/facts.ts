import type { ExcludedRole } from '../../contract/refusal.ts';

/** What the ledger knows, as plain values: all that a result rests on. Instants are epoch milliseconds. SPEC M5. */
export type Facts = {
  people: readonly PersonFacts[];
  units: readonly UnitRow[];
  attempts: readonly AttemptFacts[];
  /** One a person and round, locked when given. */
  predictions: readonly { personId: string; roundId: string; value: number }[];
  shows: readonly { roundId: string; showId: string; personId: string; place: number; points: number }[];
  /** Numbers that the committee brought for a person or a unit; of several for one the last signed counts. */
  tables: readonly { roundId: string; column: string; subject: string; value: number; signedAtMs: number }[];
  /** Who gives up a place in a population of the qualified. */
  declined: readonly { population: string; id: string }[];
  /** Orders among equals, or whole orders of the committee, the newest first; `list`: the standing with its period. */
  orders: readonly ({ list: string } & EqualsOrder)[];
  /** Lots as they were drawn. */
  lots: readonly { award: string; ids: readonly string[] }[];
};

/** `drawn`: by lots, so that whoever is no longer among the equals is skipped; else it is about exactly these. */
export type EqualsOrder = { ids: readonly string[]; drawn?: boolean };

/** `attemptsAtClose`: as they stood at the close, where decisions have changed them since. */
export type DecidedFacts = Facts & { attemptsAtClose?: readonly AttemptFacts[] };

/** Awards that were decided before and stand, by the id of their result: they are not decided once more. */
export type Decided = readonly { award: string; won: readonly { id: string; prize: number }[] }[];

export type PersonFacts = {
  id: string;
  registeredAtMs: number;
  birthDate: string | null; // ISO date
  roles: readonly ExcludedRole[];
  rosters: readonly string[];
  /** What the person stated, each from its instant on; the oldest first. */
  profile: readonly { fromMs: number; unit: string | null; fields: Readonly<Record<string, string | number>> }[];
};

export type UnitRow = {
  code: string;
  name: string;
  level: string;
  block: string | null;
  parent: string | null;
  headcounts: readonly { kind: string; people: number; date: string }[];
  groups: readonly { name: string; done: number; total: number }[];
  /** Only there for those below it: it has no place of its own. */
  heading?: boolean;
  /** First and last day (ISO dates); left out or null: no bound. Outside its rounds it does not compete. */
  validFrom?: string | null;
  validTo?: string | null;
};

/** One submitted attempt with its counted parts; practice is never one. */
export type AttemptFacts = {
  personId: string;
  roundId: string;
  ordinal: number; // n-th of this person in the round
  startedAtMs: number;
  submittedAtMs: number;
  elapsedMs: number; // exact, after credit
  elapsedToLastChangeMs: number;
  points: number;
  pointsMax: number;
  right: number;
  wrong: number;
  blank: number;
  rightByLevel: Readonly<Record<string, number>>;
  /** Taken out of every count at this instant; null: it stands. */
  voidedAtMs: number | null;
};

export const noFacts: Facts = {
  people: [],
  units: [],
  attempts: [],
  predictions: [],
  shows: [],
  tables: [],
  declined: [],
  orders: [],
  lots: [],
};
