import type { Award, Cap, Rulebook, Standing } from '../rulebook.ts';
import { byRank, type Place } from './order.ts';

/** Prizes down a list, and what caps leave of them. docs/proof.md, part 8. */

/** `toDraw`: who is in a drawing that has no lots yet. */
export type Given = { won: Map<string, number>; undecided: number; toDraw: string[] | null };

export function givePrizes(
  take: Award['take'],
  places: readonly Place[],
  counts: readonly number[],
  ties: Standing['ties'],
  may: (id: string, prize: number) => boolean,
  lots: readonly string[] | null,
): Given {
  if (take.kind === 'draw') {
    const able = places.filter(({ id }) => counts.some((_, prize) => may(id, prize)));
    if (lots === null) return { won: new Map(), undecided: able.length, toDraw: able.map(({ id }) => id) };
    const ids = new Set(able.map(({ id }) => id));
    const drawn = lots.filter((id) => ids.has(id)).map((id, at): Place => ({ id, rank: at + 1, values: [] }));
    return givePrizes({ kind: 'places' }, drawn, counts, 'shared', may, lots);
  }
  const groups = byRank(take.kind === 'ranks' ? places.filter(({ rank }) => rank <= take.upTo) : places);
  const won = new Map<string, number>();
  const waiting = new Set<string>();
  let owed = 0;
  for (const [prize, count] of counts.entries()) {
    const used = Math.min(owed, count);
    owed -= used;
    let left = count - used;
    for (const group of groups) {
      if (left === 0) break;
      const able = group.filter(({ id }) => !won.has(id) && !waiting.has(id) && may(id, prize));
      if (able.length <= left || ties === 'shared') for (const { id } of able) won.set(id, prize);
      else for (const { id } of able) waiting.add(id);
      owed += Math.max(0, able.length - left);
      left = Math.max(0, left - able.length);
    }
  }
  return { won, undecided: waiting.size, toDraw: null };
}

type Win = { award: Award; at: number; period: string | null; prize: number };
const barOf = (award: string, period: string | null, id: string) => `${award}\n${period ?? ''}\n${id}`;

export class CapLedger {
  readonly #caps: readonly Cap[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #barred = new Set<string>();
  #wins = new Map<string, Win[]>();
  #used = new Map<string, number>();

  constructor({ caps, awards }: Rulebook) {
    this.#caps = caps;
    this.#places = new Map(awards.map(({ id }, at) => [id, at]));
  }

  restart(): void {
    this.#wins = new Map();
    this.#used = new Map();
  }

  mayWin(award: Award, period: string | null, id: string): boolean {
    if (this.#barred.has(barOf(award.id, period, id))) return false;
    return this.#over(award).every(
      (cap) => cap.max === undefined || cap.keep === 'highest' || this.#count(cap, period, id).length < cap.max,
    );
  }

  /** How many prizes of each kind caps by participants leave. */
  leave(award: Award, period: string | null, counts: readonly number[], participants: () => number): number[] {
    let room = Infinity;
    const own = this.#over(award);
    for (const cap of own) {
      if (cap.shareOfParticipants === undefined) continue;
      const most = Math.floor(participants() * cap.shareOfParticipants + 1e-9);
      room = Math.min(room, Math.max(0, most - (this.#used.get(this.#bucket(cap, period)) ?? 0)));
    }
    const left = counts.map((count) => {
      const some = Math.min(count, room);
      room -= some;
      return some;
    });
    const used = left.reduce((sum, each) => sum + each, 0);
    for (const cap of own) {
      const bucket = this.#bucket(cap, period);
      this.#used.set(bucket, (this.#used.get(bucket) ?? 0) + used);
    }
    return left;
  }

  note(award: Award, period: string | null, won: ReadonlyMap<string, number>): void {
    const at = this.#places.get(award.id) ?? 0;
    for (const [id, prize] of won) this.#wins.set(id, [...(this.#wins.get(id) ?? []), { award, at, period, prize }]);
  }

  /** true: somebody has more than the highest that a cap leaves, and all is given once more. */
  barLower(): boolean {
    const before = this.#barred.size;
    for (const cap of this.#caps) {
      if (cap.keep !== 'highest' || cap.max === undefined) continue;
      for (const [id, wins] of this.#wins) {
        for (const period of new Set(wins.map((win) => (cap.per === 'round' ? win.period : null)))) {
          const lower = [...this.#count(cap, period, id)].sort(higherFirst).slice(cap.max);
          for (const win of lower) this.#barred.add(barOf(win.award.id, win.period, id));
        }
      }
    }
    return this.#barred.size > before;
  }

  #over = ({ id }: Award): Cap[] => this.#caps.filter(({ over }) => over.includes(id));
  #count = (cap: Cap, period: string | null, id: string): Win[] =>
    (this.#wins.get(id) ?? []).filter(
      (win) => cap.over.includes(win.award.id) && (cap.per === 'contest' || win.period === period),
    );
  #bucket = (cap: Cap, period: string | null): string =>
    `${this.#caps.indexOf(cap)}/${cap.per === 'round' ? (period ?? '') : ''}`;
}

function higherFirst(one: Win, other: Win): number {
  const money = ({ award, prize }: Win) => {
    const value = award.prizes[prize]?.value;
    return value?.kind === 'money' ? value.amount : 0;
  };
  return money(other) - money(one) || one.prize - other.prize || one.at - other.at;
}
