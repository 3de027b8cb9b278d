import type { House } from '../../house/house.ts';
import { Unavailable } from '../../ledger/database.ts';
import type { Arrival } from './submit-answer.ts';

/** Does the work with the arrival that counts: the first of the same words, where a store was away when they came. SPEC N15. */
export async function byFirstArrival<T>(
  house: Pick<House, 'firstArrivals'>,
  { name, said }: { name: string; said: string },
  arrival: Arrival,
  work: (counted: Arrival) => Promise<T>,
): Promise<T> {
  const counted = house.firstArrivals.of(name, said, arrival);
  try {
    const done = await work(counted);
    house.firstArrivals.forget(name, said);
    return done;
  } catch (fault) {
    if (fault instanceof Unavailable) house.firstArrivals.note(name, said, counted);
    throw fault;
  }
}
