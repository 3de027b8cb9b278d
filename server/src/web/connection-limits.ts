import type { Duplex } from 'node:stream';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { webSocketOf } from '../platform/bus/socket-internals.ts';
import { connectionError, cookieNames } from './sessions.ts';

type Headers = Readonly<Record<string, string | undefined>>;
type Line = {
  once(event: 'close', listener: () => void): void;
  request: { headers: Headers; rawHeaders: string[] };
};

/** Long enough for a last word and the other side's farewell. */
const lingerMs = 1_000;

/** Those who are inside, and whether they are counted among the unknown. */
class Guests {
  unknown = 0;
  private readonly max: number;
  constructor(max: number) {
    this.max = max;
  }
  get hasPlace(): boolean {
    return this.unknown < this.max;
  }
  get isOver(): boolean {
    return this.unknown > this.max;
  }
}

/** One line, as it is counted. */
class Counted {
  private isUnknown = false;
  private readonly guests: Guests;
  constructor(guests: Guests) {
    this.guests = guests;
  }
  /** Whether it belongs to the unknown from now on. */
  count(isUnknown: boolean): void {
    if (this.isUnknown !== isUnknown) this.guests.unknown += isUnknown ? 1 : -1;
    this.isUnknown = isUnknown;
  }
  suspect(): boolean {
    this.count(true);
    return !this.guests.isOver;
  }
}
const counting = new WeakMap<object, Counted>();

/** The socket has shown a session, a code or a secret link: it is no longer counted among the unknown. SPEC W9. */
export const welcome = (socket: Socket): void => counting.get(socket.conn)?.count(false);

/** What looked like a session was none: the socket is counted among the unknown. false: there is no room for it. SPEC W9. */
export const suspect = (socket: Socket): boolean => counting.get(socket.conn)?.suspect() ?? true;

/** Closes the line; the page comes again later, or goes on over HTTP. */
export function refuseConnection(socket: Socket, next: (error: Error) => void): void {
  next(connectionError('unavailable'));
  setImmediate(() => socket.conn.close()); // the library says the reason a moment later
}

/**
 * The answer to an upgrade and the library's first packet are said in the same turn of the loop: they leave together. Only
 * for lines that are let in: the library says no and drops the line at once, with whatever is held back in it.
 */
export function handshakeInOneWrite(line: Duplex): void {
  line.cork();
  setImmediate(() => line.uncork());
}

/**
 * Decides at the handshake, before any store is asked, whether there is room: for everybody, and for those without a
 * session, who share a smaller part of it. The address is never asked for: a hall has one. SPEC W9.
 */
export function limitConnections(
  io: Server,
  namespace: { socketsMax: number; guestSocketsMax: number },
): { hasPlaceFor(cookie: string | undefined): boolean; guests(): number } {
  const guests = new Guests(namespace.guestSocketsMax);
  io.engine.on('connection', (line: Line) => {
    const own = new Counted(guests);
    own.count(!namesSession(line.request.headers.cookie));
    counting.set(line, own);
    line.once('close', () => {
      own.count(false);
      dropped(line);
    });
    retainLittleOf(line.request);
  });
  return {
    hasPlaceFor: (cookie) => io.engine.clientsCount < namespace.socketsMax && (namesSession(cookie) || guests.hasPlace),
    guests: () => guests.unknown,
  };
}

/** What a browser says of itself is a kilobyte that would stay as long as its line: only what a door reads is kept. */
function retainLittleOf(request: Line['request']): void {
  const { cookie, origin, host } = request.headers;
  request.headers = { cookie, origin, host };
  request.rawHeaders = [];
}

/**
 * What is not counted any more must not stay open: whoever gives no farewell would keep the file of its line for another
 * half minute, and many together would take all there are. SPEC W9, W17.
 */
function dropped(line: Line): void {
  setTimeout(() => webSocketOf(line)?.terminate(), lingerMs).unref();
}

/** Looks like a session; whether it is one is asked of the store later, at the room's door. */
function namesSession(cookie: string | undefined): boolean {
  if (cookie === undefined) return false;
  const named = parseCookie(cookie);
  return Object.values(cookieNames).some((name) => /^[\w-]{32}$/.test(named[name] ?? ''));
}
