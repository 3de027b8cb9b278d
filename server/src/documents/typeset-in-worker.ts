import { Unavailable } from '../platform/db/database.ts';
import { type InWorker, runInWorker } from '../platform/jobs/in-worker.ts';

const typesetMsMax = 120_000;

/** A printed document, made in a thread: a table of thousands of units takes seconds, in which no answer could be saved. SPEC C19, Y6. */
export async function typesetInWorker<F extends (...given: never[]) => Promise<Buffer>>(
  order: Omit<InWorker<F>, 'msMax'>,
): Promise<Buffer> {
  const bytes: Uint8Array | null = await runInWorker({ ...order, msMax: typesetMsMax });
  if (bytes === null) throw new Unavailable('typesetting took too much time or memory', undefined);
  return Buffer.from(bytes);
}
