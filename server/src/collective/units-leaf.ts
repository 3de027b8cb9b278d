import { createHash } from 'node:crypto';
import type { CollectiveGroup, JudgedAward, PublishedAward } from '@hoithi/shared/contract/collective-standing';
import { listUnitAwards } from '@hoithi/shared/rulebook/judge/judge-units';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { CachedContest } from '../contest/contests.ts';
import { unitsInLeaf } from '../contest/unit-facts.ts';
import { sha256Hex } from '../log/leaf-hash.ts';
import type { UnitsLeaf, UnitsPublicationLeaf } from '../log/leaves.ts';
import type { SettledBasis } from '../round/read-basis.ts';
import type { CollectiveStandingRow } from './collective-standings-sql.ts';

type Contest = Pick<CachedContest, 'rounds' | 'units'>;
type Judged = Omit<UnitsLeaf, 'units' | 'merged'>;

/** A stored standing of units with all that it was computed from beside people and attempts. SPEC Z20. */
export function unitsLeaf(
  contest: Contest,
  rulebook: Rulebook,
  standing: CollectiveStandingRow,
  judged: JudgedAward,
  { units }: Pick<SettledBasis, 'units'>,
): UnitsLeaf {
  return {
    ...judgedInLeaf(contest, rulebook, standing, judged),
    units: unitsInLeaf(units),
    merged: [...contest.units.merged].toSorted(([one], [other]) => (one < other ? -1 : 1)),
  };
}

/** What of it follows from the stored rows. */
export function judgedInLeaf(
  { rounds }: Pick<Contest, 'rounds'>,
  rulebook: Rulebook,
  { version, award: at, rules_version: rules, computed_at_ms, basis }: CollectiveStandingRow,
  { groups }: JudgedAward,
): Judged {
  const { award, period } = listUnitAwards(rulebook)[at] ?? { award: { id: '' }, period: { id: null } };
  const id = period.id === null ? award.id : `${award.id}@${period.id}`;
  const hash = createHash('sha256');
  const prizes: [string, number][] = [];
  const placed = groups
    .flatMap((group) => group.places.map((place) => ({ ...place, list: listOf(id, group) })))
    .toSorted(
      (one, other) => compareTexts(one.list, other.list) || one.rank - other.rank || compareTexts(one.code, other.code),
    );
  for (const { rank, code, total, prize, list } of placed) {
    const won = prize?.place ?? null;
    hash.update(`${rank} ${code} ${total === null ? '-' : canonicalJson(total)} ${won ?? '-'} ${list}\n`);
    if (won !== null) prizes.push([code, won]);
  }
  const nameOf = (ordinal: number) => rounds.find((round) => round.ordinal === ordinal)?.name ?? '';
  return {
    ...{ v: 1, kind: 'units', at: computed_at_ms, version, rules, award: award.id, period: period.id },
    rounds: basis.map(({ ordinal, standingVersion }) => [nameOf(ordinal), standingVersion ?? 0]),
    places: { count: placed.length, hash: hash.digest('hex') },
    prizes,
    undecided: placed.filter(({ toDecide }) => toDecide).length,
  };
}

export const unitsPublicationLeaf = (published: PublishedAward): UnitsPublicationLeaf => ({
  ...{ v: 1, kind: 'units-publication', at: published.publishedAtMs, version: published.standingVersion },
  document: sha256Hex(canonicalJson(published)),
});

const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** As docs/proof.md names a list of units in groups. */
function listOf(id: string, { level, block, band }: Omit<CollectiveGroup, 'places'>): string {
  const group = [level, block, band?.from ?? null].filter((part) => part !== null).join('/');
  return group === '' ? id : `${id}/${group}`;
}
