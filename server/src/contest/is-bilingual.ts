import type { CachedContest } from './contests.ts';

/** Whether the screen shows two languages: those of the contest's rules. SPEC H44. */
export const isBilingual = ({ rulebook }: Pick<CachedContest, 'rulebook'>): boolean =>
  rulebook.locale.languages.includes('vi') && rulebook.locale.languages.includes('en');
