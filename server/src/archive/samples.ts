import { type Finding, samplesMax } from './checks-sql.ts';

/** Where one promise is broken: how many places there are, and the first few. */
export class Samples {
  readonly #check: string;
  readonly #first: string[] = [];
  #count = 0;

  constructor(check: string) {
    this.#check = check;
  }

  add(sample: string): void {
    this.#count += 1;
    if (this.#first.length < samplesMax) this.#first.push(sample);
  }

  /** None where the promise is kept. */
  findings(): Finding[] {
    return this.#count === 0 ? [] : [{ check: this.#check, count: this.#count, samples: this.#first }];
  }
}
