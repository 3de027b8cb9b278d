import type { Namespace, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import { namespacesOf } from '../platform/bus/socket-internals.ts';
import { connectionError, welcome } from './connection-limits.ts';
import { type Commands, handleCommands } from './namespace.ts';
import { auditRefusal, readCookieSession, type StaffSession } from './sessions.ts';
import type { StaffRole } from './sessions-sql.ts';

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
  if (role === 'visitor') knowVisitors(app, namespace);
  else if (role !== 'anyone') {
    admitStaff(app, namespace, role);
    cutRevoked(app, namespace, role);
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
        welcome(socket);
        next();
      })
      .catch(() => next(connectionError('unavailable')));
  });
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
