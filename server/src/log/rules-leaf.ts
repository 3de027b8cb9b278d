import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { RulesLeaf } from './leaves.ts';

/** The leaf of an amendment: the next version of a contest's rules, whole, since when, and why. SPEC Z1, J11. */
export const amendmentLeaf = (
  rulebook: Rulebook,
  of: { version: number; atMs: number; reason: string },
): RulesLeaf => ({
  ...{ v: 1, kind: 'rules', at: of.atMs, version: of.version, rulebook, reason: of.reason },
});
