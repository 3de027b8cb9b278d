import { requestFor } from '../wire/device.ts';
import type { Player } from './players.ts';

const atOnce = 20;
const phonesMax = 1_000;

/**
 * How far apart phones put one moment of the server's clock: each reads the time once, as the page does, and takes half
 * of the round trip off. All phones here share one true clock, so any difference is an error.
 *
 * Units   milliseconds from the earliest phone to the latest: of all of them, and of all but the outermost hundredths.
 * Source  SPEC T1; design 8: agreement on the opening moment.
 */
export async function measureAgreement(
  players: readonly Player[],
): Promise<{ p98: number; all: number; phones: number }> {
  const wanted = players.filter((_, at) => at % Math.ceil(players.length / phonesMax) === 0);
  const offsets: number[] = [];
  let next = 0;
  const requestInTurn = async (): Promise<void> => {
    for (let at = next++; at < wanted.length; at = next++) {
      const askedAtMs = performance.now();
      const device = (wanted[at] as Player).device;
      const { serverNowMs } = await requestFor<{ serverNowMs: number }>(device, 'clock:read', {});
      offsets.push(serverNowMs - (askedAtMs + performance.now()) / 2);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, requestInTurn));
  offsets.sort((a, b) => a - b);
  const place = (share: number): number => offsets[Math.round((offsets.length - 1) * share)] ?? 0;
  return { p98: place(0.99) - place(0.01), all: place(1) - place(0), phones: wanted.length };
}
