import type { Rules } from '../contract/rules.ts';
import { atResolution } from './elapsed.ts';
import type { Entry } from './entry.ts';

/**
 * The one entry that counts of all that a person submitted in a round; null if none does. The prediction is never
 * looked at, so that nobody covers a range of numbers with many attempts.
 *
 * best: more points, then less time at the rules' resolution, then submitted earlier. first, last: by ordinal.
 * Source  SPEC A7, A12; domain (a4) 1.
 */
export function countedEntry(entries: readonly Entry[], rules: Rules): Entry | null {
  const { counted, completeOnly } = rules.attempts;
  const complete = completeOnly ? entries.filter((entry) => entry.answered === entry.questionCount) : entries;
  const ahead = { best: isBetter, first: isFormer, last: isLatter }[counted];
  return complete.reduce<Entry | null>(
    (best, entry) => (best === null || ahead(entry, best, rules) ? entry : best),
    null,
  );
}

/** The counted entry of each person, one a person, in the order in which persons first appear. Source: SPEC A12, L1. */
export function countedEntries(entries: readonly Entry[], rules: Rules): Entry[] {
  const byPerson = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = byPerson.get(entry.contestantId);
    if (own === undefined) byPerson.set(entry.contestantId, [entry]);
    else own.push(entry);
  }
  return [...byPerson.values()].map((own) => countedEntry(own, rules)).filter((entry) => entry !== null);
}

function isBetter(one: Entry, other: Entry, rules: Rules): boolean {
  if (one.points !== other.points) return one.points > other.points;
  const { resolution } = rules.time;
  const laterBy = atResolution(one.elapsedMs, resolution) - atResolution(other.elapsedMs, resolution);
  if (laterBy !== 0) return laterBy < 0;
  if (one.submittedAtMs !== other.submittedAtMs) return one.submittedAtMs < other.submittedAtMs;
  return isFormer(one, other);
}

function isFormer(one: Entry, other: Entry): boolean {
  return one.ordinal < other.ordinal;
}

function isLatter(one: Entry, other: Entry): boolean {
  return one.ordinal > other.ordinal;
}
