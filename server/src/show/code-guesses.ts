import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Who types a code: the device, the address it stands behind, the person who is signed in. */
export type Guesser = { device: string | null; address: string; personId: string | null };

/** A guess that was counted. `giveBack`: its code was right. */
export type SpentGuess = { giveBack(): Promise<void> };

/**
 * How many wrong codes are answered in a minute: of a device, of a person, and behind an address; a whole hall mistypes less.
 * Whoever is signed in is bounded as a person and not by the address. The first guess of a device has a wider bound behind
 * its address, so that devices that guess on shut out no newcomer with the right code. Counted in this process.
 *
 * Refuses  too_fast.
 * Source   SPEC H4a, H4c, W3.
 */
export class CodeGuesses {
  readonly #perDevice = new RateLimiterMemory({ points: 8, duration: 60 });
  readonly #perPerson = new RateLimiterMemory({ points: 8, duration: 60 });
  readonly #perAddress = new RateLimiterMemory({ points: 300, duration: 60 });
  readonly #firstPerAddress = new RateLimiterMemory({ points: 3_000, duration: 60 });

  /**
   * Counts a guess before its code is searched. Whoever may guess no more spends nothing of the address, so that one device
   * does not use up what is for a hall; where the address has no more, the device has not guessed.
   */
  async spend({ device, address, personId }: Guesser): Promise<Result<SpentGuess>> {
    const own = device === null ? null : await consume(this.#perDevice, device);
    if (own && !own.ok) return own;
    const isFirst = own !== null && own.value.consumedPoints <= 1;
    const [outer, key] =
      personId === null
        ? ([isFirst ? this.#firstPerAddress : this.#perAddress, address] as const)
        : ([this.#perPerson, personId] as const);
    const counted = await consume(outer, key);
    const giveBackOwn = async () => {
      if (device !== null) await this.#perDevice.reward(device);
    };
    if (!counted.ok) {
      await giveBackOwn();
      return counted;
    }
    return accept({
      async giveBack() {
        await Promise.all([giveBackOwn(), outer.reward(key)]);
      },
    });
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<Result<RateLimiterRes>> {
  try {
    return accept(await limiter.consume(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return refuse({ code: 'too_fast', retryInMs: Math.max(1, refused.msBeforeNext) });
  }
}
