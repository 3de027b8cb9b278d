// A map is read and simplified in a thread of its own, so that its work never holds up an answer. Plain JavaScript: a
// worker thread does not get the TypeScript loader of its parent, so it opens one.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { workOnMap } = await import('./work-on-map.ts');
parentPort.postMessage(workOnMap(workerData));
