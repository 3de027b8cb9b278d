import { workHere } from '../platform/jobs/in-worker.ts';
import { writeSlipSheet } from './slip-sheet.ts';
import { typesetSlips } from './typeset-slips.ts';

/** Slips to cut and hand out, or a table of them. SPEC S21. */
export const printSlips = (
  format: 'sheet' | 'slips',
  ...[slips, contest, lang]: Parameters<typeof typesetSlips>
): Promise<Buffer> => (format === 'sheet' ? writeSlipSheet(slips, lang) : typesetSlips(slips, contest, lang));

await workHere(printSlips);
