import { limits } from '@hoithi/shared/contract/limits';

/** Whether the server would take this as an address. Source: the contract's Slug. */
export function isSlug(slug: string): boolean {
  return slug.length <= limits.slugLengthMax && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
}
