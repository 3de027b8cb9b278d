import type { Ranked } from './rankings.ts';

interface Member {
  who: string;
  key: number;
}

/** Members of one run; twice as many split it. Small enough to shift, large enough to keep the list of runs short. */
const runLength = 256;

/** Higher keys first, equal keys by id. */
function isBefore(a: Member, b: Member): boolean {
  return a.key > b.key || (a.key === b.key && a.who < b.who);
}

/** The first place in a sorted list for which `holds` is true; it is false before and true behind. */
function findFirst<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * One board in order: sorted runs of a few hundred members, so that a change shifts a few hundred places and a rank adds
 * up a few hundred lengths, however many members there are. Source: SPEC K2.
 */
export class OrderedMembers {
  readonly #keys = new Map<string, number>();
  readonly #runs: Member[][] = [];

  get size(): number {
    return this.#keys.size;
  }

  keyOf(who: string): number | null {
    return this.#keys.get(who) ?? null;
  }

  put(who: string, key: number): void {
    const before = this.#keys.get(who);
    if (before === key) return;
    if (before !== undefined) this.#take({ who, key: before });
    this.#keys.set(who, key);
    this.#insert({ who, key });
  }

  remove(who: string): void {
    const key = this.#keys.get(who);
    if (key === undefined) return;
    this.#keys.delete(who);
    this.#take({ who, key });
  }

  /** 1 + how many keys are higher. */
  rankOf(who: string): number | null {
    const key = this.#keys.get(who);
    if (key === undefined) return null;
    const at = findFirst(this.#runs, (run) => (run.at(-1) as Member).key <= key);
    const ahead = this.#runs.slice(0, at).reduce((sum, run) => sum + run.length, 0);
    return 1 + ahead + findFirst(this.#runs[at] ?? [], (member) => member.key <= key);
  }

  top(limit: number): Ranked[] {
    const first: Ranked[] = [];
    for (const run of this.#runs) {
      for (const { who, key } of run) {
        if (first.length >= limit) return first;
        const last = first.at(-1);
        first.push({ who, key, rank: last?.key === key ? last.rank : first.length + 1 });
      }
    }
    return first;
  }

  /** The run in which a member stands or would stand. */
  #runOf(member: Member): number {
    const at = findFirst(this.#runs, (run) => !isBefore(run.at(-1) as Member, member));
    return Math.min(at, this.#runs.length - 1);
  }

  #insert(member: Member): void {
    if (this.#runs.length === 0) {
      this.#runs.push([member]);
      return;
    }
    const at = this.#runOf(member);
    const run = this.#runs[at] as Member[];
    run.splice(
      findFirst(run, (other) => isBefore(member, other)),
      0,
      member,
    );
    if (run.length > 2 * runLength) this.#runs.splice(at + 1, 0, run.splice(runLength));
  }

  #take(member: Member): void {
    const at = this.#runOf(member);
    const run = this.#runs[at] as Member[];
    run.splice(
      findFirst(run, (other) => !isBefore(other, member)),
      1,
    );
    if (run.length === 0) this.#runs.splice(at, 1);
  }
}
