import { parse } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { cookieNames, refusedAtDoor } from './sessions.ts';

type Line = { once(event: 'close', listener: () => void): void; request: { headers: { cookie?: string } } };

/** How a line is counted: `know` when it has shown who it is, `doubt` when what it showed was no session. */
const counting = new WeakMap<object, { know(): void; doubt(): boolean }>();

/** The socket has shown a session, a code or a secret link: it is no longer counted among the unknown. SPEC W9. */
export const welcome = (socket: Socket): void => counting.get(socket.conn)?.know();

/** What looked like a session was none: the socket is counted among the unknown. false: there is no room for it. SPEC W9. */
export const doubt = (socket: Socket): boolean => counting.get(socket.conn)?.doubt() ?? true;

/** Closes the line; the page comes again later, or goes on over HTTP. */
export function sendAway(socket: Socket, next: (error: Error) => void): void {
  next(refusedAtDoor('unavailable'));
  setImmediate(() => socket.conn.close()); // the library says the reason a moment later
}

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
    let counted = false;
    const count = (whether: boolean): void => {
      if (counted !== whether) unknown += whether ? 1 : -1;
      counted = whether;
    };
    count(!namesSession(line.request.headers.cookie));
    counting.set(line, {
      know: () => count(false),
      doubt() {
        count(true);
        return unknown <= room.guestSocketsMax;
      },
    });
    line.once('close', () => count(false));
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
