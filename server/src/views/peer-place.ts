import type { PeerPlace, UnitParticipation } from '@hoithi/shared/contract/participation';
import { publicCount } from '@hoithi/shared/rules/public-count';

/** Floors with two significant digits; the rate follows the floor so that it tells no more. SPEC V3. */
export function coarsen(unit: UnitParticipation): UnitParticipation {
  const persons = publicCount(unit.persons, 'coarse')?.atLeast ?? 0;
  const citizens = publicCount(unit.citizens, 'coarse')?.atLeast ?? 0;
  const attempts = publicCount(unit.attempts, 'coarse')?.atLeast ?? 0;
  return {
    ...unit,
    persons,
    citizens,
    attempts,
    rate: unit.headcount === null || unit.headcount === 0 ? null : persons / unit.headcount,
  };
}

/**
 * Among units of the same level and block, or of the same level and parent where the unit has no block: 1 + how many have
 * a higher rate, and who is next on either side. SPEC U5, U10.
 */
export function placeOf(
  all: readonly UnitParticipation[],
  code: string,
  coarse = false,
): (PeerPlace & { block: string | null }) | null {
  const own = all.find((unit) => unit.code === code);
  const shown = (unit: UnitParticipation) => (coarse ? coarsen(unit) : unit);
  const ownRate = own ? shown(own).rate : null;
  if (!own || ownRate === null) return null;
  const isPeer = (unit: UnitParticipation) =>
    unit.level === own.level && (own.block === null ? unit.parentCode === own.parentCode : unit.block === own.block);
  const peers = all.filter(isPeer).flatMap((unit) => {
    const { name, rate, headcount } = shown(unit);
    return rate === null || headcount === null ? [] : [{ name, rate, headcount }];
  });
  const ahead = peers.filter((peer) => peer.rate > ownRate).sort((a, b) => a.rate - b.rate);
  const behind = peers.filter((peer) => peer.rate < ownRate).sort((a, b) => b.rate - a.rate);
  return {
    rank: ahead.length + 1,
    of: peers.length,
    ahead: ahead[0] ?? null,
    behind: behind[0] ?? null,
    block: own.block,
  };
}
