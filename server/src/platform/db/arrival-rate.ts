/** About so many arrivals back are remembered. */
const memory = 16;
/** A longer silence says nothing about what comes after it. */
const silenceMs = 100;

/** How fast items arrive, from the gaps between the last ones. */
export class ArrivalRate {
  #lastMs = Number.NEGATIVE_INFINITY;
  #gapMs = silenceMs;

  note(nowMs: number): void {
    const gapMs = Math.min(silenceMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    this.#gapMs += (gapMs - this.#gapMs) / memory;
  }

  /** Items a millisecond. */
  perMs(): number {
    return 1 / Math.max(this.#gapMs, 0.001);
  }
}

/** A commit costs as much as the rest of so many items: more of them in one gain little. */
const enoughItems = 12;
const lingerMaxMs = 3;
/** Below one item in ten milliseconds nothing would come meanwhile. */
const crowdPerMs = 0.1;

/**
 * How long the next commit waits for more items, with so many waiting: as long as it takes until enough are there, at most three
 * milliseconds, which nobody can tell; not at all for a few, who would wait in vain, and for a crowd that is there already.
 * Units: ms. Source: design 3.
 */
export function lingerFor(waiting: number, perMs: number): number {
  if (waiting >= enoughItems || perMs < crowdPerMs) return 0;
  return Math.min(lingerMaxMs, Math.ceil((enoughItems - waiting) / perMs));
}
