import { limits } from '@hoithi/shared/contract/limits';
import { Busy, type Database, Unavailable } from '../platform/db/database.ts';

/** After an outage of the database, what was in time is sent again: a device waits up to eight seconds for that. Units: ms. SPEC N15. */
export const calmAfterMs = 10_000;

/**
 * Whether the database has been available for long enough that what was in time has been sent again. Until then nothing is
 * submitted, settled or closed by the server. SPEC N15.
 */
export const isCalm = ({ db }: { db: Pick<Database, 'unavailableAgoMs'> }): boolean =>
  db.unavailableAgoMs() >= calmAfterMs;

/**
 * `name` distinguishes the sender and what is said once, such as the answer to one question; `content` is what was said and
 * under which id; `about`: what it belongs to, where somebody needs to know how many are not answered yet.
 */
export type NamedMessage = { name: string; content: string; about?: string };

/**
 * When a message that could not be saved came for the first time. The same message, sent again to the same process, counts
 * by that instant: whoever was in time is not late because of an outage. Under one name only what was said first is
 * remembered, so that nobody says everything and chooses later. SPEC N15, N15g.
 */
export class FirstArrivals {
  readonly #max: number;
  readonly #first = new Map<string, { message: NamedMessage; arrival: { atMs: number } }>();
  readonly #waiting = new Map<string, number>();

  constructor(max: number = limits.firstArrivalsMax) {
    this.#max = max;
  }

  /** The arrival that counts. */
  of<A extends { atMs: number }>(message: NamedMessage, arrival: A): A {
    return (this.#known(message)?.arrival as A | undefined) ?? arrival;
  }

  /** It came, and no store could save it. Whatever else was said under its name before stays. */
  note(message: NamedMessage, arrival: { atMs: number }): void {
    if (this.#first.has(message.name)) return;
    this.#first.set(message.name, { message, arrival });
    this.#count(message.about, 1);
    if (this.#first.size <= this.#max) return;
    const [oldest] = this.#first.keys();
    if (oldest !== undefined) this.#drop(oldest);
  }

  /** It was answered. */
  forget(message: NamedMessage): void {
    if (this.#known(message)) this.#drop(message.name);
  }

  size(): number {
    return this.#first.size;
  }

  /** How many came about this and were not answered yet. */
  waiting(about: string): number {
    return this.#waiting.get(about) ?? 0;
  }

  #known({ name, content }: NamedMessage) {
    const first = this.#first.get(name);
    return first?.message.content === content ? first : undefined;
  }

  #drop(name: string): void {
    this.#count(this.#first.get(name)?.message.about, -1);
    this.#first.delete(name);
  }

  #count(about: string | undefined, by: 1 | -1): void {
    if (about === undefined) return;
    const left = (this.#waiting.get(about) ?? 0) + by;
    if (left > 0) this.#waiting.set(about, left);
    else this.#waiting.delete(about);
  }
}

/**
 * Does the work with the arrival that counts: the first of the same message, where an outage of the store kept it from
 * being saved. A bound that is reached while the store is well is no outage. SPEC N15, N15g.
 */
export async function byFirstArrival<A extends { atMs: number }, T>(
  { firstArrivals, db }: { firstArrivals: FirstArrivals; db: Pick<Database, 'isAway'> },
  message: NamedMessage,
  arrival: A,
  work: (counted: A) => Promise<T>,
): Promise<T> {
  const counted = firstArrivals.of(message, arrival);
  try {
    const done = await work(counted);
    firstArrivals.forget(message);
    return done;
  } catch (fault) {
    if (fault instanceof Unavailable || (fault instanceof Busy && db.isAway())) firstArrivals.note(message, counted);
    throw fault;
  }
}
