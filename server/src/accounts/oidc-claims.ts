import type { Grant } from '@hoithi/shared/contract/staff';
import { distinctGrants } from './grants.ts';
import type { ClaimRule } from './oidc-settings.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by a path through objects, such as `realm_access.roles`. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((at, key) => {
    const isObject = typeof at === 'object' && at !== null && Object.hasOwn(at, key);
    return isObject ? (at as Record<string, unknown>)[key] : undefined;
  }, claims);
}

/** The roles that somebody's claims give, each in the whole organization. SPEC I12. */
export function rolesOfClaims(rules: readonly ClaimRule[], claims: Claims): Grant[] {
  const given = rules.filter(({ claim, value }) =>
    [claimAt(claims, claim)].flat().some((each) => String(each) === value),
  );
  return distinctGrants(given.map(({ role }) => ({ role, contestId: null, unitCode: null })));
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const nameLengthMax = 80;

export const nameOfClaims = (claims: Claims): string =>
  (text(claims.name) ?? text(claims.preferred_username) ?? String(claims.sub)).slice(0, nameLengthMax);

/** What could be the login of a new account, best first. It only names the account: nobody is found by it. */
export function loginsOfClaims(claims: Claims, random: string): string[] {
  const wanted = text(claims.preferred_username) ?? text(claims.email) ?? '';
  const plain = wanted
    .normalize('NFD')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9._@-]/g, '');
  const own = plain.replace(/^[^a-z0-9]+/, '').slice(0, 48);
  return [...(own.length >= 3 ? [own, `${own}-${random}`] : []), `oidc-${random}`];
}
