import { limits } from '@hoithi/shared/contract/limits';

/** After the database was away, what was in time is sent again: a device waits up to eight seconds for that. Units: ms. SPEC N15. */
export const calmAfterMs = 10_000;

/**
 * `name` tells a message and its sender apart from all others; `said` is what it says; `about`: what it belongs to, where
 * somebody wants to know how many are still on their way.
 */
export type NamedMessage = { name: string; said: string; about?: string };

/**
 * When a message that could not be kept came for the first time. Sent again, word for word, to the same process it counts
 * by that instant: whoever was in time is not late because a store was away. SPEC N15.
 */
export type FirstArrivals = {
  of<A extends { atMs: number }>(message: NamedMessage, arrival: A): A;
  /** It came, and no store could take it. */
  note(message: NamedMessage, arrival: { atMs: number }): void;
  /** It was answered. */
  size(): number;
  forget(message: NamedMessage): void;
  /** How many came about this and were not answered yet. */
  waiting(about: string): number;
};

export function createFirstArrivals(arrivalsMax: number = limits.firstArrivalsMax): FirstArrivals {
  const held = new Map<string, { message: NamedMessage; arrival: { atMs: number } }>();
  const waiting = new Map<string, number>();

  function count(about: string | undefined, by: 1 | -1): void {
    if (about === undefined) return;
    const left = (waiting.get(about) ?? 0) + by;
    if (left > 0) waiting.set(about, left);
    else waiting.delete(about);
  }
  function drop(name: string): void {
    count(held.get(name)?.message.about, -1);
    held.delete(name);
  }
  const known = ({ name, said }: NamedMessage) => {
    const first = held.get(name);
    return first?.message.said === said ? first : undefined;
  };

  return {
    of: (message, arrival) => (known(message)?.arrival as typeof arrival | undefined) ?? arrival,
    note(message, arrival) {
      if (known(message)) return;
      drop(message.name);
      held.set(message.name, { message, arrival });
      count(message.about, 1);
      if (held.size <= arrivalsMax) return;
      const [oldest] = held.keys();
      if (oldest !== undefined) drop(oldest);
    },
    forget(message) {
      if (known(message)) drop(message.name);
    },
    size: () => held.size,
    waiting: (about) => waiting.get(about) ?? 0,
  };
}
