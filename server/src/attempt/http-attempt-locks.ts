import { limits } from '@hoithi/shared/contract/limits';
import type { Bus } from '../platform/bus/bus.ts';

/** Which session takes an attempt over HTTP, known in every process. A socket takes it over, and back. SPEC A11, W12. */
export type HttpAttemptLocks = {
  claim(attemptId: string, mark: string): void;
  /** null: nobody takes it over HTTP, as far as this process knows. */
  holderOf(attemptId: string): string | null;
  size(): number;
};

const prefix = 'http:';

export function openHttpAttemptLocks(bus: Bus, playersMax: number = limits.httpAttemptLocksMax): HttpAttemptLocks {
  const holders = new Map<string, string>();
  bus.subscribe('attempt:claimed', ({ attemptId, socketId }) => {
    holders.delete(attemptId);
    if (!socketId.startsWith(prefix)) return;
    holders.set(attemptId, socketId.slice(prefix.length));
    if (holders.size <= playersMax) return;
    const [oldest] = holders.keys();
    if (oldest !== undefined) holders.delete(oldest); // its next message claims it again
  });
  bus.subscribe('attempt:ended', ({ attemptId }) => void holders.delete(attemptId));
  return {
    claim: (attemptId, mark) => bus.publish('attempt:claimed', { attemptId, socketId: prefix + mark }),
    holderOf: (attemptId) => holders.get(attemptId) ?? null,
    size: () => holders.size,
  };
}
