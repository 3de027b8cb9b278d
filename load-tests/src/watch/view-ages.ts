import type { Latency } from '../measure/latency.ts';

/** One watcher of one subject, such as a unit's leader or a screen that shows the total. */
export type Watch = {
  /** A view has arrived whose figure is this. */
  seen(figure: number, atMs: number): void;
  /** How many acknowledged submissions no view of this watcher has counted yet. */
  waiting(): number;
};
export type ViewAges = {
  /** One more submission of this subject was acknowledged. */
  acked(subject: string, atMs: number): void;
  /** A watcher who received `figure` at entering: what had been counted by then is not measured. */
  watch(subject: string, figure: number, latency: Latency): Watch;
};

/**
 * How old the figures of watchers are: from the ack of the n-th submission of a subject to the first view of a watcher
 * that counts n. A view that was there before the ack has the age 0.
 *
 * Units  milliseconds.
 */
export function openViewAges(): ViewAges {
  type Watching = { figure: number; latency: Latency };
  const subjects = new Map<string, { acks: number[]; watching: Watching[] }>();
  function subjectOf(name: string): { acks: number[]; watching: Watching[] } {
    const known = subjects.get(name) ?? { acks: [], watching: [] };
    subjects.set(name, known);
    return known;
  }
  return {
    acked(subject, atMs) {
      const { acks, watching } = subjectOf(subject);
      acks.push(atMs);
      for (const each of watching) if (each.figure >= acks.length) each.latency.record(0);
    },
    watch(subject, figure, latency) {
      const { acks, watching } = subjectOf(subject);
      const own: Watching = { figure, latency };
      watching.push(own);
      return {
        seen(newest, atMs) {
          for (let at = own.figure; at < Math.min(newest, acks.length); at++) latency.record(atMs - (acks[at] ?? atMs));
          own.figure = Math.max(own.figure, newest);
        },
        waiting: () => Math.max(0, acks.length - own.figure),
      };
    },
  };
}
