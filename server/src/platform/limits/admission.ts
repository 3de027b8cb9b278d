/**
 * The waiting room before a start: a crowd that presses at once is let in by waves, at a rate the house can carry, in
 * the order it came. It waits before any work is done for it, so that answers of running attempts never stand behind it.
 *
 * Decisions rest on the times given, never on a timer: one that is late or runs twice lets in nobody too many.
 * Source  SPEC W5, W6.
 */
export type Decision =
  | { kind: 'in' }
  | { kind: 'wait'; ahead: number; estimateMs: number; pollInMs: number }
  | { kind: 'busy'; retryInMs: number };

export type Admission = {
  /** The same person again keeps the place, and the pass once there is one. */
  ask(who: string): Decision;
  /** Lets in the next wave, when it is time; answers who may now come. `delayMs`: how late the event loop runs. */
  callNext(delayMs: number): string[];
  waiting(): number;
};

export type AdmissionOptions = {
  nowMs: () => number;
  perSecond: number;
  queueMax: number;
  /** 0 up to 1; spreads those who are sent away. */
  random: () => number;
};

export const waveMs = 250;
/** A place is kept this long after it was last asked for, and so is a pass. */
export const retainMs = 60_000;
/** As much as two quiet seconds have left over may start at the same moment. */
const burstSeconds = 2;
const askEveryMaxMs = 5_000;
const askEveryMinMs = 1_000;

type Waiter = { ahead: number; seenAtMs: number };

export function createAdmission({ nowMs, perSecond, queueMax, random }: AdmissionOptions): Admission {
  const queue = new Map<string, Waiter>(); // in the order of coming
  const passes = new Map<string, number>(); // until when
  const burst = perSecond * burstSeconds;
  let pace = 1;
  let free = burst;
  let filledAtMs = nowMs();

  function fill(atMs: number): void {
    free = Math.min(burst, free + (Math.max(0, atMs - filledAtMs) / 1_000) * perSecond * pace);
    filledAtMs = atMs;
  }
  const admit = (who: string, atMs: number): void => {
    passes.delete(who); // the freshest stand last, so that the stale ones are found at the front
    passes.set(who, atMs + retainMs);
    free -= 1;
  };
  const estimateMs = (ahead: number): number => Math.round(((ahead + 1) / (perSecond * pace)) * 1_000);

  function waitOf(waiter: Waiter): Decision {
    const left = estimateMs(waiter.ahead);
    const pollInMs = Math.min(askEveryMaxMs, Math.max(askEveryMinMs, left)) * (0.8 + 0.2 * random());
    return { kind: 'wait', ahead: waiter.ahead, estimateMs: left, pollInMs: Math.round(pollInMs) };
  }

  return {
    ask(who) {
      const atMs = nowMs();
      const pass = passes.get(who);
      if (pass !== undefined && atMs <= pass) return { kind: 'in' };
      const known = queue.get(who);
      if (known) {
        known.seenAtMs = atMs;
        return waitOf(known);
      }
      fill(atMs);
      if (queue.size === 0 && free >= 1) {
        admit(who, atMs);
        return { kind: 'in' };
      }
      if (queue.size >= queueMax) return { kind: 'busy', retryInMs: Math.round(5_000 + 10_000 * random()) };
      const waiter: Waiter = { ahead: queue.size, seenAtMs: atMs };
      queue.set(who, waiter);
      return waitOf(waiter);
    },

    callNext(delayMs) {
      const atMs = nowMs();
      fill(atMs);
      pace = nextPace(pace, delayMs);
      dropStale(passes, atMs);
      const called: string[] = [];
      let ahead = 0;
      for (const [who, waiter] of queue) {
        if (atMs - waiter.seenAtMs > retainMs) queue.delete(who);
        else if (free >= 1) {
          queue.delete(who);
          admit(who, atMs);
          called.push(who);
        } else waiter.ahead = ahead++;
      }
      return called;
    },

    waiting: () => queue.size,
  };
}

/** Passes stand in the order of their end. */
function dropStale(passes: Map<string, number>, atMs: number): void {
  for (const [who, untilMs] of passes) {
    if (untilMs >= atMs) return;
    passes.delete(who);
  }
}

const lateMs = 100;
const calmMs = 40;
const paceMin = 1 / 16;

/** Half the pace while the event loop runs late, a quarter more while it is calm. Between 1/16 and 1. SPEC W6. */
export function nextPace(pace: number, delayMs: number): number {
  if (delayMs > lateMs) return Math.max(paceMin, pace / 2);
  return delayMs < calmMs ? Math.min(1, pace * 1.25) : pace;
}
