import { limits } from '@hoithi/shared/contract/limits';

/**
 * When a message that could not be kept came for the first time. Sent again, word for word, to the same process it counts
 * by that instant: whoever was in time is not late because a store was away. SPEC N15.
 */
export type FirstArrivals = {
  /** `name` tells the message and its sender apart from all others; `said` is what it says. */
  of<A extends { atMs: number }>(name: string, said: string, arrival: A): A;
  /** It came, and no store could take it. */
  note(name: string, said: string, arrival: { atMs: number }): void;
  /** It was answered. */
  forget(name: string, said: string): void;
  size(): number;
};

export function holdFirstArrivals(arrivalsMax: number = limits.firstArrivalsMax): FirstArrivals {
  const held = new Map<string, { said: string; arrival: { atMs: number } }>();
  return {
    of(name, said, arrival) {
      const first = held.get(name);
      return first?.said === said ? (first.arrival as typeof arrival) : arrival;
    },
    note(name, said, arrival) {
      const first = held.get(name);
      if (first?.said === said) return;
      held.set(name, { said, arrival });
      if (held.size <= arrivalsMax) return;
      const [oldest] = held.keys();
      if (oldest !== undefined) held.delete(oldest);
    },
    forget(name, said) {
      if (held.get(name)?.said === said) held.delete(name);
    },
    size: () => held.size,
  };
}
