import type { Server } from 'socket.io';
import { connectionsOf } from '../platform/bus/socket-internals.ts';

const waveEveryMs = 100;

/** In an order that favours nobody. */
function shuffle<T>(all: T[]): T[] {
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

/**
 * Moves every socket to another process: some at a time, spread over a few seconds, so that the others meet no crowd. To
 * the client a closed connection is a lost one: it comes back by itself after a random moment, and sends again what was not
 * acknowledged. Where no other process serves, all are closed at once.
 *
 * Units    `overMs` from the first wave to the last.
 * Source   SPEC N3.
 */
export async function moveSockets(io: Server, overMs: number, someoneElseServes: () => boolean): Promise<void> {
  const all = shuffle(connectionsOf(io));
  const waves = Math.max(1, Math.round(overMs / waveEveryMs));
  const size = Math.max(1, Math.ceil(all.length / waves));
  while (all.length > 0) {
    const together = someoneElseServes() ? size : all.length;
    for (const connection of all.splice(0, together)) connection.close();
    if (all.length > 0) await new Promise((resolve) => setTimeout(resolve, waveEveryMs));
  }
  // Somebody may have come in over a keep-alive connection.
  for (const connection of connectionsOf(io)) connection.close();
}
