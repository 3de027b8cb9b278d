import type { CountedKey, RoundTime } from '../rulebook.ts';
import type { Marked } from '../score/score.ts';
import type { Order } from './order.ts';
import type { Round } from './rounds.ts';

/** One submitted attempt. `marks`: by what the key was, the newest last. */
export type Attempt = {
  /** Of its leaf in the log. */
  place: number;
  ordinal: number;
  startedAt: number;
  submittedAt: number;
  elapsed: number;
  lastChange: number;
  bits: string;
  marks: readonly Marked[];
  voidedAt: number | null;
};
export type Person = { id: string; registeredAt: number };
export type Unit = {
  code: string;
  name: string;
  level: string;
  block: string | null;
  parent: string | null;
  headcounts: { kind: string; people: number; date: string }[];
  groups: { name: string; done: number; total: number }[];
};
/** What one person did in a round. */
export type Sitting = {
  counted: Attempt | null;
  attempts: number;
  perfect: number;
  bits: string;
};

export type Facts = {
  /** By round, then by person. */
  attempts: ReadonlyMap<string, ReadonlyMap<string, Attempt[]>>;
  people: ReadonlyMap<string, Person>;
  predictions: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By round and `place/show`, `points/show` or `column/column`. */
  numbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By round: the digits, as at its close, of whom its tables and shows give a number. */
  brought: ReadonlyMap<string, ReadonlyMap<string, { bits: string }>>;
  /** Who stood on which list. */
  lists: ReadonlyMap<string, ReadonlySet<string>>;
  units: ReadonlyMap<string, Unit>;
  /** By round: the unit of each person as at its close; null: it is not known. */
  unitAt: (round: string, person: string) => string | null | undefined;
  declined: readonly { population: string; id: string }[];
  orders: readonly ({ list: string } & Order)[];
  lots: readonly { award: string; ids: readonly string[] }[];
  /** Awards that stand as they were given, by result. */
  decided: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Which of the marks count, and which did at an instant. */
  epoch: number;
  epochAt: (ms: number) => number;
};

const resolutions: Record<string, number> = { second: 1000, tenth: 100, millisecond: 1 };

export const markOf = (attempt: Attempt, epoch: number): Marked =>
  attempt.marks[Math.min(epoch, attempt.marks.length - 1)]!;
export const isPerfect = ({ wrong, blank }: Marked): boolean => wrong === 0 && blank === 0;

export function elapsedOf(attempt: Attempt, { elapsed, resolution }: RoundTime): number {
  const step = resolutions[resolution] ?? 1000;
  return Math.floor((elapsed === 'submit' ? attempt.elapsed : attempt.lastChange) / step) * step;
}

/** Everybody's sitting of a round. `atClose`: what was taken out after the close is still there, by the keys of then. */
export function sittingsOf(round: Round, facts: Facts, atClose: boolean): Map<string, Sitting> {
  const epoch = atClose ? Math.min(facts.epoch, facts.epochAt(round.closesAt)) : facts.epoch;
  const sittings = new Map<string, Sitting>();
  for (const [person, all] of facts.attempts.get(round.id) ?? []) {
    const own = all.filter(({ voidedAt }) => voidedAt === null || (atClose && voidedAt >= round.closesAt));
    if (own.length === 0) continue;
    const counted = choose(round, own, epoch);
    const latest = own.reduce((one, other) => (other.submittedAt > one.submittedAt ? other : one));
    sittings.set(person, {
      counted,
      attempts: own.length,
      perfect: own.filter((each) => isPerfect(markOf(each, epoch))).length,
      bits: (counted ?? latest).bits,
    });
  }
  return sittings;
}

/** The first by the round's keys, then by its number. */
function choose(
  { counted: { by, completeOnly }, time }: Round,
  attempts: readonly Attempt[],
  epoch: number,
): Attempt | null {
  let best: Attempt | null = null;
  for (const each of attempts) {
    if (completeOnly && markOf(each, epoch).blank > 0) continue;
    if (best === null || isAhead(each, best, by, time, epoch)) best = each;
  }
  return best;
}

function isAhead(one: Attempt, other: Attempt, by: readonly CountedKey[], time: RoundTime, epoch: number): boolean {
  for (const { metric, order } of by) {
    const difference = numberOf(metric, one, time, epoch) - numberOf(metric, other, time, epoch);
    if (difference !== 0) return order === 'least' ? difference < 0 : difference > 0;
  }
  return one.ordinal < other.ordinal;
}

function numberOf(metric: string, attempt: Attempt, time: RoundTime, epoch: number): number {
  const mark = markOf(attempt, epoch);
  switch (metric) {
    case 'points':
      return mark.points;
    case 'right':
      return mark.right;
    case 'wrong':
      return mark.wrong;
    case 'allRight':
      return isPerfect(mark) ? 1 : 0;
    case 'elapsed':
      return elapsedOf(attempt, time);
    case 'submittedAt':
      return attempt.submittedAt;
    default:
      return attempt.startedAt;
  }
}
