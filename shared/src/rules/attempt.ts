/**
 * The instant T at which an attempt locks: its time limit or the round's close, whichever comes first.
 *
 * Units   epoch milliseconds on the server's clock.
 * Source  SPEC T2.
 */
export function attemptLocksAtMs(
  startedAtMs: number,
  time: { limitSeconds: number | null },
  roundClosesAtMs: number,
): number {
  if (time.limitSeconds === null) return roundClosesAtMs;
  return Math.min(startedAtMs + time.limitSeconds * 1000, roundClosesAtMs);
}
