import type { RehearsalTaken, RehearsalWorkload } from '../../contract/rehearsal.ts';
import { seededRandom, shuffled } from '../random.ts';

/** What one simulated person does; instants count from the start of the storm. */
export type PersonPlan = {
  joinAtMs: number;
  /** Usual time before each answer. */
  thinkMs: number;
  lock: { atMs: number; backAtMs: number } | null;
  drop: { atMs: number; backAtMs: number } | null;
  slow: { atMs: number; untilMs: number } | null;
};

const slowMs = 5_000;
/** Part of the time in which everybody has handed in, unless the server delays them. */
const sitPart = 0.9;

/**
 * Spreads a workload over people: the same seed makes the same crowd. Joins are even over the storm; the lock wave comes
 * a third of the way between the storm and the end, and its phones come back together, within a second.
 *
 * Units   milliseconds from the start; percentages are rounded to whole people.
 * Source  SPEC Y3.
 */
export function planCrowd(
  work: RehearsalWorkload,
  attempt: RehearsalTaken['attempt'],
  seed: string,
): { people: PersonPlan[]; endsAtMs: number } {
  const random = seededRandom(seed);
  const endsAtMs = work.seconds * 1000;
  const stormMs = work.joinSeconds * 1000;
  const waveAtMs = stormMs + (endsAtMs - stormMs) / 3;
  const locked = choose(work.people, work.lockPercent, random);
  const dropped = choose(work.people, work.dropPercent, random);
  const slow = choose(work.people, work.slowPercent, random);
  const people = Array.from({ length: work.people }, (_, at) => {
    const joinAtMs = Math.round((at * stormMs) / work.people);
    const within = () => joinAtMs + (0.2 + 0.5 * random()) * (endsAtMs - joinAtMs);
    const dropAtMs = dropped.has(at) ? within() : null;
    const slowAtMs = slow.has(at) ? within() : null;
    const unavailableMs = locked.has(at) ? work.lockSeconds * 1000 : 0;
    return {
      joinAtMs,
      thinkMs: thinkOf(endsAtMs * sitPart - joinAtMs - unavailableMs, attempt),
      lock: locked.has(at) ? { atMs: waveAtMs, backAtMs: waveAtMs + unavailableMs + 1000 * random() } : null,
      drop: dropAtMs === null ? null : { atMs: dropAtMs, backAtMs: dropAtMs + 1000 + 2000 * random() },
      slow: slowAtMs === null ? null : { atMs: slowAtMs, untilMs: slowAtMs + slowMs },
    };
  });
  return { people, endsAtMs };
}

/** Answers fill the time that there is, and stay within the limits of the attempt and of the question. */
function thinkOf(restMs: number, { questions, seconds, questionSeconds }: RehearsalTaken['attempt']): number {
  const steps = questions + 1;
  const byRest = restMs / steps;
  const byAttempt = seconds === null ? byRest : (seconds * 1000 * 0.8) / steps;
  const byQuestion = questionSeconds === null ? byRest : questionSeconds * 1000 * 0.6;
  return Math.max(50, Math.round(Math.min(byRest, byAttempt, byQuestion)));
}

/** Exactly so many of a hundred, whoever they are. */
function choose(people: number, percent: number, random: () => number): Set<number> {
  const wanted = Math.round((people * percent) / 100);
  return new Set(shuffled([...Array(people).keys()], random).slice(0, wanted));
}
