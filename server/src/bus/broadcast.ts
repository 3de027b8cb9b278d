import type { Socket } from 'socket.io';

/** Tells every socket of this process the same. */
export function broadcast(sockets: Iterable<Socket>, event: string, payload: unknown): number {
  let told = 0;
  for (const socket of sockets) {
    socket.emit(event, payload);
    told += 1;
  }
  return told;
}
