import { assertTally, type Counters, type PersonTally, type PlaceFigures } from './counters.ts';

type Scope = {
  people: Map<string, PersonTally>;
  places: Map<string, PlaceFigures>;
  revisions: number;
  whole: boolean;
  rebuilding: string | null;
};

/** Counters inside this process, for a house without Redis. Source: SPEC C6. */
export function memoryCounters(): Counters {
  const scopes = new Map<string, Scope>();
  const empty = (): Scope => ({ people: new Map(), places: new Map(), revisions: 0, whole: false, rebuilding: null });
  const scopeOf = (scope: string) => {
    const known = scopes.get(scope) ?? empty();
    scopes.set(scope, known);
    return known;
  };

  function add({ places }: Scope, { place, attempts }: PersonTally, sign: 1 | -1): void {
    if (attempts === 0) return;
    const sum = places.get(place) ?? { persons: 0, attempts: 0 };
    places.set(place, { persons: sum.persons + sign, attempts: sum.attempts + sign * attempts });
  }

  return {
    async put(name, tallies) {
      tallies.forEach(assertTally);
      const scope = scopeOf(name);
      for (const tally of tallies) {
        const before = scope.people.get(tally.who);
        if (before && before.revision >= tally.revision) continue;
        if (before) add(scope, before, -1);
        add(scope, tally, 1);
        scope.people.set(tally.who, tally);
        scope.revisions += tally.revision - (before?.revision ?? 0);
      }
    },
    async read(name) {
      const scope = scopes.get(name);
      if (!scope?.whole) return null;
      const places = [...scope.places].filter(([, figures]) => figures.persons > 0);
      return { places: new Map(places), revisions: scope.revisions };
    },
    async beginRebuild(name, token) {
      if (scopes.get(name)?.rebuilding) return false; // alone in its process, it ends or throws
      scopes.set(name, { ...empty(), rebuilding: token });
      return true;
    },
    lockRebuild: async (name, token) => scopes.get(name)?.rebuilding === token,
    async endRebuild(name, token) {
      const scope = scopes.get(name);
      if (scope?.rebuilding !== token) return false;
      scope.rebuilding = null;
      scope.whole = true;
      return true;
    },
    async wipe(name) {
      scopes.delete(name);
    },
    async close() {
      scopes.clear();
    },
  };
}
