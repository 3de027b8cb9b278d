import { type OpenRound, roundsNamed } from '../judge/expand-rounds.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { listReferences, type Reference } from '../read/check-names.ts';

/** open: some of the rounds that count are not closed yet. */
export type Held = {
  populations: ReadonlyMap<string, 'open' | 'closed'>;
  standings: ReadonlyMap<string, 'open' | 'closed'>;
  awards: ReadonlyMap<string, 'open' | 'closed'>;
};

/**
 * What attempts rest on once a round has opened: the standings that count it, their prizes, and every group that is named by
 * the round, by those standings, by another such group; also the groups that such a standing sends to a later round, for
 * which people compete. The first group is everybody.
 */
export function findHeld(rulebook: Rulebook, rounds: readonly OpenRound[], nowMs: number): Held {
  const isBegun = ({ opensAtMs }: OpenRound) => opensAtMs <= nowMs;
  const stateOf = (some: readonly OpenRound[]) =>
    some.every(({ closesAtMs }) => closesAtMs <= nowMs) ? ('closed' as const) : ('open' as const);
  const standings = new Map(
    rulebook.standings.flatMap(({ id, over }) => {
      const counted = roundsNamed(rounds, over);
      return counted.some(isBegun) ? [[id, stateOf(counted)] as const] : [];
    }),
  );
  const awards = new Map(
    rulebook.awards.flatMap(({ id, from }) => {
      const state = standings.get(from);
      return state ? [[id, state] as const] : [];
    }),
  );
  const begunRounds = new Set(rounds.filter(isBegun).map(({ id, series }) => series ?? id));
  const references = listReferences(rulebook).filter(({ what }) => what === 'population');
  const ownerOf = ({ place: [list, at] }: Reference) =>
    (rulebook[list as 'rounds'] as readonly { id: string }[])[Number(at)]?.id ?? '';
  const names = new Set([
    rulebook.populations[0]?.id ?? '',
    ...references
      .filter(
        (reference) =>
          (reference.place[0] === 'rounds' && begunRounds.has(ownerOf(reference))) ||
          (reference.place[0] === 'standings' && standings.has(ownerOf(reference))),
      )
      .map(({ id }) => id),
    ...listReferences(rulebook)
      .filter(({ what, id }) => (what === 'standing' && standings.has(id)) || (what === 'award' && awards.has(id)))
      .filter(({ place }) => place[0] === 'populations')
      .map(ownerOf),
  ]);
  // A group that is named by one of them belongs to them.
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    for (const reference of references)
      if (reference.place[0] === 'populations' && names.has(ownerOf(reference))) names.add(reference.id);
  }
  const all = stateOf(rounds);
  return { populations: new Map([...names].map((id) => [id, all] as const)), standings, awards };
}
