import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';

/**
 * What the log says, leaf by leaf; `docs/proof.md` has every field. A leaf holds ids, numbers and reasons, never a name or a
 * point: people stand in it by their pseudonym, and what identifies them is sealed. Instants are epoch milliseconds.
 *
 * Source  SPEC Z1, Z2.
 */
export type Leaf =
  | LogLeaf
  | BegunLeaf
  | RulesLeaf
  | QuestionsLeaf
  | SubmissionLeaf
  | TimetableLeaf
  | CloseLeaf
  | StandingLeaf
  | FinalizationLeaf
  | PublicationLeaf
  | DecisionLeaf
  | TableLeaf
  | ShowLeaf
  | LotsLeaf
  | UnitsLeaf
  | UnitsPublicationLeaf
  | SeedLeaf
  | DrawLeaf
  | AuditLeaf
  | KeyLeaf;
export type LeafOf<K extends Leaf['kind']> = Extract<Leaf, { kind: K }>;

type Head<K extends string> = { v: 1; kind: K; at: number };

/** The first leaf of a log. */
export type LogLeaf = Head<'log'> & {
  contest: string;
  demo: boolean;
  origin: string;
  /** Who signs (C2SP verifier key). */
  key: string;
  /** The last known checkpoint of the log before, where a restore lost what came behind it. */
  continues: { origin: string; size: number; root: string; reason: string } | null;
};
/** What was there before the contest had a log is in it from here: so many submissions. */
export type BegunLeaf = Head<'begun'> & { submissions: number };
/** `reason`: of an amendment; the first version has none. */
export type RulesLeaf = Head<'rules'> & { version: number; rulebook: Rulebook; reason?: string };
/** What a round may draw, committed to before it opens: the root over singly salted questions, in the order of their ids. */
export type QuestionsLeaf = Head<'questions'> & { round: string; count: number; root: string };

/** position from 1, change from 0, options, what was typed, arrival, instant that counts, round trip, credit. */
export type AnswerInLeaf = [
  position: number,
  change: number,
  options: string[],
  typed: string | null,
  arrivedAt: number,
  countedAt: number,
  roundTrip: number | null,
  credit: number,
];
/** `at` is the instant of the submission that counts. */
export type SubmissionLeaf = Head<'submission'> & {
  round: string;
  attempt: string;
  person: string;
  registeredAt: number;
  /** Made by the program; counts in a demo alone. */
  simulated: boolean;
  ordinal: number;
  practice: boolean;
  rules: number;
  /** One digit for each condition on a person in the rulebook, in its order: whether the person met it. */
  bits: string;
  day: string;
  startedAt: number;
  limitAt: number | null;
  by: string;
  questions: string[];
  handouts: number[];
  answers: AnswerInLeaf[];
  roundTrip: number | null;
  prediction: number | null;
  sealed: { name: string | null; unit: string | null };
};
/** A round closed early or extended. */
export type TimetableLeaf = Head<'timetable'> & { round: string; seq: number; closesAt: number };
/** What a settled round counted with: everybody's unit, sealed, and the units as they were. */
export type CloseLeaf = Head<'close'> & {
  round: string;
  closesAt: number;
  members: { count: number; root: string };
  units: UnitInLeaf[];
  /** Of a round with a table or a show: whom they give a number, with the digits of what the person was at the close. */
  brought?: [person: string, registeredAt: number, bits: string][];
  /** Where populations name lists: who stood on each when the round was settled. */
  lists?: [list: string, people: string[]][];
};
export type UnitInLeaf = {
  code: string;
  name: string;
  level: string;
  block: string | null;
  parent: string | null;
  headcounts: { kind: string; people: number; date: string }[];
  groups: { name: string; done: number; total: number }[];
};
/** One list of a numbered standing. `id`: of the list, or of the award that takes from it. */
export type StandingLeaf = Head<'standing'> & {
  round: string;
  version: number;
  list: number;
  id: string;
  rules: number;
  target: number | null;
  places: { count: number; hash: string };
  /** Whom which prize was given, from 0, in the order of the places. */
  prizes: [person: string, prize: number][];
  undecided: number;
};
export type FinalizationLeaf = Head<'finalization'> & {
  round: string;
  version: number;
  /** Who, by account; an assertion of a passkey over the standing's hash where there is one. */
  by: string[];
  assertions?: string[];
};
export type PublicationLeaf = Head<'publication'> & { round: string; version: number; document: string };

/** What the committee decided. People and attempts by what the log calls them. */
export type Decision =
  | { do: 'void' | 'restore'; attempt: string }
  | { do: 'exclude' | 'include'; person: string }
  | { do: 'key'; question: string; right: string[] | 'drop' | 'everybody' }
  | { do: 'order'; list: string; ids: string[]; draw?: string }
  | { do: 'lots'; award: string; ids: string[]; draw?: string }
  | { do: 'decline'; population: string; id: string }
  | { do: 'incident'; round: string; from: number; to: number; repeat: boolean }
  | { do: 'other'; what: string };
export type DecisionLeaf = Head<'decision'> & { no: string; by: string; reason: string; decision: Decision };

/**
 * A stored standing of units, in the places of all its lists, with the units it went by and which of them had been merged into
 * which others.
 */
export type UnitsLeaf = Head<'units'> & {
  version: number;
  rules: number;
  award: string;
  period: string | null;
  /** The rounds that it counts, each with the version of its standing. */
  rounds: [round: string, version: number][];
  units: UnitInLeaf[];
  merged: [code: string, into: string][];
  places: { count: number; hash: string };
  prizes: [code: string, prize: number][];
  undecided: number;
};
/** It was published: SHA-256 of the canonical JSON of the document. */
export type UnitsPublicationLeaf = Head<'units-publication'> & { version: number; document: string };

/** A signed version of a round's numbers; a value of null takes one back. */
export type TableLeaf = Head<'table'> & {
  round: string;
  no: number;
  rows: [column: string, id: string, value: number | null][];
};
/** What a run of a show came to that is a part of a round. */
export type ShowLeaf = Head<'show'> & {
  round: string;
  show: string;
  run: string;
  rows: [person: string, place: number, points: number][];
};
/**
 * A draw among those present at a show: step 0 freezes the list and names who has committed to a value, step 1 has the values and
 * the first 2,000 numbers of the order, step 2 who was absent at the end of the run and who won; null: it was never opened.
 */
export type LotsLeaf = Head<'lots'> & { draw: string; naming: number } & (
    | {
        step: 0;
        wanted: number;
        list: { count: number; hash: string; ids: string[] };
        people: { name: string; hash: string }[];
      }
    | { step: 1; values: string[]; numbers: number[] }
    | { step: 2; absent: number[]; winners: number[] | null }
  );
/**
 * Step 0 names where the seed will come from, over a list that is frozen; then, under the same draw, step 1 has its value, or
 * says why the draw was called off.
 */
export type SeedLeaf = Head<'seed'> & { draw: string } & (
    | { step: 0; of: DrawnOf; list: { count: number; hash: string }; source: SourceInLeaf; value: null }
    | { step: 1; value: string }
    | { step: 1; value: null; reason: string }
  );
/** What is drawn: an award, or equals at a rank of a list, as a standing had them. */
export type DrawnOf = { kind: 'award' | 'tie'; round: string; version: number; id: string; rank: number | null };
export type SourceInLeaf =
  | { kind: 'lottery'; company: string; prize: string; at: number; digits: number }
  | { kind: 'committed'; people: { name: string; hash: string }[] };
/** The first 2,000 of the order. */
export type DrawLeaf = Head<'draw'> & { draw: string; ids: string[] };
/** Where the hash chain of the audit trail ended. */
export type AuditLeaf = Head<'audit'> & { seq: number; hash: string };
/** Another key signs from here. signature: of the old key over the new one; null: it was lost, and the break is shown. */
export type KeyLeaf = Head<'key'> & { key: string; before: string; signature: string | null };

export const subjectOfSubmission = (attemptId: string): string => `submission/${attemptId}`;

/** What a leaf is about: a second one about the same is not made. */
export function subjectOf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'log':
      return `log/${leaf.origin}`;
    case 'rules':
      return `rules/${leaf.version}`;
    case 'questions':
    case 'close':
      return `${leaf.kind}/${leaf.round}`;
    case 'begun':
      return leaf.kind;
    case 'submission':
      return subjectOfSubmission(leaf.attempt);
    case 'timetable':
      return `timetable/${leaf.round}/${leaf.seq}`;
    case 'standing':
      return `standing/${leaf.round}/${leaf.version}/${leaf.list}`;
    case 'finalization':
    case 'publication':
      return `${leaf.kind}/${leaf.round}/${leaf.version}`;
    case 'decision':
      return `decision/${leaf.no}`;
    case 'table':
      return `table/${leaf.round}/${leaf.no}`;
    case 'show':
      return `show/${leaf.round}/${leaf.show}/${leaf.run}`;
    case 'lots':
      return `lots/${leaf.draw}/${leaf.naming}/${leaf.step}`;
    case 'seed':
      return `seed/${leaf.draw}/${leaf.step}`;
    case 'draw':
      return `draw/${leaf.draw}`;
    case 'units':
    case 'units-publication':
      return `${leaf.kind}/${leaf.version}`;
    case 'audit':
      return `audit/${leaf.seq}`;
    case 'key':
      return `key/${leaf.key}`;
  }
}
