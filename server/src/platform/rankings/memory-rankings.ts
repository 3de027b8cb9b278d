import { OrderedMap } from '@js-sdsl/ordered-map';
import { assertKey, type Ranked, type Rankings } from './rankings.ts';

type Member = { who: string; key: number };

/** Higher keys first, equal keys by id. */
function compareMembers(a: Member, b: Member): number {
  if (a.key !== b.key) return b.key - a.key;
  if (a.who === b.who) return 0;
  return a.who < b.who ? -1 : 1;
}

/** One board, in order. The library's tree counts its subtrees, so that it knows the index of a member. Source: SPEC K2. */
class Board {
  readonly keys = new Map<string, number>();
  readonly #members = new OrderedMap<Member, null>([], compareMembers, true);

  put(who: string, key: number): void {
    if (this.keys.get(who) === key) return;
    this.remove(who);
    this.keys.set(who, key);
    this.#members.setElement({ who, key }, null);
  }

  remove(who: string): void {
    const key = this.keys.get(who);
    if (key === undefined) return;
    this.keys.delete(who);
    this.#members.eraseElementByKey({ who, key });
  }

  /** 1 + how many keys are higher. */
  rankOf(who: string): number | null {
    const key = this.keys.get(who);
    return key === undefined ? null : 1 + this.#members.lowerBound({ who: '', key }).index;
  }

  top(limit: number): Ranked[] {
    const first: Ranked[] = [];
    if (limit <= 0) return first;
    for (const [{ who, key }] of this.#members) {
      const last = first.at(-1);
      first.push({ who, key, rank: last?.key === key ? last.rank : first.length + 1 });
      if (first.length === limit) break;
    }
    return first;
  }
}

/** Rankings inside this process, for an installation without Redis. */
class MemoryRankings implements Rankings {
  readonly store = 'memory';
  readonly #boards = new Map<string, Board>();

  async put(board: string, keys: ReadonlyMap<string, number>): Promise<void> {
    for (const key of keys.values()) assertKey(key);
    const own = this.#boards.get(board) ?? new Board();
    this.#boards.set(board, own);
    for (const [who, key] of keys) own.put(who, key);
  }

  async remove(board: string, who: readonly string[]): Promise<void> {
    for (const one of who) this.#boards.get(board)?.remove(one);
  }

  async rankOf(board: string, who: string): Promise<number | null> {
    return this.#boards.get(board)?.rankOf(who) ?? null;
  }

  async keyOf(board: string, who: string): Promise<number | null> {
    return this.#boards.get(board)?.keys.get(who) ?? null;
  }

  async top(board: string, limit: number): Promise<Ranked[]> {
    return this.#boards.get(board)?.top(limit) ?? [];
  }

  async size(board: string): Promise<number> {
    return this.#boards.get(board)?.keys.size ?? 0;
  }

  async wipe(board: string): Promise<void> {
    this.#boards.delete(board);
  }

  ready(): boolean {
    return true;
  }

  async close(): Promise<void> {
    this.#boards.clear();
  }
}

export const memoryRankings = (): Rankings => new MemoryRankings();
