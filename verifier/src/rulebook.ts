/** The part of a rulebook that results follow from, as docs/proof.md describes it. */

export type Marks = { right: number; wrong: number; blank: number };
export type QuizPoints = {
  start: number;
  default: Marks;
  byLevel: Record<string, Marks>;
  several: 'all-or-nothing' | 'share';
};
export type Part =
  | { kind: 'quiz'; pacing: 'one-by-one' | 'paper'; questionSeconds: number | null; points: QuizPoints }
  | {
      kind: 'prediction';
      of: 'allRight' | 'participants' | 'attempts';
      population: string;
      missing: 'last' | 'void';
      basis: 'as-closed' | 'after-verification';
    }
  | { kind: 'show'; id: string }
  | { kind: 'table'; columns: { id: string }[] };

export type RoundTime = {
  limitSeconds: number | null;
  graceMs: number;
  resolution: string;
  elapsed: 'submit' | 'last-change';
  lagCredit: { quotaMs: number; refillMs: number };
};
export type CountedKey = { metric: string; order: 'most' | 'least' };
type Body = {
  id: string;
  admits: string;
  parts: Part[];
  time: RoundTime;
  counted: { by: CountedKey[]; completeOnly: boolean };
};
export type Window = { opensAt: string; closesAt: string };
export type RoundRule =
  | (Body & { kind: 'round'; window: Window })
  | (Body & {
      kind: 'series';
      at: Window[] | { from: string; to: string; weekdays: number[]; hours: { opens: string; closes: string } };
    });

export type Condition =
  | { kind: 'everybody' }
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'unit'; levels?: string[]; blocks?: string[]; codes?: string[] }
  | { kind: 'field' | 'number' | 'age' | 'role' }
  | { kind: 'roster'; roster: string }
  | { kind: 'population'; population: string }
  | Qualified
  | { kind: 'won'; award: string };
export type Qualified = {
  kind: 'qualified';
  standing: string;
  top: number;
  per: 'standing' | 'unit' | 'block';
  level?: string;
  ties: 'all' | 'decide';
};
export type Population = { id: string; of: 'people' | 'units'; where: Condition };

export type Measure = {
  metric: string;
  level?: string;
  show?: string;
  column?: string;
  over?: string[];
  fold: 'only' | 'sum' | 'best' | 'count';
  best: number;
};
export type Key = Measure & { order: 'most' | 'least' };
export type Need = Measure & { min?: number; max?: number };
export type People = { population: string; headcount: string };
export type Formula = {
  kind: 'formula';
  filter: {
    minPersons: number;
    minRate: number | null;
    minRateBySize: { under: number | null; minRate: number }[];
    mandatory: { name: string; atLeast: { unit: 'persons'; persons: number } | { unit: 'share'; share: number } }[];
    people: People;
    minPersonsOf?: string;
  };
  grouping: 'together' | 'level' | 'block';
  comparison: { method: 'plain' } | { method: 'size-bands'; bounds: number[] } | { method: 'wilson'; z: number };
  metrics: { metric: string; weight: number; scale: 'own' | 'best'; people: People }[];
  ratesOver: 'contest' | 'mean-of-rounds';
  decimals: number;
};
export type Standing = {
  id: string;
  population: string;
  over: string[];
  each?: 'round' | 'day' | 'week' | 'month';
  by: { kind: 'keys'; keys: Key[] } | Formula | { kind: 'committee' };
  needs: Need[];
  ties?: 'shared' | 'committee' | 'draw' | 'sudden-death';
};
export type Prize = {
  count: number | null;
  needs: Need[];
  value: { kind: 'money'; amount: number } | { kind: 'goods' } | null;
  points: number;
};
export type Award = {
  id: string;
  from: string;
  take:
    | { kind: 'places' }
    | { kind: 'ranks'; upTo: number }
    | { kind: 'all' }
    | { kind: 'share'; share: number }
    | { kind: 'draw' };
  needs: Need[];
  prizes: Prize[];
};
export type Cap = {
  over: string[];
  per: 'round' | 'contest';
  max?: number;
  keep: 'first' | 'highest';
  shareOfParticipants?: number;
};
export type Rulebook = {
  version: 1;
  locale: { timezone: string };
  populations: Population[];
  rounds: RoundRule[];
  standings: Standing[];
  awards: Award[];
  caps: Cap[];
};

const personal = new Set(['field', 'number', 'age', 'unit', 'roster', 'role']);

/** A population's conditions on a person, in the order of the digits in the leaves: this many before each population. */
export function countDigits(populations: readonly Population[]): ReadonlyMap<string, number> {
  let count = 0;
  const starts = new Map<string, number>();
  for (const { id, of, where } of populations) {
    starts.set(id, count);
    if (of === 'people') count += digitsOf(where);
  }
  return starts;
}

export function digitsOf(condition: Condition): number {
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.of.reduce((sum, each) => sum + digitsOf(each), 0);
  if (condition.kind === 'not') return digitsOf(condition.of);
  return personal.has(condition.kind) ? 1 : 0;
}

/** Whether the value has what this program reads; a rulebook in a leaf was checked when it was announced. */
export function readRulebook(value: unknown): Rulebook | null {
  const book = value as Partial<Rulebook> | null;
  const isList = (each: unknown) => Array.isArray(each);
  const fits =
    book?.version === 1 &&
    typeof book.locale?.timezone === 'string' &&
    [book.populations, book.rounds, book.standings, book.awards].every(isList);
  return fits ? { ...(book as Rulebook), caps: book.caps ?? [] } : null;
}
