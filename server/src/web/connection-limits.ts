import type { Duplex } from 'node:stream';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { webSocketOf } from '../platform/bus/socket-internals.ts';
import { cookieNames } from './sessions.ts';

type Headers = Readonly<Record<string, string | undefined>>;
type Connection = {
  once(event: 'close', listener: () => void): void;
  close(): void;
  request: { headers: Headers; rawHeaders: string[] };
};

/** Long enough for the last packet and the other side's closing frame. */
const lingerMs = 1_000;

/** A guest who has been here for so long and sees nothing yet gives way to whoever comes. */
const idleMs = 5_000;
/** One who has watched for so long gives way too, where nobody is idle; the page comes back by itself. */
const watchMs = 20_000;
/** Sessions that are read at once while guests have no place: whoever makes them up does not fill the database's queue. */
const provingMax = 50;

/** Connections that have shown neither a session, a code nor a secret link: how many there are, and may be. */
class Guests {
  count = 0;
  /** Of them, those that see nothing yet, the oldest first. */
  readonly idle = new Set<Counted>();
  /** Of them, those that watch, the first that came first. */
  readonly watching = new Set<Counted>();
  readonly #max: number;
  constructor(max: number) {
    this.#max = max;
  }
  /** The oldest idle one leaves where there is no place otherwise, else who has watched the longest. */
  makePlace(): boolean {
    if (this.count < this.#max) return true;
    const nowMs = performance.now();
    const [idle] = this.idle;
    const [watching] = this.watching;
    if (idle && nowMs - idle.sinceMs >= idleMs) idle.leave();
    else if (watching && nowMs - watching.sinceMs >= watchMs) watching.leave();
    else return false;
    return true;
  }
}

/** One connection, as it is counted: a guest until it has shown who it is. */
class Counted {
  readonly sinceMs = performance.now();
  #isGuest = true;
  readonly #guests: Guests;
  readonly #connection: Connection;
  constructor(guests: Guests, connection: Connection) {
    this.#guests = guests;
    this.#connection = connection;
    guests.count += 1;
    guests.idle.add(this);
  }
  /** No guest any more. */
  welcome(): void {
    if (this.#isGuest) this.#guests.count -= 1;
    this.#isGuest = false;
    this.#guests.idle.delete(this);
    this.#guests.watching.delete(this);
  }
  /** It sees something. */
  settle(): void {
    if (this.#guests.idle.delete(this)) this.#guests.watching.add(this);
  }
  leave(): void {
    this.welcome();
    this.#connection.close();
  }
}
const counting = new WeakMap<object, Counted>();

/** The socket has shown a session, a code or a secret link: it is no longer counted among the guests. SPEC W9. */
export const welcome = (socket: Socket): void => counting.get(socket.conn)?.welcome();

/** The socket has entered a view: as a guest it keeps its place for a while at least. SPEC W9a, W9b. */
export const settle = (socket: Socket): void => counting.get(socket.conn)?.settle();

/** The client receives the refusal with the connection's own error. */
export const connectionError = (code: 'not_signed_in' | 'not_allowed' | 'unavailable'): Error =>
  Object.assign(new Error(code), { data: { code } });

/** Nothing is served in the namespace that every connection may enter by itself: whoever enters it is disconnected. SPEC W15a. */
export function closeRootNamespace(io: Server): void {
  io.use((socket, next) => {
    next(connectionError('not_allowed'));
    setImmediate(() => socket.conn.close()); // the library says the reason a moment before
  });
}

/**
 * The answer to an upgrade and the library's first packet are written in the same turn of the loop: they leave together.
 * Only for connections that are accepted: the library refuses and destroys the others at once, with what is corked in them.
 */
export function handshakeInOneWrite(socket: Duplex): void {
  socket.cork();
  setImmediate(() => socket.uncork());
}

type Request = { headers: { cookie?: string | undefined } };

/**
 * Decides at the upgrade whether there is a place: for everybody, and for guests, who share a smaller part. Everybody is a
 * guest until a store has found the session; where guests have no place, it is read before there is a connection. The
 * address does not count: a hall has one. SPEC W9, W9a, W9b.
 */
export function limitConnections(
  io: Server,
  bounds: { socketsMax: number; guestSocketsMax: number },
  isSession: (cookie: string) => Promise<boolean>,
): { admit(request: Request, decide: (accepted: boolean) => void): void; guests(): number } {
  const guests = new Guests(bounds.guestSocketsMax);
  const proven = new WeakSet<object>();
  let proving = 0;
  io.engine.on('connection', (connection: Connection) => {
    const own = new Counted(guests, connection);
    if (proven.has(connection.request)) own.welcome();
    counting.set(connection, own);
    connection.once('close', () => {
      own.welcome();
      endLater(connection);
    });
    dropHeaders(connection.request);
  });
  const isFull = () => io.engine.clientsCount >= bounds.socketsMax;
  async function prove(request: Request, cookie: string): Promise<boolean> {
    proving += 1;
    try {
      if (!(await isSession(cookie))) return false;
      proven.add(request);
      return !isFull();
    } catch {
      return false; // the store is unavailable: the page comes again
    } finally {
      proving -= 1;
    }
  }
  return {
    admit(request, decide) {
      const { cookie } = request.headers;
      if (isFull()) return decide(false);
      if (guests.makePlace()) return decide(true);
      if (cookie === undefined || !namesSession(cookie) || proving >= provingMax) return decide(false);
      void prove(request, cookie).then(decide);
    },
    guests: () => guests.count,
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

/** Looks like a session; what does not is refused without a query. */
function namesSession(cookie: string): boolean {
  const named = parseCookie(cookie);
  return Object.values(cookieNames).some((name) => /^[\w-]{32}$/.test(named[name] ?? ''));
}
