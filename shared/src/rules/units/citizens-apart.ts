import type { Rules } from '../../contract/rules.ts';

/**
 * Whether citizens are counted beside the units' rates. A headcount covers a unit's staff, so where a contest invites
 * both and asks which one is, a citizen of a commune is counted there and not rated. Where only citizens are invited, or
 * nobody is asked, everybody counts towards the rate.
 *
 * Source  SPEC C4; domain (a5).
 */
export function citizensApart(rules: Pick<Rules, 'eligibility' | 'profile'>): boolean {
  const { audiences } = rules.eligibility;
  const asked = rules.profile.fields.some((field) => field.key === 'audience');
  return asked && audiences.includes('CITIZEN') && audiences.some((audience) => audience !== 'CITIZEN');
}
