/** A place in a list. `by`: the key that put it behind the one ahead. */
export type Place = { id: string; rank: number; values: readonly (number | null)[] };

/** Orders by values; nothing is behind every value; equals share a rank and as many are skipped. */
export function orderBy(rows: readonly Omit<Place, 'rank'>[], orders: readonly ('most' | 'least')[]): Place[] {
  const compare = (one: Omit<Place, 'rank'>, other: Omit<Place, 'rank'>): number => {
    for (const [at, order] of orders.entries()) {
      const [mine, theirs] = [one.values[at] ?? null, other.values[at] ?? null];
      if (mine === theirs) continue;
      if (mine === null) return 1;
      if (theirs === null) return -1;
      return order === 'most' ? theirs - mine : mine - theirs;
    }
    return 0;
  };
  const sorted = [...rows].sort((one, other) => compare(one, other) || (one.id < other.id ? -1 : 1));
  const places: Place[] = [];
  for (const [at, row] of sorted.entries()) {
    const ahead = places[at - 1];
    places.push({ ...row, rank: ahead && compare(ahead, row) === 0 ? ahead.rank : at + 1 });
  }
  return places;
}

export function byRank<T extends { rank: number }>(places: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const place of places) {
    const last = groups.at(-1);
    if (last && last[0]?.rank === place.rank) last.push(place);
    else groups.push([place]);
  }
  return groups;
}

export type Order = { ids: readonly string[]; isDrawn: boolean };

/** Equals in the order that was decided; an order is about exactly these, unless it was drawn: then others are skipped. */
export function decideEquals(places: readonly Place[], orders: readonly Order[]): Place[] {
  if (orders.length === 0) return [...places];
  return byRank(places).flatMap((group) => {
    const equal = new Set(group.map(({ id }) => id));
    const about = ({ ids, isDrawn }: Order): string[] | null => {
      const own = ids.filter((id) => equal.has(id));
      return own.length === equal.size && (isDrawn || ids.length === own.length) ? own : null;
    };
    let order: string[] | null = null;
    if (group.length > 1) for (const each of orders) order ??= about(each);
    if (!order) return group;
    return order.map((id, at) => ({ ...group.find((place) => place.id === id)!, rank: group[0]!.rank + at }));
  });
}
