import { parse } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { cookieNames } from './sessions.ts';

type Line = { once(event: 'close', listener: () => void): void; request: { headers: { cookie?: string } } };

/** Lines that have not shown yet who they are; the call says that they have. */
const guests = new WeakMap<object, () => void>();

/** The socket has shown a session, a code or a secret link: it is no longer counted among the unknown. SPEC W9. */
export const welcome = (socket: Socket): void => guests.get(socket.conn)?.();

/**
 * Decides at the handshake, before any store is asked, whether there is room: for everybody, and for those without a
 * session, who share a smaller part of it. The address is never asked for: a hall has one. SPEC W9.
 */
export function keepDoor(
  io: Server,
  room: { socketsMax: number; guestSocketsMax: number },
): { hasRoomFor(cookie: string | undefined): boolean; guests(): number } {
  let unknown = 0;
  io.engine.on('connection', (line: Line) => {
    if (namesSession(line.request.headers.cookie)) return;
    unknown += 1;
    let counted = true;
    const leave = (): void => {
      if (counted) unknown -= 1;
      counted = false;
    };
    guests.set(line, leave);
    line.once('close', leave);
  });
  return {
    hasRoomFor: (cookie) =>
      io.engine.clientsCount < room.socketsMax && (namesSession(cookie) || unknown < room.guestSocketsMax),
    guests: () => unknown,
  };
}

/** Looks like a session; whether it is one is asked of the store later, at the room's door. */
function namesSession(cookie: string | undefined): boolean {
  if (cookie === undefined) return false;
  const named = parse(cookie);
  return Object.values(cookieNames).some((name) => /^[\w-]{32}$/.test(named[name] ?? ''));
}
