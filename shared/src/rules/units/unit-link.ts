import { isHeading } from '../../contract/unit-level.ts';

/**
 * The address that opens a contest with the unit already chosen; a province and a block are only headings, so theirs
 * opens the contest alone.
 *
 * Source   SPEC U6, U14.
 */
export function unitLink(origin: string, slug: string, unit: { code: string; level: string }): string {
  const page = `${origin.replace(/\/+$/, '')}/c/${slug}`;
  return isHeading(unit.level) ? page : `${page}?don-vi=${encodeURIComponent(unit.code)}`;
}
