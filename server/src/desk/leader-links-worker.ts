import { workHere } from '../platform/jobs/in-worker.ts';
import { writeLinkSheet } from './leader-links-sheet.ts';
import { type LinkSlips, typesetLinkSlips } from './leader-links-slips.ts';

/** The links as a workbook to send from, or as slips to cut. SPEC U4a, I32. */
export const printLinks = (format: 'sheet' | 'slips', order: LinkSlips): Promise<Buffer> =>
  format === 'sheet' ? writeLinkSheet(order.links, order.lang, order.untilDay) : typesetLinkSlips(order);

await workHere(printLinks);
