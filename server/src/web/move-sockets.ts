import type { Server } from 'socket.io';

const waveEveryMs = 100;

type Line = { close(discard?: boolean): void };

/** The lines below the sockets; a line may carry several rooms. */
const rowsOf = (io: Server): Line[] =>
  Object.values((io.engine as unknown as { clients: Record<string, Line> }).clients);

/** In no order that favours anybody. */
function shuffle<T>(all: T[]): T[] {
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

/**
 * Asks every socket to come back to another process: some at a time, spread over a few seconds, so that the others meet
 * no crowd. A line that is closed so is a lost line to the client, which comes back by itself after a moment of its own,
 * and sends again what was not acknowledged. With nobody to go to, all are closed at once.
 *
 * Units    `overMs` from the first wave to the last.
 * Source   SPEC N3.
 */
export async function moveSockets(io: Server, overMs: number, someoneElseServes: () => boolean): Promise<void> {
  const all = shuffle(rowsOf(io));
  const waves = Math.max(1, Math.round(overMs / waveEveryMs));
  const size = Math.max(1, Math.ceil(all.length / waves));
  while (all.length > 0) {
    const together = someoneElseServes() ? size : all.length;
    for (const line of all.splice(0, together)) line.close();
    if (all.length > 0) await new Promise((resolve) => setTimeout(resolve, waveEveryMs));
  }
  // Somebody may have come in through a connection that was kept open.
  for (const line of rowsOf(io)) line.close();
}
