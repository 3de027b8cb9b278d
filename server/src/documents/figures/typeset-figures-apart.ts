import { Worker } from 'node:worker_threads';
import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PaperLanguage } from '../print-values.ts';
import type { FiguresFormat } from './typeset-figures.ts';

const memoryMaxMb = 512;

/**
 * Typesets in a thread of its own: a table of thousands of units takes seconds, and answers must not wait behind it.
 * Source: SPEC C19; domain (d), the exam that hung on a report.
 */
export function typesetApart(report: FiguresReport, format: FiguresFormat, lang: PaperLanguage): Promise<Buffer> {
  const worker = new Worker(new URL('./typeset-worker.mjs', import.meta.url), {
    workerData: { report, format, lang },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the typesetter ended without a document (${code})`)));
  });
}
