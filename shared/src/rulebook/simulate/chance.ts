import { seededRandom } from '../../rules/random.ts';

/** Seeded chance of the kinds that a crowd needs. */
export class Chance {
  readonly next: () => number;

  constructor(seed: string) {
    this.next = seededRandom(seed);
  }

  below = (max: number): number => Math.floor(this.next() * max);
  pick = <T>(items: readonly T[]): T => items[this.below(items.length)] as T;
  /** Around 0 with a spread of 1. Source: Box and Muller, 1958. */
  normal = (): number => Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  /** A whole number from 1 on with this mean. */
  times(mean: number): number {
    let count = 1;
    while (count < 1000 && this.next() < 1 - 1 / mean) count += 1;
    return count;
  }
}
