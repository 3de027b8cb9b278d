import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Permission } from '@hoithi/shared/rules/permissions';
import type { Namespace, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import type { BusFacts } from '../platform/bus/bus.ts';
import { namespacesOf } from '../platform/bus/socket-internals.ts';
import { connectionError, welcome } from './connection-limits.ts';
import { type Commands, handleCommands, type Staff } from './namespace.ts';
import { actingWith, auditRefusal, needsProof, readCookieSession, sessionMark, sessionToken } from './sessions.ts';
import { readOpenTokens, type StaffSession } from './sessions-sql.ts';

/** Who may connect: anybody; anybody, and who is signed in as a contestant is known; staff with a permission. */
export type NamespaceMay = 'anyone' | 'visitor' | Permission;

type Definition<W> = {
  may: 'anyone' | 'visitor';
  /** One table for all connections: there are thousands of them. */
  commands: Commands<W>;
  /** What the commands know of one connection. */
  who(socket: Socket): W;
};

/** What every namespace needs of the app. */
export type NamespaceApp = Pick<App, 'db' | 'clock' | 'log' | 'metrics' | 'outages' | 'bus'>;

const opened = new WeakMap<Namespace, { may: NamespaceMay; commands: Commands<never> }>();
/** Who may connect to a namespace, and which commands it takes. */
export const describeNamespace = (namespace: Namespace) => opened.get(namespace);

/** Opens a namespace for everybody. SPEC W4. */
export function openNamespace<W>(app: NamespaceApp, namespace: Namespace, { may, commands, who }: Definition<W>): void {
  if (may === 'visitor') {
    knowVisitors(app, namespace);
    cutSignedOut(app, namespace, 'contestant');
  }
  namespace.on('connection', (socket) => {
    socket.on('disconnect', closeIfNowhere);
    const known = accept(who(socket));
    handleCommands(app, socket, commands, () => known);
  });
  opened.set(namespace, { may, commands });
}

/** Opens a namespace for staff: who may connect is settled at the handshake, each command by its own permission. SPEC W4, I2. */
export function openStaffNamespace(
  app: NamespaceApp,
  namespace: Namespace,
  { may, commands }: { may: Permission; commands: Commands<Staff> },
): void {
  admitStaff(app, namespace, may);
  cutChanged(app, namespace, may);
  cutSignedOut(app, namespace, 'staff');
  cutExpired(app, namespace);
  namespace.on('connection', (socket) => {
    socket.on('disconnect', closeIfNowhere);
    handleCommands(app, socket, commands, (command, atMs) => settleStaff(app, socket, command.may ?? may, atMs));
  });
  opened.set(namespace, { may, commands });
}

/** Where the last proof looks too old the session is read again: a new one may have been given meanwhile. SPEC I3. */
async function settleStaff(app: NamespaceApp, socket: Socket, may: Permission, atMs: number): Promise<Result<Staff>> {
  if (sessionOf(socket).expiresAtMs <= atMs) {
    socket.disconnect(true);
    return refuse({ code: 'not_signed_in' });
  }
  const by = actingWith(sessionOf(socket), may);
  if (!by) return refuse({ code: 'not_allowed' });
  if (needsProof(sessionOf(socket), may, atMs)) {
    const session = await readCookieSession(app, socket.handshake.headers.cookie, 'staff');
    if (!session || needsProof(session, may, atMs)) return refuse({ code: 'prove_again' });
    socket.data.staff = session;
  }
  return accept({ socket, by });
}

/** A connection that has left its last namespace carries nothing any more. SPEC W15a. */
function closeIfNowhere(this: Socket): void {
  if (namespacesOf(this) === 0) this.conn.close();
}

export const sessionOf = (socket: Socket): StaffSession => socket.data.staff as StaffSession;
/** What the sender may see of a page: where it has the permission that the page needs. */
export const actingOn = (socket: Socket, may: Permission) => actingWith(sessionOf(socket), may);
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

/** Staff with the permission may connect; everybody else is refused with `not_signed_in` or `not_allowed`. */
function admitStaff(app: NamespaceApp, namespace: Namespace, may: Permission): void {
  namespace.use((socket, next) => {
    readCookieSession(app, socket.handshake.headers.cookie, 'staff')
      .then(async (session) => {
        if (session === null) return next(connectionError('not_signed_in'));
        if (!actingWith(session, may)) {
          await auditRefusal(app, session, `namespace ${namespace.name.slice(1)}`);
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

/** Disconnects whoever's session runs out while the connection is open. SPEC I4a. */
function cutExpired(app: NamespaceApp, namespace: Namespace): void {
  namespace.on('connection', (socket) => {
    const leftMs = sessionOf(socket).expiresAtMs - app.clock.nowMs();
    const timer = setTimeout(() => socket.disconnect(true), Math.max(0, leftMs)).unref();
    socket.on('disconnect', () => clearTimeout(timer));
  });
}

/** A session may be read here just before it is closed there: for so long its sockets are still refused. Units: ms. */
const justClosedMs = 10_000;
const readAtOnce = 500;

/** Disconnects whoever signed out, in every process: nothing acts any more for a session that is closed. SPEC S11, S12. */
function cutSignedOut(app: NamespaceApp, namespace: Namespace, kind: 'contestant' | 'staff'): void {
  const justClosed = new Set<unknown>();
  const isAmong = ({ data }: Socket, named: ReadonlySet<unknown>): boolean =>
    [data.mark, data.personId, (data.staff as StaffSession | undefined)?.id].some((each) => each && named.has(each));
  const isClosed = (socket: Socket): boolean => isAmong(socket, justClosed);
  app.bus.subscribe('session:closed', (closed) => {
    const named = new Set<unknown>(namesOf(closed));
    for (const each of named) {
      justClosed.add(each);
      setTimeout(() => justClosed.delete(each), justClosedMs).unref();
    }
    for (const socket of namespace.sockets.values()) if (isAmong(socket, named)) socket.disconnect(true);
  });
  namespace.on('connection', (socket) => void (isClosed(socket) ? socket.disconnect(true) : null));
  // It may have been published while this process received nothing: contestants' sessions are read again, many at once. [N13]
  if (kind === 'contestant')
    app.bus.subscribe('facts:missed', () => {
      void cutClosed(app, namespace).catch((err: unknown) => app.log.warn({ err }, 'sessions could not be read again'));
    });
}

function namesOf(closed: BusFacts['session:closed']): readonly string[] {
  if ('sessionIds' in closed) return closed.sessionIds;
  return ['mark' in closed ? closed.mark : closed.personId];
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

/**
 * Disconnects, in every process, who came in by a link that was closed, and whose account's roles changed: whoever still may
 * is back at once, with the roles as they are now. SPEC O4, U4, I6.
 */
function cutChanged(app: NamespaceApp, namespace: Namespace, may: Permission): void {
  const cut = (isMeant: (session: StaffSession) => boolean): void => {
    for (const socket of namespace.sockets.values()) if (isMeant(sessionOf(socket))) socket.disconnect(true);
  };
  app.bus.subscribe('staff:revoked', ({ role, contestId, unitCode }) =>
    cut(({ accountId, grants: [own] }) => {
      if (accountId !== null || own === undefined) return false;
      return own.role === role && own.contestId === contestId && own.unitCode === unitCode;
    }),
  );
  const readAgain = (socket: Socket): void => {
    const before = JSON.stringify(sessionOf(socket).grants);
    readCookieSession(app, socket.handshake.headers.cookie, 'staff').then(
      (session) =>
        void (session && actingWith(session, may) && JSON.stringify(session.grants) === before
          ? null
          : socket.disconnect(true)),
      () => socket.disconnect(true), // unknown: it connects again and its session is read then
    );
  };
  // A session may be read here just before its account changes there.
  const justChanged = new Map<string, NodeJS.Timeout>();
  app.bus.subscribe('account:changed', ({ accountId }) => {
    clearTimeout(justChanged.get(accountId));
    justChanged.set(accountId, setTimeout(() => justChanged.delete(accountId), justClosedMs).unref());
    cut((session) => session.accountId === accountId);
  });
  namespace.on('connection', (socket) => {
    if (justChanged.has(sessionOf(socket).accountId ?? '')) readAgain(socket);
  });
  const justClosed = new Set<string>();
  const isClosed = ({ linkHash }: StaffSession): boolean => linkHash !== null && justClosed.has(linkHash);
  app.bus.subscribe('link:closed', ({ linkHash }) => {
    justClosed.add(linkHash);
    setTimeout(() => justClosed.delete(linkHash), justClosedMs).unref();
    cut(isClosed);
  });
  namespace.on('connection', (socket) => void (isClosed(sessionOf(socket)) ? socket.disconnect(true) : null));
  // It may have been published while this process received nothing: every session is read again. [N13]
  app.bus.subscribe('facts:missed', () => {
    for (const socket of namespace.sockets.values()) readAgain(socket);
  });
}
