import type { PlayerTally, Tally } from './tally.ts';

/** One player of an elimination as a light. `changed`: it went out or on by what happened last. */
export type FloorLight = { player: PlayerTally; lit: boolean; changed: boolean };

/**
 * The lights of an elimination in the order of joining: whoever is or was in. Reserves have none, and a removed player leaves
 * none behind.
 *
 * Units    outAt: the asking whose reveal the picture follows; null: a rescue, where those who came in have changed.
 * Source   SPEC H22.
 */
export function lightFloor(tally: Tally, removed: ReadonlySet<string>, outAt: number | null): FloorLight[] {
  const lights: FloorLight[] = [];
  for (const player of tally.values()) {
    if (player.status === 'reserve' || removed.has(player.playerId)) continue;
    const lit = player.status === 'in';
    lights.push({ player, lit, changed: outAt === null ? lit && player.back : !lit && player.outAt === outAt });
  }
  return lights.sort((a, b) => a.player.order - b.player.order);
}

/** Bits as base64, eight to a byte, the first one lowest: of 20,000 lights 3,336 characters. */
export function packBits(bits: readonly boolean[]): string {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    if (bit) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  });
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The first `count` of packed bits. */
export function unpackBits(packed: string, count: number): boolean[] {
  const bytes = atob(packed);
  return Array.from({ length: count }, (_, at) => ((bytes.charCodeAt(at >> 3) >> (at & 7)) & 1) === 1);
}
