import type { Locale } from '../../ui/format.ts';

/** Where a unit's poster lies, in the language of the page. SPEC U14. */
export const posterPath = (slug: string, code: string, locale: Locale): string =>
  `/api/contests/${slug}/units/${encodeURIComponent(code)}/poster.pdf?lang=${locale}`;
