/**
 * The server's time as this page knows it. Only `performance.now` is read: it never jumps when somebody sets the
 * device's clock. Of all samples the one with the shortest round trip is believed. SPEC T1.
 */
export type ServerClock = {
  /** Epoch ms on the server's clock. */
  nowMs: () => number;
  /** The answer to a request that was sent at `sentAtMs` of this device: the server's time, received now. */
  learn: (serverNowMs: number, sentAtMs: number) => void;
  /** A time that the server sent without a request: it cannot be later than now. */
  receive: (serverNowMs: number) => void;
  /** The page may have slept, and performance.now with it: believe the next sample whatever it is. */
  suspect: () => void;
};

export function serverClock(elapsed: () => number = () => performance.now()): ServerClock {
  let offsetMs: number | null = null;
  let bestRoundTripMs = Number.POSITIVE_INFINITY;
  return {
    nowMs: () => elapsed() + (offsetMs ?? 0),
    learn: (serverNowMs, sentAtMs) => {
      const now = elapsed();
      const roundTripMs = now - sentAtMs;
      if (roundTripMs > bestRoundTripMs) return;
      bestRoundTripMs = roundTripMs;
      offsetMs = serverNowMs + roundTripMs / 2 - now;
    },
    receive: (serverNowMs) => {
      const least = serverNowMs - elapsed();
      if (offsetMs === null || least > offsetMs) offsetMs = least;
    },
    suspect: () => {
      bestRoundTripMs = Number.POSITIVE_INFINITY;
    },
  };
}
