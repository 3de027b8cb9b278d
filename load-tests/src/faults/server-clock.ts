/** What the crowd knows of the server's time, from readings in calm moments: the quickest one is the most exact. */
export type ServerClock = {
  /** The server answered `serverNowMs` to a request that left at `sentAtMs` and took so long, by our own clock. */
  receive(serverNowMs: number, sentAtMs: number, tookMs: number): void;
  /** How far the server's answer lies outside what it can have been; 0: the clock is right. Units: ms. */
  wrongBy(serverNowMs: number, sentAtMs: number, tookMs: number): number;
};

export function openServerClock(): ServerClock {
  let best: { offsetMs: number; uncertainMs: number } | null = null;
  return {
    receive(serverNowMs, sentAtMs, tookMs) {
      if (best && best.uncertainMs <= tookMs / 2) return;
      best = { offsetMs: serverNowMs - (sentAtMs + tookMs / 2), uncertainMs: tookMs / 2 };
    },
    wrongBy(serverNowMs, sentAtMs, tookMs) {
      if (!best) return 0;
      const earliest = sentAtMs + best.offsetMs - best.uncertainMs;
      const latest = sentAtMs + tookMs + best.offsetMs + best.uncertainMs;
      return Math.max(0, earliest - serverNowMs, serverNowMs - latest);
    },
  };
}
