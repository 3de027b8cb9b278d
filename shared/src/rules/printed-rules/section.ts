import type { PrintedRules } from '../../contract/organizer.ts';

/** One headed part of the printed rules: sentences that a number may stand before. */
export type Section = PrintedRules['sections'][number];
