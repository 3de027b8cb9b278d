import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

/** One document, then the thread ends. A thread on Node 20 does not inherit the loader of sources, so it asks for it itself. */
const { typesetRehearsalPaper } = await tsImport('./rehearsal-paper.ts', import.meta.url);
const { view, report, lang } = workerData;
parentPort.postMessage(await typesetRehearsalPaper(view, report, lang));
