import { limits } from '@hoithi/shared/contract/limits';

/** How fast one socket may speak. It lives and dies with the socket: no timer, no table of sockets. */
export type Pace = {
  /** null: the command is heard. Otherwise in how many milliseconds the next one may be. */
  take(nowMs: number): number | null;
};

type Allowance = { points: number; forMs: number };

/**
 * So many commands a second, and beyond them so many in ten seconds.
 *
 * Units   nowMs in milliseconds of any clock that never goes back.
 * Source  SPEC W3.
 */
export function openPace(
  steady: Allowance = { points: limits.commandsPerSecond, forMs: 1_000 },
  burst: Allowance = { points: limits.commandsBurst, forMs: 10_000 },
): Pace {
  const [second, beyond] = [openWindow(steady), openWindow(burst)];
  return {
    take(nowMs) {
      const waitMs = second(nowMs);
      if (waitMs === null) return null;
      const burstWaitMs = beyond(nowMs);
      return burstWaitMs === null ? null : Math.ceil(Math.min(waitMs, burstWaitMs));
    },
  };
}

/** A window begins with its first command; when it is over, the next command begins another. */
function openWindow({ points, forMs }: Allowance): Pace['take'] {
  let endsAtMs = Number.NEGATIVE_INFINITY;
  let left = 0;
  return (nowMs) => {
    if (nowMs >= endsAtMs) {
      endsAtMs = nowMs + forMs;
      left = points;
    }
    if (left === 0) return endsAtMs - nowMs;
    left -= 1;
    return null;
  };
}
