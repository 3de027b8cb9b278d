import { strict as assert } from 'node:assert';
import { Worker } from 'node:worker_threads';
import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import type { PaperLanguage } from '../print-values.ts';

/** Typesets the capacity report in a thread of its own: a real round may be open, and answers do not wait. SPEC Y6. */
export function typesetRehearsalApart(view: RehearsalView, lang: PaperLanguage): Promise<Buffer> {
  const { report } = view;
  assert(report, 'a rehearsal that is printed has its report');
  const worker = new Worker(new URL('./typeset-worker.mjs', import.meta.url), {
    workerData: { view, report, lang },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the typesetter ended without a document (${code})`)));
  });
}
