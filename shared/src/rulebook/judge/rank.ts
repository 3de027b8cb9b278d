import type { EqualsOrder } from './facts.ts';

/** One place of a list. `decidedBy`: what put it behind the one ahead: a key by its number, an order, or nothing. */
export type Place = {
  id: string;
  rank: number;
  decidedBy: number | 'order' | 'tie' | null; // null: nobody is ahead
  values: readonly (number | null)[];
};

/**
 * Orders people or units by their values, the most or the least of each key ahead; nothing is behind every value. Equals on
 * all keys share a rank and as many ranks are skipped; among equals the order is by id and means nothing.
 *
 * Source  SPEC M10, L3.
 */
export function rankByValues(
  rows: readonly { id: string; values: readonly (number | null)[] }[],
  orders: readonly ('most' | 'least')[],
): Place[] {
  const differAt = (one: readonly (number | null)[], other: readonly (number | null)[]) =>
    orders.findIndex((_order, at) => one[at] !== other[at]);
  const order = rows.toSorted((one, other) => {
    const at = differAt(one.values, other.values);
    if (at === -1) return one.id < other.id ? -1 : 1;
    const [mine, theirs] = [one.values[at] ?? null, other.values[at] ?? null];
    if (mine === null || theirs === null) return mine === null ? 1 : -1;
    return orders[at] === 'most' ? theirs - mine : mine - theirs;
  });
  const places: Place[] = [];
  for (const { id, values } of order) {
    const ahead = places.at(-1);
    const at = ahead ? differAt(ahead.values, values) : -1;
    const isTie = ahead !== undefined && at === -1;
    places.push({
      ...{ id, values },
      rank: isTie ? ahead.rank : places.length + 1,
      decidedBy: ahead === undefined ? null : isTie ? 'tie' : at,
    });
  }
  return places;
}

/** The places that share ranks, first to last. */
export function groupsOf<T extends Pick<Place, 'rank'>>(places: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const place of places) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === place.rank) last.push(place);
    else groups.push([place]);
  }
  return groups;
}

/**
 * Puts equals in the order that was decided on. An order is about exactly these people: where something has changed and
 * others are equal, it says nothing. One that was drawn skips whoever is no longer among them.
 *
 * Source  SPEC M11, F42.
 */
export function applyOrders(places: readonly Place[], orders: readonly EqualsOrder[]): Place[] {
  return groupsOf(places).flatMap((group) => {
    if (group.length === 1) return group;
    const among = new Set(group.map(({ id }) => id));
    const order = orders
      .filter(({ ids, drawn }) => drawn || ids.length === group.length)
      .map(({ ids }) => ids.filter((id) => among.has(id)))
      .find((ids) => ids.length === group.length);
    if (!order) return group;
    return order.map((id, at): Place => {
      const place = group.find((each) => each.id === id) ?? group[0]!;
      return { ...place, rank: place.rank + at, decidedBy: at === 0 ? group[0]!.decidedBy : 'order' };
    });
  });
}
