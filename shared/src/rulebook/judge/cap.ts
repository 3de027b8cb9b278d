import type { Award, Cap } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';

type Win = { award: Award; at: number; period: string | null; prize: number };

/**
 * What a person may still win, and how many prizes there may be, while awards are decided in the order of the rules.
 *
 * A cap that keeps the first passes over whoever has enough. A cap that keeps the highest is found by doing it again: whoever
 * got more than the cap allows is barred from the lower ones, until nobody is.
 *
 * Source  SPEC M15.
 */
export class Caps {
  readonly #caps: readonly Cap[];
  readonly #order: ReadonlyMap<string, number>;
  readonly #barred = new Set<string>();
  #wins = new Map<string, Win[]>();
  #prizesGiven = new Map<string, number>();

  constructor({ caps, awards }: Pick<Rulebook, 'caps' | 'awards'>) {
    this.#caps = caps;
    this.#order = new Map(awards.map(({ id }, at) => [id, at]));
  }

  /** All awards are about to be decided, once or once more. */
  begin(): void {
    this.#wins = new Map();
    this.#prizesGiven = new Map();
  }

  mayWin(award: Award, period: string | null, id: string): boolean {
    if (this.#barred.has(barKey(award.id, period, id))) return false;
    return this.#over(award).every(
      (cap) => cap.max === undefined || cap.keep === 'highest' || this.#winsUnder(cap, period, id).length < cap.max,
    );
  }

  /** How many prizes of each kind there are once caps by participants have taken their part, and how many those took. */
  cut(award: Award, period: string | null, counts: readonly number[], participants: () => number) {
    let room = Infinity;
    for (const cap of this.#over(award)) {
      if (cap.shareOfParticipants === undefined) continue;
      const most = Math.floor(participants() * cap.shareOfParticipants + 1e-9); // 0.29 × 100 is a hair below 29 in binary
      room = Math.min(room, Math.max(0, most - (this.#prizesGiven.get(this.#bucket(cap, period)) ?? 0)));
    }
    const left: number[] = [];
    for (const count of counts) {
      left.push(Math.min(count, room));
      room -= left.at(-1) ?? 0;
    }
    const used = left.reduce((sum, count) => sum + count, 0);
    for (const cap of this.#over(award)) {
      const bucket = this.#bucket(cap, period);
      this.#prizesGiven.set(bucket, (this.#prizesGiven.get(bucket) ?? 0) + used);
    }
    return { left, taken: counts.reduce((sum, count) => sum + count, 0) - used };
  }

  note(award: Award, period: string | null, won: ReadonlyMap<string, number>): void {
    const at = this.#order.get(award.id) ?? 0;
    for (const [id, prize] of won) {
      const own = this.#wins.get(id);
      if (own) own.push({ award, at, period, prize });
      else this.#wins.set(id, [{ award, at, period, prize }]);
    }
  }

  /** Bars everybody from the lower of too many prizes; true: somebody was barred, so all has to be decided once more. */
  barLower(): boolean {
    const before = this.#barred.size;
    for (const cap of this.#caps) {
      if (cap.keep !== 'highest' || cap.max === undefined) continue;
      for (const [id, wins] of this.#wins) {
        for (const period of new Set(wins.map((win) => (cap.per === 'round' ? win.period : null)))) {
          const lower = this.#winsUnder(cap, period, id).toSorted(byHeight).slice(cap.max);
          for (const win of lower) this.#barred.add(barKey(win.award.id, win.period, id));
        }
      }
    }
    return this.#barred.size > before;
  }

  #over = ({ id }: Award): Cap[] => this.#caps.filter(({ over }) => over.includes(id));

  #winsUnder = (cap: Cap, period: string | null, id: string): Win[] =>
    (this.#wins.get(id) ?? []).filter(
      (win) => cap.over.includes(win.award.id) && (cap.per === 'contest' || win.period === period),
    );

  #bucket = (cap: Cap, period: string | null): string =>
    `${this.#caps.indexOf(cap)}/${cap.per === 'round' ? (period ?? '') : ''}`;
}

const barKey = (award: string, period: string | null, id: string): string => JSON.stringify([award, period, id]);

/** More money first, then the prize nearer to the top of its award, then the award that is named first. */
function byHeight(one: Win, other: Win): number {
  const money = ({ award, prize }: Win) => {
    const value = award.prizes[prize]?.value;
    return value?.kind === 'money' ? value.amount : 0;
  };
  return money(other) - money(one) || one.prize - other.prize || one.at - other.at;
}
