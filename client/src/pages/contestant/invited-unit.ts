import { unitCodePattern } from '@hoithi/shared/contract/limits';

/** A unit's link carries the unit (`?don-vi=42.A.04`); this tab remembers it until the profile is filled in. SPEC U6. */
const keyOf = (slug: string) => `hoithi.unit.${slug}`;

export function storeInvitedUnit(slug: string, search: string): void {
  const code = new URLSearchParams(search).get('don-vi');
  if (code === null || !unitCodePattern.test(code)) return;
  try {
    sessionStorage.setItem(keyOf(slug), code);
  } catch {
    return; // storage is switched off: the unit is searched for by hand
  }
}

export function readInvitedUnit(slug: string): string | null {
  try {
    const code = sessionStorage.getItem(keyOf(slug));
    return code !== null && unitCodePattern.test(code) ? code : null;
  } catch {
    return null;
  }
}
