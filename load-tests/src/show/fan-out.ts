/** When one message reached the connections, from the first on. Units: ms. */
export type FanOut = { receivers: number; firstAtMs: number; p50: number; p99: number; last: number };

const withinMs = 30_000;

/** Gathers the arrivals of one message at many connections. */
export function gatherArrivals(): { note(): void; expect(receivers: number): Promise<FanOut> } {
  let arrived: number[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  let settle: ((fanOut: FanOut) => void) | null = null;
  return {
    note() {
      arrived.push(performance.now());
      if (arrived.length >= wanted) settle?.(spreadOf(arrived));
    },
    expect(receivers) {
      arrived = [];
      wanted = receivers;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(`a broadcast reached ${arrived.length} of ${receivers} connections within ${withinMs} ms`),
            ),
          withinMs,
        );
        settle = (fanOut) => {
          clearTimeout(timer);
          settle = null;
          resolve(fanOut);
        };
      });
    },
  };
}

/** From times as they were noted, which is in order. */
export function spreadOf(arrived: readonly number[]): FanOut {
  const first = arrived[0] ?? 0;
  const at = (share: number) =>
    (arrived[Math.min(arrived.length - 1, Math.floor(arrived.length * share))] ?? 0) - first;
  return { receivers: arrived.length, firstAtMs: first, p50: at(0.5), p99: at(0.99), last: at(1) };
}
