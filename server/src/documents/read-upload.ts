import { Busy } from '../platform/db/database.ts';
import { type InWorker, runInWorker } from '../platform/jobs/in-worker.ts';

const waitingMax = 20;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * The one way to read a file that somebody sent: in a thread, within a time and a memory, one file at a time in this
 * process. Null: it took more. Throws Busy when too many wait. SPEC W7, W21.
 */
export async function readUpload<F extends (...given: never[]) => unknown>(
  order: Omit<InWorker<F>, 'memoryMaxMb'>,
): Promise<Awaited<ReturnType<F>> | null> {
  if (waiting >= waitingMax) throw new Busy('too many files wait to be read');
  waiting += 1;
  const read = last.then(() => runInWorker({ ...order, memoryMaxMb: 768 }));
  last = read.catch(() => undefined); // a failure is its caller's alone
  try {
    return await read;
  } finally {
    waiting -= 1;
  }
}
