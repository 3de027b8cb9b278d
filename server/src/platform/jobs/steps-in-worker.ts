import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Unavailable } from '../db/database.ts';
import { type Program, startWorker } from '../programs.ts';

type Steps = (...given: never[]) => AsyncIterable<unknown>;
type StepOf<F extends Steps> = ReturnType<F> extends AsyncIterable<infer S> ? S : never;
export type StepsInWorker<F extends Steps> = {
  /** The program of the thread: it ends with `stepsHere`. */
  program: Program;
  /** Copied to the thread. */
  given: Parameters<F>;
  memoryMaxMb: number;
  /** For one step. */
  msMax: number;
};

const next = 'next';
const ended = 'ended';

/**
 * Slow work in a thread of its own, step by step: the next step begins when it is asked for, so nothing piles up, and whoever
 * asks no more ends the thread with the step that runs. Throws Unavailable where a step takes too much time or memory.
 *
 * Source  SPEC W10, C19.
 */
export async function* stepsInWorker<F extends Steps>(order: StepsInWorker<F>): AsyncGenerator<StepOf<F>, void> {
  const { program, given, memoryMaxMb, msMax } = order;
  const worker = startWorker(program, {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb },
  });
  try {
    for (;;) {
      worker.postMessage(next);
      const [step] = (await once(worker, 'message', { signal: AbortSignal.timeout(msMax) })) as [StepOf<F> | 'ended'];
      if (step === ended) return;
      yield step as StepOf<F>;
    }
  } catch (fault) {
    const { name, code } = fault as NodeJS.ErrnoException;
    if (name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new Unavailable(`a step of ${program} took too much time or memory`, fault);
    throw fault;
  } finally {
    worker.on('error', () => undefined); // errors of a thread that is being ended
    await worker.terminate();
  }
}

/** The thread's side: makes a step whenever one is asked for. */
export function stepsHere<F extends Steps>(work: F): void {
  const steps = work(...(workerData as Parameters<F>))[Symbol.asyncIterator]();
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', () => {
    last = last.then(async () => {
      const { value, done } = await steps.next();
      parentPort?.postMessage(done === true ? ended : value);
    });
  });
}
