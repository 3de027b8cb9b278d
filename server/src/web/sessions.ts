import { createHash } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Namespace, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { readSession, type Session } from './sessions-sql.ts';

export const cookieNames = { contestant: 'hoithi_contestant', staff: 'hoithi_staff' } as const;

export async function readCookieSession(
  app: App,
  cookieHeader: string | undefined,
  kind: Session['kind'],
): Promise<Session | null> {
  const token = cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieNames[kind]];
  if (token === undefined || token.length > 100) return null;
  const session = await readSession(app.db, token, app.clock.nowMs());
  return session?.kind === kind ? session : null;
}

export type StaffSession = Extract<Session, { kind: 'staff' }>;

/** Tells the devices of one session apart from those of others, without telling the session. */
export const sessionMark = (cookieHeader: string | undefined): string | null => {
  const token = cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieNames.contestant];
  return token === undefined ? null : createHash('sha256').update(`mark:${token}`).digest('base64url').slice(0, 16);
};

/** The client hears the refusal with the connection's own error. */
export const connectionError = (code: 'not_signed_in' | 'not_allowed' | 'unavailable'): Error =>
  Object.assign(new Error(code), { data: { code } });

/** Sessions and doors whose refusal stands in the audit trail, since when, and how many more there were since. */
const audited = new WeakMap<App, Map<string, { atMs: number; more: number }>>();
const auditEveryMs = 60_000;
const auditedObjectsMax = 10_000;

/**
 * Staff who try a door that is not theirs are in the audit trail: at most one line a minute for a session and a door,
 * which says how many more there were before it. SPEC U4, W11.
 */
export async function auditRefusal(app: App, session: StaffSession, object: string): Promise<void> {
  const atMs = app.clock.nowMs();
  const known = audited.get(app) ?? new Map<string, { atMs: number; more: number }>();
  audited.set(app, known);
  const namespace = `${session.actor} ${object}`;
  const last = known.get(namespace);
  if (last && atMs - last.atMs < auditEveryMs) {
    last.more += 1;
    return;
  }
  if (known.size >= auditedObjectsMax) known.clear();
  known.set(namespace, { atMs, more: 0 });
  await writeAudit(app.db, {
    contestId: session.contestId,
    atMs,
    actor: session.actor,
    act: 'access:refused',
    object,
    detail: last && last.more > 0 ? { more: last.more } : {},
  });
}

/** Lets staff of one role in; everybody else is told `not_signed_in` or `not_allowed` and cut off. */
export function staffOnly(app: App, role: StaffSession['role']) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    readCookieSession(app, socket.handshake.headers.cookie, 'staff')
      .then(async (session) => {
        if (session?.kind !== 'staff') return next(connectionError('not_signed_in'));
        if (session.role !== role) {
          await auditRefusal(app, session, `room ${role}`);
          return next(connectionError('not_allowed'));
        }
        socket.data.staff = session;
        next();
      })
      .catch(() => next(connectionError('unavailable')));
  };
}

/** Cuts off who came in by links that have since been closed, in every process. SPEC O4, U4. */
export function cutRevoked(app: App, namespace: Namespace, role: StaffSession['role']): void {
  app.bus.subscribe('staff:revoked', (revoked) => {
    if (revoked.role !== role) return;
    for (const socket of namespace.sockets.values()) {
      const { contestId, unitCode } = socket.data.staff as StaffSession;
      if (contestId === revoked.contestId && unitCode === revoked.unitCode) socket.disconnect(true);
    }
  });
  // It may have been said while this process heard nothing: every session is read again. [N13]
  app.bus.subscribe('facts:missed', () => {
    for (const socket of namespace.sockets.values()) {
      readCookieSession(app, socket.handshake.headers.cookie, 'staff').then(
        (session) => void (session?.kind === 'staff' && session.role === role ? null : socket.disconnect(true)),
        () => socket.disconnect(true), // nobody can say: it comes back and is asked at the door
      );
    }
  });
}
