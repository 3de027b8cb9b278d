import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PaperLanguage } from '../../documents/print-values.ts';
import { typesetFiguresPaper } from './figures-paper.ts';
import { writeFiguresWorkbook } from './figures-workbook.ts';

export type FiguresFormat = 'xlsx' | 'pdf';

export function typesetFigures(report: FiguresReport, format: FiguresFormat, lang: PaperLanguage): Promise<Buffer> {
  return format === 'xlsx' ? writeFiguresWorkbook(report, lang) : typesetFiguresPaper(report, lang);
}
