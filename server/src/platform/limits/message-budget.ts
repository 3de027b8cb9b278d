import type { Clock } from '../clock/clock.ts';

/** Who requests a message: a device by its token, and the address it stands behind. */
export type Requester = { device: string; address: string };
/**
 * `isLow`: the last quarter of the hour's messages is being sent. `of`: what is spent. `isByAddress`: what others behind the
 * address left unused is the reason.
 */
export type Taken =
  | { ok: true; isLow: boolean }
  | { ok: false; of: 'all' | 'address' | 'device'; retryInMs: number; isByAddress?: true };

const hourMs = 3_600_000;
/** Codes of an hour that one device may leave unused: enough to help a family or a queue of people. */
const unusedPerDeviceMax = 10;
/** From here on only those are served who have left no code unused. */
const lowFrom = 3 / 4;
/** So many people behind one address may be reading their message at the same moment before most of them must have used it. */
const readingAtOnceMax = 50;

/**
 * How many paid messages are sent in an hour, for all, behind an address and by a device; counted in this process. All are
 * bounded by what was sent; an address and a device by what was sent and not followed by a sign-in, so that a hall in which
 * people sign in has no bound. When the hour's messages run low, whoever left one unused waits, not who comes first.
 *
 * Somebody has signed in before with a known number: what others behind its address did does not count against it.
 *
 * A message is counted before anything is awaited. Units: the clock's hours. Source: SPEC W8, W8c.
 */
export class MessageBudget {
  readonly #clock: Clock;
  readonly #perHour: number;
  readonly #perAddress: number;
  /** By device and address: codes sent in this hour, less sign-ins. */
  readonly #unused = new Map<string, number>();
  readonly #sent = new Map<string, number>();
  readonly #refused = new Set<string>();
  #hour = -1;
  #used = 0;

  constructor(clock: Clock, max: { perHour: number; perAddress: number }) {
    this.#clock = clock;
    this.#perHour = max.perHour;
    this.#perAddress = max.perAddress;
  }

  take(by: Requester, { isKnownNumber } = { isKnownNumber: false }): Taken {
    const nowMs = this.#turnHour();
    const refused = <Of extends 'all' | 'address' | 'device'>(of: Of) => ({
      ok: false as const,
      of,
      retryInMs: (this.#hour + 1) * hourMs - nowMs,
    });
    const device = this.#unusedOf(deviceKey(by));
    const address = this.#unusedOf(addressKey(by));
    if (device >= unusedPerDeviceMax) return refused('device');
    if (this.#used >= this.#perHour) return refused('all');
    if (address >= this.#perAddress && !isKnownNumber) return { ...refused('address'), isByAddress: true };
    const isLow = this.#used >= this.#perHour * lowFrom;
    const sent = this.#sent.get(addressKey(by)) ?? 0;
    if (isLow && device > 0) return refused('all');
    if (isLow && address > readingAtOnceMax && address > sent / 2 && !isKnownNumber)
      return { ...refused('all'), isByAddress: true };
    this.#count(by, 1);
    return { ok: true, isLow };
  }

  /** It was counted, and nothing was sent. */
  giveBack(by: Requester): void {
    this.#turnHour();
    this.#count(by, -1);
  }

  /** The code was used. */
  signedIn(by: Requester): void {
    this.#turnHour();
    for (const key of [deviceKey(by), addressKey(by)]) this.#unused.set(key, this.#unusedOf(key) - 1);
  }

  /** true at most once an hour: the first time that somebody had to be refused for this. */
  isFirstRefusal(of: 'all' | 'address'): boolean {
    const isFirst = !this.#refused.has(of);
    this.#refused.add(of);
    return isFirst;
  }

  /** How many were sent in this hour. */
  used(): number {
    this.#turnHour();
    return this.#used;
  }

  #count(by: Requester, messages: 1 | -1): void {
    this.#used = Math.max(0, this.#used + messages);
    this.#sent.set(addressKey(by), Math.max(0, (this.#sent.get(addressKey(by)) ?? 0) + messages));
    for (const key of [deviceKey(by), addressKey(by)]) this.#unused.set(key, this.#unusedOf(key) + messages);
  }

  #unusedOf(key: string): number {
    return this.#unused.get(key) ?? 0;
  }

  #turnHour(): number {
    const nowMs = this.#clock.nowMs();
    const hour = Math.floor(nowMs / hourMs);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#used = 0;
      for (const counted of [this.#unused, this.#sent, this.#refused]) counted.clear();
    }
    return nowMs;
  }
}

const deviceKey = ({ device }: Requester): string => `device ${device}`;
const addressKey = ({ address }: Requester): string => `address ${address}`;
