import type { NamedMessage } from '../../house/first-arrivals.ts';
import type { House } from '../../house/house.ts';
import { Unavailable } from '../../ledger/database.ts';

/** Does the work with the arrival that counts: the first of the same words, where a store was away when they came. SPEC N15. */
export async function byFirstArrival<A extends { atMs: number }, T>(
  house: Pick<House, 'firstArrivals'>,
  message: NamedMessage,
  arrival: A,
  work: (counted: A) => Promise<T>,
): Promise<T> {
  const counted = house.firstArrivals.of(message, arrival);
  try {
    const done = await work(counted);
    house.firstArrivals.forget(message);
    return done;
  } catch (fault) {
    if (fault instanceof Unavailable) house.firstArrivals.note(message, counted);
    throw fault;
  }
}
