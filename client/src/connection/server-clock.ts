/**
 * The server's time as this page knows it. Only `performance.now` is read: it never jumps when somebody sets the
 * device's clock. Of all samples the one with the shortest round trip is believed. SPEC T1.
 */
export type ServerClock = {
  /** Epoch ms on the server's clock. */
  nowMs: () => number;
  /** A question asked at `askedAt` and answered now with the server's time. */
  learn: (serverNowMs: number, askedAt: number) => void;
  /** A time the server told without being asked: it cannot be later than now. */
  hear: (serverNowMs: number) => void;
  /** The page may have slept, and performance.now with it: believe the next sample whatever it is. */
  suspect: () => void;
};

export function serverClock(elapsed: () => number = () => performance.now()): ServerClock {
  let offsetMs: number | null = null;
  let bestRoundTripMs = Number.POSITIVE_INFINITY;
  return {
    nowMs: () => elapsed() + (offsetMs ?? 0),
    learn: (serverNowMs, askedAt) => {
      const now = elapsed();
      const roundTripMs = now - askedAt;
      if (roundTripMs > bestRoundTripMs) return;
      bestRoundTripMs = roundTripMs;
      offsetMs = serverNowMs + roundTripMs / 2 - now;
    },
    hear: (serverNowMs) => {
      const least = serverNowMs - elapsed();
      if (offsetMs === null || least > offsetMs) offsetMs = least;
    },
    suspect: () => {
      bestRoundTripMs = Number.POSITIVE_INFINITY;
    },
  };
}
