import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

/** One document, then the thread ends. A thread on Node 20 does not inherit the loader of sources, so it asks for it itself. */
const { source, name, given } = workerData;
const typesetters = await tsImport(source, import.meta.url);
parentPort.postMessage(await typesetters[name](...given));
