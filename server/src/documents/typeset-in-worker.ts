import { Worker } from 'node:worker_threads';

type Typesetter = (...given: never[]) => Promise<Buffer>;
export type Apart<F extends Typesetter> = {
  /** The source that holds the typesetter, and its name there. */
  source: URL;
  name: string;
  /** Goes over to the thread as a copy. */
  given: Parameters<F>;
  memoryMaxMb: number;
};

/**
 * Typesets in a thread of its own: a table of thousands of units takes seconds, and answers must not wait behind it.
 *
 * Source   SPEC C19, Y6; domain (d), the exam that hung on a report.
 */
export function typesetInWorker<F extends Typesetter>({ source, name, given, memoryMaxMb }: Apart<F>): Promise<Buffer> {
  const worker = new Worker(new URL('./typeset-worker.mjs', import.meta.url), {
    workerData: { source: source.href, name, given },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the typesetter ended without a document (${code})`)));
  });
}
