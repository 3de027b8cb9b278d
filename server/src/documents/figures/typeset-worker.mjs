import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

/** One document, then the thread ends. A thread on Node 20 does not inherit the loader of sources, so it asks for it itself. */
const { typesetFigures } = await tsImport('./typeset-figures.ts', import.meta.url);
const { report, format, lang } = workerData;
parentPort.postMessage(await typesetFigures(report, format, lang));
