import type { Duplex } from 'node:stream';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { webSocketOf } from '../platform/bus/socket-internals.ts';
import { cookieNames } from './sessions.ts';

type Headers = Readonly<Record<string, string | undefined>>;
type Connection = {
  once(event: 'close', listener: () => void): void;
  request: { headers: Headers; rawHeaders: string[] };
};

/** Long enough for the last packet and the other side's closing frame. */
const lingerMs = 1_000;

/** How many connections without a session there are, and may be. */
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

/** One connection, as it is counted. */
class Counted {
  private isUnknown = false;
  private readonly guests: Guests;
  constructor(guests: Guests) {
    this.guests = guests;
  }
  /** Whether it is counted among the unknown from now on. */
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

/** What looked like a session was none: the socket is counted among the unknown. false: it has no place. SPEC W9. */
export const suspect = (socket: Socket): boolean => counting.get(socket.conn)?.suspect() ?? true;

/** The client receives the refusal with the connection's own error. */
export const connectionError = (code: 'not_signed_in' | 'not_allowed' | 'unavailable'): Error =>
  Object.assign(new Error(code), { data: { code } });

/** Closes the connection; the page comes again later, or goes on over HTTP. */
export function refuseConnection(socket: Socket, next: (error: Error) => void): void {
  next(connectionError('unavailable'));
  setImmediate(() => socket.conn.close()); // the library says the reason a moment later
}

/**
 * The answer to an upgrade and the library's first packet are written in the same turn of the loop: they leave together.
 * Only for connections that are accepted: the library refuses and destroys the others at once, with what is corked in them.
 */
export function handshakeInOneWrite(socket: Duplex): void {
  socket.cork();
  setImmediate(() => socket.uncork());
}

/**
 * Decides at the handshake, before any store is read, whether there is a place: for everybody, and for those without a
 * session, who share a smaller part. The address does not count: a hall has one. SPEC W9.
 */
export function limitConnections(
  io: Server,
  bounds: { socketsMax: number; guestSocketsMax: number },
): { hasPlaceFor(cookie: string | undefined): boolean; guests(): number } {
  const guests = new Guests(bounds.guestSocketsMax);
  io.engine.on('connection', (connection: Connection) => {
    const own = new Counted(guests);
    own.count(!namesSession(connection.request.headers.cookie));
    counting.set(connection, own);
    connection.once('close', () => {
      own.count(false);
      endLater(connection);
    });
    dropHeaders(connection.request);
  });
  return {
    hasPlaceFor: (cookie) => io.engine.clientsCount < bounds.socketsMax && (namesSession(cookie) || guests.hasPlace),
    guests: () => guests.unknown,
  };
}

/** A browser's headers are a kilobyte that would stay as long as its connection: only what a namespace reads is saved. */
function dropHeaders(request: Connection['request']): void {
  const { cookie, origin, host } = request.headers;
  request.headers = { cookie, origin, host };
  request.rawHeaders = [];
}

/**
 * What is not counted any more must not stay open: a client that sends no closing frame would occupy a file descriptor for
 * another half minute, and many together all there are. SPEC W9, W17.
 */
function endLater(connection: Connection): void {
  setTimeout(() => webSocketOf(connection)?.terminate(), lingerMs).unref();
}

/** Looks like a session; whether it is one is read from the store later, by the namespace. */
function namesSession(cookie: string | undefined): boolean {
  if (cookie === undefined) return false;
  const named = parseCookie(cookie);
  return Object.values(cookieNames).some((name) => /^[\w-]{32}$/.test(named[name] ?? ''));
}
