import { limits } from '@hoithi/shared/contract/limits';
import { startWorker } from '../platform/programs.ts';
import type { MapDone, MapTask } from './work-on-map.ts';

const memoryMbMax = 768;

/**
 * Makes a map in a thread of its own, within a time and a memory of its own; null: it took more. One at a time in this
 * process: the next waits for the one before. The file's bytes go over to the thread and are empty
 * here afterwards. SPEC U26.
 */
export function makeMap(task: MapTask, msMax: number = limits.mapWorkMsMax): Promise<MapDone | null> {
  const made = last.then(() => runWorker(task, msMax));
  last = made.then(
    () => undefined,
    () => undefined,
  );
  return made;
}
let last: Promise<void> = Promise.resolve();

function runWorker(task: MapTask, msMax: number): Promise<MapDone | null> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('map-worker', {
      workerData: task,
      transferList: [task.file.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    });
    const timer = setTimeout(() => end(() => resolve(null)), msMax);
    function end(tell: () => void): void {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on('error', () => undefined); // what a thread says while it is being ended
      void worker.terminate();
      tell();
    }
    worker.once('message', (done: MapDone) => end(() => resolve(done)));
    worker.once('error', (fault: NodeJS.ErrnoException) =>
      end(() => (fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(fault))),
    );
    worker.once('exit', (code) => end(() => reject(new Error(`the map's thread ended with ${code}`))));
  });
}
