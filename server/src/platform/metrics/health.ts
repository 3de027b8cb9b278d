import type { StoreName } from '@hoithi/shared/contract/night';
import type { Queries } from '../db/database.ts';

/** What a store or the tables answered last. `ageMs`: since it last answered as it should. */
export type Part = { ok: boolean; ageMs: number };
export type Readiness = { ready: boolean; draining: boolean; parts: Record<string, Part> };

/** Asks one part; rejects, or answers false, when it is not as it should be. */
export type Probe = () => Promise<boolean>;
export type Health = {
  readiness(): Readiness;
  /** Asks every part now. */
  look(): Promise<void>;
  /** From now on this process takes nobody in. */
  drain(): void;
  stop(): void;
};

export const databaseAnswers = async (db: Queries): Promise<boolean> => (await db.query('select 1')).length === 1;

const everyMs = 2_000;
/** A part that has not answered for so long is away, also while its last question is still open. */
const silentMs = 6_000;

/**
 * Keeps asking the stores, so that whoever wants to know is answered at once and costs them nothing.
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
  const wellAtMs = new Map<string, number>();
  const failed = new Set<string>(names);
  const asking = new Set<string>();
  let draining = false;

  async function ask(name: string): Promise<void> {
    if (asking.has(name)) return;
    asking.add(name);
    const ok = await (probes[name] as Probe)().catch(() => false);
    asking.delete(name);
    if (ok) {
      wellAtMs.set(name, elapsedMs());
      failed.delete(name);
    } else if (!failed.has(name)) {
      failed.add(name);
      onUnavailable(name);
    }
  }
  const look = async () => void (await Promise.all(names.map(ask)));
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();

  function partOf(name: string): Part {
    const ageMs = Math.round(elapsedMs() - (wellAtMs.get(name) ?? begunMs));
    return { ok: !failed.has(name) && ageMs < silentMs, ageMs };
  }

  return {
    readiness() {
      const parts = Object.fromEntries(names.map((name) => [name, partOf(name)]));
      return { ready: !draining && Object.values(parts).every((part) => part.ok), draining, parts };
    },
    look,
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
