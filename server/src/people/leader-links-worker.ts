import { workHere } from '../platform/jobs/in-worker.ts';
import { writeLinkSheet } from './leader-links-sheet.ts';
import { typesetLinkSlips } from './leader-links-slips.ts';

/** The links as a workbook to send from, or as slips to cut. SPEC U4a, I32. */
export const printLinks = (
  format: 'sheet' | 'slips',
  ...[links, contest, lang, untilDay]: Parameters<typeof typesetLinkSlips>
): Promise<Buffer> =>
  format === 'sheet' ? writeLinkSheet(links, lang, untilDay) : typesetLinkSlips(links, contest, lang, untilDay);

await workHere(printLinks);
