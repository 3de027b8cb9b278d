export type Decision =
  | { kind: 'in' }
  | { kind: 'wait'; ahead: number; estimateMs: number; pollInMs: number }
  | { kind: 'busy'; retryInMs: number };

export type AdmissionOptions = {
  nowMs: () => number;
  perSecond: number;
  queueMax: number;
  /** 0 up to 1; spreads the next requests of those who are refused. */
  random: () => number;
};

export const waveMs = 250;
/** A place in the queue lasts this long after its last request, and so does a pass. */
export const retainMs = 60_000;
/** As much as two quiet seconds have left over may start at the same moment. */
const burstSeconds = 2;
const pollMaxMs = 5_000;
const pollMinMs = 1_000;

type Waiter = { ahead: number; seenAtMs: number };

/**
 * The start queue: a crowd that presses at once is let in by waves, at a rate the server can carry, in the order it came.
 * It waits before any work is done for it, so that answers of running attempts never wait behind it.
 *
 * Decisions rest on the times given, never on a timer: one that is late or runs twice lets in nobody too many.
 * Source  SPEC W5, W6.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  /** In the order of coming. */
  readonly #queue = new Map<string, Waiter>();
  /** Until when each pass is good, the earliest first. */
  readonly #passes = new Map<string, number>();
  readonly #burst: number;
  #pace = 1;
  #free: number;
  #filledAtMs: number;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#burst = options.perSecond * burstSeconds;
    this.#free = this.#burst;
    this.#filledAtMs = options.nowMs();
  }

  /** Starts a second that are let in when all is well. */
  get perSecond(): number {
    return this.#options.perSecond;
  }

  /** The same person again keeps the place in the queue, and the pass once there is one. */
  request(who: string): Decision {
    const { nowMs, queueMax, random } = this.#options;
    const atMs = nowMs();
    const pass = this.#passes.get(who);
    if (pass !== undefined && atMs <= pass) return { kind: 'in' };
    const known = this.#queue.get(who);
    if (known) {
      known.seenAtMs = atMs;
      return this.#waitOf(known);
    }
    this.#fill(atMs);
    if (this.#queue.size === 0 && this.#free >= 1) {
      this.#admit(who, atMs);
      return { kind: 'in' };
    }
    if (this.#queue.size >= queueMax) return { kind: 'busy', retryInMs: Math.round(5_000 + 10_000 * random()) };
    const waiter: Waiter = { ahead: this.#queue.size, seenAtMs: atMs };
    this.#queue.set(who, waiter);
    return this.#waitOf(waiter);
  }

  /** Lets in the next wave when it is time; answers who may start now. `delayMs`: how late the event loop runs. */
  callNext(delayMs: number): string[] {
    const atMs = this.#options.nowMs();
    this.#fill(atMs);
    this.#pace = nextPace(this.#pace, delayMs);
    dropExpired(this.#passes, atMs);
    const called: string[] = [];
    let ahead = 0;
    for (const [who, waiter] of this.#queue) {
      if (atMs - waiter.seenAtMs > retainMs) this.#queue.delete(who);
      else if (this.#free >= 1) {
        this.#queue.delete(who);
        this.#admit(who, atMs);
        called.push(who);
      } else waiter.ahead = ahead++;
    }
    return called;
  }

  waiting(): number {
    return this.#queue.size;
  }

  #fill(atMs: number): void {
    const seconds = Math.max(0, atMs - this.#filledAtMs) / 1_000;
    this.#free = Math.min(this.#burst, this.#free + seconds * this.#options.perSecond * this.#pace);
    this.#filledAtMs = atMs;
  }

  #admit(who: string, atMs: number): void {
    this.#passes.delete(who); // so that it is entered last, in the order of ends
    this.#passes.set(who, atMs + retainMs);
    this.#free -= 1;
  }

  #waitOf({ ahead }: Waiter): Decision {
    const { perSecond, random } = this.#options;
    const estimateMs = Math.round(((ahead + 1) / (perSecond * this.#pace)) * 1_000);
    const pollInMs = Math.min(pollMaxMs, Math.max(pollMinMs, estimateMs)) * (0.8 + 0.2 * random());
    return { kind: 'wait', ahead, estimateMs, pollInMs: Math.round(pollInMs) };
  }
}

/** Passes are entered in the order of their ends. */
function dropExpired(passes: Map<string, number>, atMs: number): void {
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
