import type { App } from '../app-parts.ts';
import { Unavailable } from '../platform/db/database.ts';
import type { NamedMessage } from './first-arrivals.ts';

/** Does the work with the arrival that counts: the first of the same words, where a store was away when they came. SPEC N15. */
export async function byFirstArrival<A extends { atMs: number }, T>(
  app: Pick<App, 'firstArrivals'>,
  message: NamedMessage,
  arrival: A,
  work: (counted: A) => Promise<T>,
): Promise<T> {
  const counted = app.firstArrivals.of(message, arrival);
  try {
    const done = await work(counted);
    app.firstArrivals.forget(message);
    return done;
  } catch (fault) {
    if (fault instanceof Unavailable) app.firstArrivals.note(message, counted);
    throw fault;
  }
}
