import { parentPort, workerData } from 'node:worker_threads';
import { workOnMap } from './work-on-map.ts';

/** Reads and simplifies one map in a thread, so that its work delays no answer. */
parentPort?.postMessage(workOnMap(workerData));
