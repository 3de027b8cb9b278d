import { limits } from '@hoithi/shared/contract/limits';

/** How fast one socket may send commands. It belongs to the socket: no timer, no table of sockets. */
export type Pace = {
  /** null: the command is handled. Otherwise in how many milliseconds the next one may be. */
  take(nowMs: number): number | null;
};

type Allowance = { points: number; forMs: number };
const usualSteady: Allowance = { points: limits.commandsPerSecond, forMs: 1_000 };
const usualBurst: Allowance = { points: limits.commandsBurst, forMs: 10_000 };

/**
 * So many commands a second, and beyond them so many in ten seconds.
 *
 * Units   nowMs in milliseconds of any clock that never goes back.
 * Source  SPEC W3.
 */
export const openPace = (steady: Allowance = usualSteady, burst: Allowance = usualBurst): Pace =>
  new TwoWindows(steady, burst);

/** Four numbers a socket and nothing else: there are thousands of sockets. */
class TwoWindows implements Pace {
  private readonly steady: Allowance;
  private readonly burst: Allowance;
  private steadyEndsAtMs = Number.NEGATIVE_INFINITY;
  private steadyLeft = 0;
  private burstEndsAtMs = Number.NEGATIVE_INFINITY;
  private burstLeft = 0;

  constructor(steady: Allowance, burst: Allowance) {
    this.steady = steady;
    this.burst = burst;
  }

  /** A window begins with its first command; when it is over, the next command begins another. */
  take(nowMs: number): number | null {
    if (nowMs >= this.steadyEndsAtMs) {
      this.steadyEndsAtMs = nowMs + this.steady.forMs;
      this.steadyLeft = this.steady.points;
    }
    if (this.steadyLeft > 0) {
      this.steadyLeft -= 1;
      return null;
    }
    if (nowMs >= this.burstEndsAtMs) {
      this.burstEndsAtMs = nowMs + this.burst.forMs;
      this.burstLeft = this.burst.points;
    }
    if (this.burstLeft === 0) return Math.ceil(Math.min(this.steadyEndsAtMs, this.burstEndsAtMs) - nowMs);
    this.burstLeft -= 1;
    return null;
  }
}
