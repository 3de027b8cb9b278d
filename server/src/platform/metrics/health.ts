import type { StoreName } from '@hoithi/shared/contract/night';
import type { Queries } from '../db/database.ts';

/** How a store or the tables answered last. `ageMs`: since the last good answer. */
export type Part = { ok: boolean; ageMs: number };
export type Readiness = { ready: boolean; draining: boolean; parts: Record<string, Part> };

/** Checks one part; rejects or answers false when it does not work. */
export type Probe = () => Promise<boolean>;
export type Health = {
  readiness(): Readiness;
  /** Checks every part now. */
  check(): Promise<void>;
  /** From now on this process accepts nobody. */
  drain(): void;
  stop(): void;
};

export const databaseAnswers = async (db: Queries): Promise<boolean> => (await db.query('select 1')).length === 1;

const everyMs = 2_000;
/** A part that has not answered for this long is unavailable, also while its last check is still open. */
const silentMs = 6_000;

/**
 * Checks the stores continually, so that a request for their health is answered at once and costs them nothing.
 *
 * Source   SPEC N6.
 */
export function watchHealth(
  probes: Record<string, Probe>,
  onUnavailable: (part: string) => void,
  elapsedMs: () => number = () => performance.now(),
): Health {
  const names = Object.keys(probes);
  const begunMs = elapsedMs();
  const goodAtMs = new Map<string, number>();
  const failed = new Set<string>(names);
  const checking = new Map<string, Promise<void>>();
  let draining = false;

  /** One check of a part at a time. */
  function checkPart(name: string): Promise<void> {
    const running = checking.get(name) ?? probe(name).finally(() => checking.delete(name));
    checking.set(name, running);
    return running;
  }
  async function probe(name: string): Promise<void> {
    const ok = await (probes[name] as Probe)().catch(() => false);
    if (ok) {
      goodAtMs.set(name, elapsedMs());
      failed.delete(name);
    } else if (!failed.has(name)) {
      failed.add(name);
      onUnavailable(name);
    }
  }
  const timer = setInterval(() => {
    for (const name of names) void checkPart(name);
  }, everyMs);
  timer.unref();

  function partOf(name: string): Part {
    const ageMs = Math.round(elapsedMs() - (goodAtMs.get(name) ?? begunMs));
    return { ok: !failed.has(name) && ageMs < silentMs, ageMs };
  }

  return {
    readiness() {
      const parts = Object.fromEntries(names.map((name) => [name, partOf(name)]));
      return { ready: !draining && Object.values(parts).every((part) => part.ok), draining, parts };
    },
    async check() {
      await Promise.all([...checking.values()]); // what began earlier may have read an older state
      await Promise.all(names.map(checkPart));
    },
    drain: () => {
      draining = true;
    },
    stop: () => clearInterval(timer),
  };
}

/** The stores among the parts, as the page of the night shows them. */
export function storesOf({ parts }: Readiness): Record<StoreName, Part | null> {
  return { database: parts.database ?? null, redis: parts.redis ?? null };
}
