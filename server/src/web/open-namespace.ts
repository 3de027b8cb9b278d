import type { Namespace, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import { namespacesOf } from '../platform/bus/socket-internals.ts';
import { connectionError, welcome } from './connection-limits.ts';
import { type Commands, handleCommands } from './namespace.ts';
import { auditRefusal, readCookieSession, type StaffSession, sessionMark, sessionToken } from './sessions.ts';
import { readOpenTokens, type StaffRole } from './sessions-sql.ts';

/** Who may connect: anybody; anybody, and who is signed in as a contestant is known; staff of a role. */
export type NamespaceRole = 'anyone' | 'visitor' | StaffRole;

type Definition<W> = {
  role: NamespaceRole;
  /** One table for all connections: there are thousands of them. */
  commands: Commands<W>;
  /** What the commands know of one connection. */
  who(socket: Socket): W;
};

/** What every namespace needs of the app. */
export type NamespaceApp = Pick<App, 'db' | 'clock' | 'log' | 'metrics' | 'outages' | 'bus'>;

const opened = new WeakMap<Namespace, { role: NamespaceRole; commands: Commands<never> }>();
/** Who may connect to a namespace, and which commands it takes. */
export const describeNamespace = (namespace: Namespace) => opened.get(namespace);

/** Opens a namespace: session and role are settled at the handshake, each command by its own definition. SPEC W4. */
export function openNamespace<W>(
  app: NamespaceApp,
  namespace: Namespace,
  { role, commands, who }: Definition<W>,
): void {
  if (role === 'visitor') {
    knowVisitors(app, namespace);
    cutSignedOut(app, namespace, 'contestant');
  } else if (role !== 'anyone') {
    admitStaff(app, namespace, role);
    cutRevoked(app, namespace, role);
    cutSignedOut(app, namespace, 'staff');
  }
  namespace.on('connection', (socket) => {
    socket.on('disconnect', closeIfNowhere);
    handleCommands(app, socket, commands, who(socket));
  });
  opened.set(namespace, { role, commands });
}

/** A connection that has left its last namespace carries nothing any more. SPEC W15a. */
function closeIfNowhere(this: Socket): void {
  if (namespacesOf(this) === 0) this.conn.close();
}

export const staffOf = (socket: Socket): StaffSession => socket.data.staff as StaffSession;
export const personIdOf = (socket: Socket): string | null => (socket.data.personId as string | undefined) ?? null;

/** Whoever has a session is known by it, and is no guest any more. SPEC W9. */
function knowVisitors(app: NamespaceApp, namespace: Namespace): void {
  namespace.use((socket, next) => {
    const { cookie } = socket.handshake.headers;
    if (cookie === undefined) return next();
    readCookieSession(app, cookie, 'contestant').then(
      (session) => {
        if (session) {
          socket.data.personId = session.personId;
          socket.data.mark = sessionMark(cookie);
          welcome(socket);
        }
        next();
      },
      () => next(connectionError('unavailable')),
    );
  });
}

/** Staff of one role may connect; everybody else is refused with `not_signed_in` or `not_allowed`. */
function admitStaff(app: NamespaceApp, namespace: Namespace, role: StaffRole): void {
  namespace.use((socket, next) => {
    readCookieSession(app, socket.handshake.headers.cookie, 'staff')
      .then(async (session) => {
        if (session === null) return next(connectionError('not_signed_in'));
        if (session.role !== role) {
          await auditRefusal(app, session, `namespace ${role}`);
          return next(connectionError('not_allowed'));
        }
        socket.data.staff = session;
        socket.data.mark = sessionMark(socket.handshake.headers.cookie, 'staff');
        welcome(socket);
        next();
      })
      .catch(() => next(connectionError('unavailable')));
  });
}

/** A session may be read here just before it is closed there: for so long its sockets are still refused. Units: ms. */
const justClosedMs = 10_000;
const readAtOnce = 500;

/** Disconnects whoever signed out, in every process: nothing acts any more for a session that is closed. SPEC S11, S12. */
function cutSignedOut(app: NamespaceApp, namespace: Namespace, kind: 'contestant' | 'staff'): void {
  const justClosed = new Set<unknown>();
  const isClosed = ({ data }: Socket): boolean => justClosed.has(data.mark) || justClosed.has(data.personId);
  app.bus.subscribe('session:closed', (closed) => {
    const named = 'mark' in closed ? closed.mark : closed.personId;
    justClosed.add(named);
    setTimeout(() => justClosed.delete(named), justClosedMs).unref();
    for (const socket of namespace.sockets.values())
      if (socket.data.mark === named || socket.data.personId === named) socket.disconnect(true);
  });
  namespace.on('connection', (socket) => void (isClosed(socket) ? socket.disconnect(true) : null));
  // It may have been published while this process received nothing: contestants' sessions are read again, many at once. [N13]
  if (kind === 'contestant')
    app.bus.subscribe('facts:missed', () => {
      void cutClosed(app, namespace).catch((err: unknown) => app.log.warn({ err }, 'sessions could not be read again'));
    });
}

async function cutClosed(app: NamespaceApp, namespace: Namespace): Promise<void> {
  const known = [...namespace.sockets.values()].filter(personIdOf);
  const tokenOf = (socket: Socket): string => sessionToken(socket.handshake.headers.cookie, 'contestant') ?? '';
  for (let from = 0; from < known.length; from += readAtOnce) {
    const some = known.slice(from, from + readAtOnce);
    const open = await readOpenTokens(app.db, some.map(tokenOf));
    for (const socket of some) if (!open.has(tokenOf(socket))) socket.disconnect(true);
  }
}

/** Disconnects who came in by links that have since been closed, in every process. SPEC O4, U4. */
function cutRevoked(app: NamespaceApp, namespace: Namespace, role: StaffRole): void {
  app.bus.subscribe('staff:revoked', (revoked) => {
    if (revoked.role !== role) return;
    for (const socket of namespace.sockets.values()) {
      const { contestId, unitCode } = staffOf(socket);
      if (contestId === revoked.contestId && unitCode === revoked.unitCode) socket.disconnect(true);
    }
  });
  // It may have been published while this process received nothing: every session is read again. [N13]
  app.bus.subscribe('facts:missed', () => {
    for (const socket of namespace.sockets.values()) {
      readCookieSession(app, socket.handshake.headers.cookie, 'staff').then(
        (session) => void (session?.role === role ? null : socket.disconnect(true)),
        () => socket.disconnect(true), // unknown: it connects again and its session is read then
      );
    }
  });
}
