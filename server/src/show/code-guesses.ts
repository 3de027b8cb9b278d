import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Who types a code: the device, the address it stands behind, the person who is signed in. */
export type Guesser = { device: string | null; address: string; personId: string | null };

/**
 * How many wrong codes are answered in a minute: of a device, of a person, and behind an address; a whole hall mistypes less.
 * Whoever is signed in is bounded as a person and not by the address. Counted in this process.
 *
 * Source  SPEC H4a, W3.
 */
export class CodeGuesses {
  readonly #perDevice = new RateLimiterMemory({ points: 8, duration: 60 });
  readonly #perPerson = new RateLimiterMemory({ points: 8, duration: 60 });
  readonly #perAddress = new RateLimiterMemory({ points: 300, duration: 60 });

  /**
   * Counts a guess before its code is searched. Answers in how many ms to come again; 0: now. Whoever may guess no more
   * spends nothing of the address, so that one device does not use up what is for a hall.
   */
  async spend(by: Guesser): Promise<number> {
    for (const [limiter, key] of this.#boundsOf(by)) {
      const retryInMs = await limiter.consume(key).then(() => 0, waitOf);
      if (retryInMs > 0) return retryInMs;
    }
    return 0;
  }

  /** The code was right. */
  async giveBack(by: Guesser): Promise<void> {
    await Promise.all(this.#boundsOf(by).map(([limiter, key]) => limiter.reward(key)));
  }

  #boundsOf({ device, address, personId }: Guesser): [RateLimiterAbstract, string][] {
    const outer: [RateLimiterAbstract, string] =
      personId === null ? [this.#perAddress, address] : [this.#perPerson, personId];
    return device === null ? [outer] : [[this.#perDevice, device], outer];
  }
}

function waitOf(refused: unknown): number {
  if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
  throw refused;
}
