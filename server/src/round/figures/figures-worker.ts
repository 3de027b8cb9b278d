import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { workHere } from '../../platform/jobs/in-worker.ts';
import { typesetFiguresPaper } from './figures-paper.ts';
import { writeFiguresWorkbook } from './figures-workbook.ts';

/** The program of a thread that typesets one figures report and ends. SPEC C19. */
export type FiguresFormat = 'xlsx' | 'pdf';

export function typesetFigures(report: FiguresReport, format: FiguresFormat, lang: PaperLanguage): Promise<Buffer> {
  return format === 'xlsx' ? writeFiguresWorkbook(report, lang) : typesetFiguresPaper(report, lang);
}

await workHere(typesetFigures);
