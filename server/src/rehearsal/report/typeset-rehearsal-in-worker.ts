import { strict as assert } from 'node:assert';
import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { typesetInWorker } from '../../documents/typeset-in-worker.ts';
import type { typesetRehearsalPaper } from './rehearsal-paper.ts';

/** Typesets the capacity report in a thread of its own: a real round may be open, and answers do not wait. SPEC Y6. */
export function typesetRehearsalInWorker(view: RehearsalView, lang: PaperLanguage): Promise<Buffer> {
  const { report } = view;
  assert(report, 'a rehearsal that is printed has its report');
  return typesetInWorker<typeof typesetRehearsalPaper>({
    program: 'rehearsal-paper-worker',
    given: [view, report, lang],
    memoryMaxMb: 256,
  });
}
