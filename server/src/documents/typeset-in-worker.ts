import { parentPort, workerData } from 'node:worker_threads';
import { type Program, startWorker } from '../platform/programs.ts';

type Typesetter = (...given: never[]) => Promise<Buffer>;
export type InWorker<F extends Typesetter> = {
  /** The program of the thread: it ends with `typesetHere`. */
  program: Program;
  /** Copied to the thread. */
  given: Parameters<F>;
  memoryMaxMb: number;
};

/**
 * Typesets in a thread of its own: a table of thousands of units takes seconds, in which no answer could be saved.
 *
 * Source   SPEC C19, Y6.
 */
export function typesetInWorker<F extends Typesetter>({ program, given, memoryMaxMb }: InWorker<F>): Promise<Buffer> {
  const worker = startWorker(program, {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the typesetting thread ended without a document (${code})`)));
  });
}

/** The thread's side: typesets what was given, sends the document, and the thread ends. */
export async function typesetHere<F extends Typesetter>(typeset: F): Promise<void> {
  parentPort?.postMessage(await typeset(...(workerData as Parameters<F>)));
}
