import type { LadderKey, Rules } from '../contract/rules.ts';
import { assert } from './assert.ts';
import { atResolution } from './elapsed.ts';
import { type Entry, hasFullScore } from './entry.ts';
import { predictionError } from './prediction.ts';

type DecidedBy = LadderKey | 'tie' | null; // null: nobody on that side

/** One place of a standing. The key that put it behind the place ahead, and the key that put it ahead of the next. */
export type Placed = {
  entry: Entry;
  rank: number;
  predictionError: number | null;
  aheadDecidedBy: DecidedBy;
  behindDecidedBy: DecidedBy;
};

/** One key's value for every entry; lower is ahead. `qualified` comes before the ladder where P4 applies. */
type Column = { key: LadderKey | 'qualified'; values: Float64Array };

/**
 * Orders the counted entries of a round, one a person, by the ladder's keys. Equals on all keys share a rank and as
 * many ranks are skipped; among equals the order is by contestant id and means nothing.
 *
 * A missing prediction stands behind every given one, or its entry is left out, as the rules say. With the prediction
 * as a qualifier, entries without a full score or without a prediction stand behind all others.
 *
 * Units   target is the true count of P5; null as long as it is not known, then no prediction is nearer than another.
 * Source  SPEC L1, L2, L3, P3, P4; domain (a3).
 */
export function rankEntries(entries: readonly Entry[], rules: Rules, target: number | null): Placed[] {
  const steps = rankInSteps(entries, rules, target);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of some milliseconds at most: a round of half a million entries leaves time for others in between. */
export function* rankInSteps(
  entries: readonly Entry[],
  rules: Rules,
  target: number | null,
): Generator<void, Placed[]> {
  const standing = rules.prediction?.missing === 'voids-entry' ? entries.filter((e) => e.prediction !== null) : entries;
  yield* assertOncePerPerson(standing);
  const columns = yield* columnsOf(standing, rules, target);
  const order = yield* sortInSteps(
    new Uint32Array(standing.length).map((_, at) => at),
    (one, other) => {
      for (let at = 0; at < columns.length; at++) {
        const { values } = columns[at]!;
        const mine = values[one]!;
        const theirs = values[other]!;
        if (mine !== theirs) return mine < theirs ? -1 : 1;
      }
      return standing[one]!.contestantId < standing[other]!.contestantId ? -1 : 1;
    },
  );
  return yield* place(standing, order, columns, target);
}

const perStep = 8_192;

function* assertOncePerPerson(standing: readonly Entry[]): Generator<void, void> {
  const persons = new Set<string>();
  for (let at = 0; at < standing.length; at++) {
    persons.add(standing[at]!.contestantId);
    if (at % perStep === perStep - 1) yield;
  }
  assert(persons.size === standing.length, 'a person stands once');
}

/** Whether the rules let an entry win at all: as a qualifier the prediction needs a full score too. Source: SPEC P4. */
export function mayWin(entry: Entry, rules: Rules): boolean {
  return rules.prediction?.role !== 'qualifier' || (hasFullScore(entry) && entry.prediction !== null);
}

function* columnsOf(entries: readonly Entry[], rules: Rules, target: number | null): Generator<void, Column[]> {
  const qualified = { key: 'qualified' as const, read: (entry: Entry) => (mayWin(entry, rules) ? 0 : 1) };
  const keys = rules.ladder.keys.map((key) => ({ key, read: readerOf(key, rules, target) }));
  const columns: Column[] = [];
  for (const { key, read } of rules.prediction?.role === 'qualifier' ? [qualified, ...keys] : keys) {
    const values = new Float64Array(entries.length);
    for (let at = 0; at < entries.length; at++) {
      values[at] = read(entries[at]!);
      if (at % perStep === perStep - 1) yield;
    }
    columns.push({ key, values });
  }
  return columns;
}

/** Direction is the key's own: more points and more perfect attempts are ahead, else the lower number is. */
function readerOf(key: LadderKey, rules: Rules, target: number | null): (entry: Entry) => number {
  switch (key) {
    case 'score':
      return (entry) => -entry.points;
    case 'elapsed':
      return (entry) => atResolution(entry.elapsedMs, rules.time.resolution);
    case 'predictionError':
      return ({ prediction }) => {
        if (prediction === null) return Number.POSITIVE_INFINITY;
        return target === null ? 0 : Math.abs(prediction - target);
      };
    case 'submittedAt':
      return (entry) => entry.submittedAtMs;
    case 'startedAt':
      return (entry) => entry.startedAtMs;
    case 'fewerAttempts':
      return (entry) => entry.attemptsInRound;
    case 'perfectAttempts':
      return (entry) => -entry.perfectAttempts;
    case 'registeredAt':
      return (entry) => entry.registeredAtMs;
  }
}

function* place(
  entries: readonly Entry[],
  order: Uint32Array,
  columns: readonly Column[],
  target: number | null,
): Generator<void, Placed[]> {
  const placed: Placed[] = [];
  for (const [position, at] of order.entries()) {
    const entry = entries[at]!;
    const ahead = placed[position - 1];
    const decided = ahead === undefined ? null : decideBetween(order[position - 1]!, at, entry, columns);
    if (ahead !== undefined) ahead.behindDecidedBy = decided;
    placed.push({
      entry,
      rank: decided === 'tie' && ahead !== undefined ? ahead.rank : position + 1,
      predictionError: target === null ? null : predictionError(entry.prediction, target),
      aheadDecidedBy: decided,
      behindDecidedBy: null,
    });
    if (position % perStep === perStep - 1) yield;
  }
  return placed;
}

/** The first key on which two neighbours differ. What an entry lacks to qualify is named by the key it concerns. */
function decideBetween(
  ahead: number,
  behind: number,
  entryBehind: Entry,
  columns: readonly Column[],
): LadderKey | 'tie' {
  const decisive = columns.find(({ values }) => values[ahead] !== values[behind]);
  if (decisive === undefined) return 'tie';
  if (decisive.key !== 'qualified') return decisive.key;
  return hasFullScore(entryBehind) ? 'predictionError' : 'score';
}

/** Sorted in one go; what takes longer is merged from such runs. */
const runLength = 8_192;

/**
 * Sorts indexes in steps, each short enough for other work between two of them: runs first, then merges of two
 * neighbours. The sort is stable.
 *
 * Answers  the same array, sorted; every `yield` is a place to pause.
 */
export function* sortInSteps(
  order: Uint32Array,
  compare: (one: number, other: number) => number,
): Generator<void, Uint32Array> {
  const { length } = order;
  for (let from = 0; from < length; from += runLength) {
    order.subarray(from, from + runLength).sort(compare);
    yield;
  }
  let source: Uint32Array = order;
  let target: Uint32Array = new Uint32Array(length);
  for (let width = runLength; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      yield* mergeInSteps(
        source,
        target,
        { from, middle: Math.min(from + width, length), to: from + 2 * width },
        compare,
      );
    }
    [source, target] = [target, source];
  }
  return source;
}

function* mergeInSteps(
  source: Uint32Array,
  target: Uint32Array,
  { from, middle, to }: { from: number; middle: number; to: number },
  compare: (one: number, other: number) => number,
): Generator<void, void> {
  const end = Math.min(to, source.length);
  let left = from;
  let right = middle;
  for (let at = from; at < end; at++) {
    const takeLeft = left < middle && (right >= end || compare(source[left]!, source[right]!) <= 0);
    target[at] = takeLeft ? source[left++]! : source[right++]!;
    if ((at - from) % runLength === runLength - 1) yield;
  }
}
