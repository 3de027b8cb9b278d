import type { RunResult } from '@hoithi/shared/contract/show-report';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { workHere } from '../../platform/jobs/in-worker.ts';
import { typesetRunPaper } from './run-paper.ts';
import { writeRunWorkbook } from './run-workbook.ts';

/** The program of a thread that makes one paper of a run and ends. SPEC H60. */
export type RunPaperFormat = 'xlsx' | 'pdf';

export function makeRunPaper(
  result: RunResult,
  format: RunPaperFormat,
  lang: PaperLanguage,
  madeAtMs: number,
): Promise<Buffer> {
  return format === 'xlsx' ? writeRunWorkbook(result, lang) : typesetRunPaper(result, lang, madeAtMs);
}

await workHere(makeRunPaper);
