import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { typesetInWorker } from '../../documents/typeset-in-worker.ts';
import type { FiguresFormat, typesetFigures } from './typeset-figures.ts';

/** Typesets a figures report in a thread of its own. SPEC C19. */
export const typesetFiguresInWorker = (report: FiguresReport, format: FiguresFormat, lang: PaperLanguage) =>
  typesetInWorker<typeof typesetFigures>({
    program: 'figures-worker',
    given: [report, format, lang],
    memoryMaxMb: 512,
  });
