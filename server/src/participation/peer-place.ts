import type { PeerPlace, UnitParticipation } from '@hoithi/shared/contract/participation';
import { publicCount } from '@hoithi/shared/rules/public-count';

/** Floors with two significant digits; the rate is that of the floor. SPEC V3. */
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

type Peer = { name: string; rate: number; headcount: number };
/** Rated units of one group, the lowest rate first, and each unit's rate as it is shown. */
type Ranked = { groups: Map<string, Peer[]>; own: Map<string, Peer & { group: string; block: string | null }> };

/** A roll-up never changes, so all leaders share one ranking of it. */
const ranked = new WeakMap<readonly UnitParticipation[], { exact?: Ranked; coarse?: Ranked }>();

/**
 * Among units of the same level and block, or of the same level and parent where the unit has no block: 1 + how many have
 * a higher rate, and who is next on either side. SPEC U5, U10.
 */
export function placeOf(
  all: readonly UnitParticipation[],
  code: string,
  coarse = false,
): (PeerPlace & { block: string | null }) | null {
  const known = ranked.get(all) ?? {};
  ranked.set(all, known);
  const how = coarse ? 'coarse' : 'exact';
  const made = known[how] ?? rank(all, coarse);
  known[how] = made;
  const { groups, own } = made;
  const mine = own.get(code);
  if (!mine) return null;
  const peers = groups.get(mine.group) ?? [];
  const from = firstAtLeast(peers, mine.rate);
  const above = firstAbove(peers, mine.rate);
  return {
    rank: peers.length - above + 1,
    of: peers.length,
    own: { name: mine.name, rate: mine.rate, headcount: mine.headcount },
    ahead: peers[above] ?? null,
    behind: nearestBelow(peers, from),
    block: mine.block,
  };
}

function rank(all: readonly UnitParticipation[], coarse: boolean): Ranked {
  const made: Ranked = { groups: new Map(), own: new Map() };
  for (const unit of all) {
    const { name, rate, headcount } = coarse ? coarsen(unit) : unit;
    if (rate === null || headcount === null) continue;
    const beside = `${unit.level} under ${unit.parentCode}`;
    const inBlock = unit.block === null ? null : `${unit.level} in ${unit.block}`;
    made.own.set(unit.code, { name, rate, headcount, group: inBlock ?? beside, block: unit.block });
    for (const group of inBlock === null ? [beside] : [beside, inBlock]) {
      const peers = made.groups.get(group);
      if (peers) peers.push({ name, rate, headcount });
      else made.groups.set(group, [{ name, rate, headcount }]);
    }
  }
  for (const peers of made.groups.values()) peers.sort((a, b) => a.rate - b.rate);
  return made;
}

const firstAtLeast = (peers: readonly Peer[], rate: number) => findFirst(peers, (peer) => peer.rate >= rate);
const firstAbove = (peers: readonly Peer[], rate: number) => findFirst(peers, (peer) => peer.rate > rate);

/** Of several with the same rate, the first in the order of the units, on either side. */
function nearestBelow(peers: readonly Peer[], from: number): Peer | null {
  const last = peers[from - 1];
  return last ? (peers[firstAtLeast(peers, last.rate)] ?? null) : null;
}

function findFirst(peers: readonly Peer[], matches: (peer: Peer) => boolean): number {
  let low = 0;
  let high = peers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (matches(peers[middle] as Peer)) high = middle;
    else low = middle + 1;
  }
  return low;
}
