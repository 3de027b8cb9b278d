import { assertTally, type Counters, type PersonTally, type PlaceFigures, type ScopeFigures } from './counters.ts';

type Scope = {
  people: Map<string, PersonTally>;
  places: Map<string, PlaceFigures>;
  revisions: number;
  whole: boolean;
  rebuilding: string | null;
};

const emptyScope = (): Scope => ({
  people: new Map(),
  places: new Map(),
  revisions: 0,
  whole: false,
  rebuilding: null,
});

/** Counters inside this process, for an installation without Redis. Source: SPEC C6. */
class MemoryCounters implements Counters {
  readonly #scopes = new Map<string, Scope>();

  async put(name: string, tallies: readonly PersonTally[]): Promise<void> {
    tallies.forEach(assertTally);
    const scope = this.#scopes.get(name) ?? emptyScope();
    this.#scopes.set(name, scope);
    for (const tally of tallies) replaceTally(scope, tally);
  }

  async read(name: string): Promise<ScopeFigures | null> {
    const scope = this.#scopes.get(name);
    if (!scope?.whole) return null;
    const places = [...scope.places].filter(([, figures]) => figures.persons > 0);
    return { places: new Map(places), revisions: scope.revisions };
  }

  async beginRebuild(name: string, token: string): Promise<boolean> {
    if (this.#scopes.get(name)?.rebuilding) return false; // alone in its process, it ends or throws
    this.#scopes.set(name, { ...emptyScope(), rebuilding: token });
    return true;
  }

  async lockRebuild(name: string, token: string): Promise<boolean> {
    return this.#scopes.get(name)?.rebuilding === token;
  }

  async endRebuild(name: string, token: string): Promise<boolean> {
    const scope = this.#scopes.get(name);
    if (scope?.rebuilding !== token) return false;
    scope.rebuilding = null;
    scope.whole = true;
    return true;
  }

  async wipe(name: string): Promise<void> {
    this.#scopes.delete(name);
  }

  async close(): Promise<void> {
    this.#scopes.clear();
  }
}

function replaceTally(scope: Scope, tally: PersonTally): void {
  const before = scope.people.get(tally.who);
  if (before && before.revision >= tally.revision) return;
  if (before) addToPlace(scope, before, -1);
  addToPlace(scope, tally, 1);
  scope.people.set(tally.who, tally);
  scope.revisions += tally.revision - (before?.revision ?? 0);
}

function addToPlace({ places }: Scope, { place, attempts }: PersonTally, sign: 1 | -1): void {
  if (attempts === 0) return;
  const sum = places.get(place) ?? { persons: 0, attempts: 0 };
  places.set(place, { persons: sum.persons + sign, attempts: sum.attempts + sign * attempts });
}

export const memoryCounters = (): Counters => new MemoryCounters();
