import { parentPort, workerData } from 'node:worker_threads';
import { type Program, startWorker } from '../programs.ts';

type Work = (...given: never[]) => unknown;
export type InWorker<F extends Work> = {
  /** The program of the thread: it ends with `workHere`. */
  program: Program;
  /** Copied to the thread. */
  given: Parameters<F>;
  memoryMaxMb: number;
  msMax: number;
};

/** The one way to run slow work in a thread of its own, within a time and a memory. Null: it took more. SPEC C19, U26, W21. */
export function runInWorker<F extends Work>(order: InWorker<F>): Promise<Awaited<ReturnType<F>> | null> {
  const { program, given, memoryMaxMb, msMax } = order;
  return new Promise((resolve, reject) => {
    const worker = startWorker(program, {
      workerData: given,
      resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb },
    });
    const timer = setTimeout(() => end(() => resolve(null)), msMax);
    function end(settle: () => void): void {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on('error', () => undefined); // errors of a thread that is being ended
      void worker.terminate();
      settle();
    }
    worker.once('message', (done: Awaited<ReturnType<F>>) => end(() => resolve(done)));
    worker.once('error', (fault: NodeJS.ErrnoException) =>
      end(() => (fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(fault))),
    );
    worker.once('exit', (code) => end(() => reject(new Error(`the thread ${program} ended with ${code}`))));
  });
}

/** The thread's side: works on what was given, sends what it made, and the thread ends. */
export async function workHere<F extends Work>(work: F): Promise<void> {
  parentPort?.postMessage(await work(...(workerData as Parameters<F>)));
}
