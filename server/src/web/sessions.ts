import { createHash } from 'node:crypto';
import { contestsWith, type Permission, proofLastsMs, weighty } from '@hoithi/shared/rules/permissions';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import {
  closeSession,
  closeSessionsOf,
  readContestantSession,
  readStaffSession,
  type Session,
  type StaffSession,
} from './sessions-sql.ts';

export const cookieNames = { contestant: 'hoithi_contestant', staff: 'hoithi_staff' } as const;
type SessionApp = Pick<App, 'db' | 'clock'>;

/** A contestant's session: whose it is, and what distinguishes it from the person's other ones. */
export type SignedIn = { personId: string; mark: string };

export async function readCookieSession<K extends Session['kind']>(
  app: SessionApp,
  cookieHeader: string | undefined,
  kind: K,
): Promise<Extract<Session, { kind: K }> | null> {
  const token = cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieNames[kind]];
  if (token === undefined || token.length > 100) return null;
  const read = kind === 'staff' ? readStaffSession : readContestantSession;
  return (await read(app.db, token, app.clock.nowMs())) as Extract<Session, { kind: K }> | null;
}

/** Whether the cookie has a session of any kind. */
export const isAnySession = async (app: SessionApp, cookieHeader: string): Promise<boolean> =>
  (await readCookieSession(app, cookieHeader, 'contestant')) !== null ||
  (await readCookieSession(app, cookieHeader, 'staff')) !== null;

/** Distinguishes the devices of one session from those of others, without revealing the session. */
export const sessionMark = (
  cookieHeader: string | undefined,
  kind: keyof typeof cookieNames = 'contestant',
): string | null => {
  const token = sessionToken(cookieHeader, kind);
  return token === null ? null : markOf(token);
};
const markOf = (token: string): string => createHash('sha256').update(`mark:${token}`).digest('base64url').slice(0, 16);

/** What the cookie names as its session of a kind, proven or not. */
export const sessionToken = (cookieHeader: string | undefined, kind: keyof typeof cookieNames): string | null =>
  (cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieNames[kind]]) ?? null;

/**
 * Of a page in a frame of another site: browsers send it in frames of that site alone, and take it by https only (or from
 * the machine itself). SPEC S37.
 */
export const framedCookie = { sameSite: 'none', secure: true, partitioned: true } as const;

/** Unreadable to scripts, sent to this installation alone, secure wherever the page came by https. */
export function setSessionCookie(
  request: Request,
  response: Response,
  kind: keyof typeof cookieNames,
  session: { token: string; expiresAtMs: number },
  framed = false,
): void {
  const where = framed ? framedCookie : ({ sameSite: 'lax', secure: request.secure } as const);
  response.append(
    'set-cookie',
    stringifySetCookie({
      ...{ name: cookieNames[kind], value: session.token, httpOnly: true, path: '/', ...where },
      expires: new Date(session.expiresAtMs),
    }),
  );
}

/** Closes the sessions that the request carries, with the sockets they opened anywhere, and takes their cookies back. SPEC S11. */
export async function signOut(app: Pick<App, 'db' | 'bus'>, request: Request, response: Response): Promise<void> {
  const cookies = parseCookie(request.headers.cookie ?? '');
  for (const name of Object.values(cookieNames)) {
    const token = cookies[name];
    if (token && (await closeSession(app.db, token))) app.bus.publish('session:closed', { mark: markOf(token) });
  }
  takeCookiesBack(response);
}

/** Another session takes its place in this browser. */
export async function leaveSession(
  app: Pick<App, 'db' | 'bus'>,
  request: Request,
  kind: keyof typeof cookieNames,
): Promise<void> {
  const token = sessionToken(request.headers.cookie, kind);
  if (token && (await closeSession(app.db, token))) app.bus.publish('session:closed', { mark: markOf(token) });
}

/** Closes every session of a person, this one too, with all their sockets. SPEC S12. */
export async function signOutEverywhere(
  app: Pick<App, 'db' | 'bus'>,
  personId: string,
  response: Response,
): Promise<void> {
  await closeSessionsOf(app.db, personId);
  app.bus.publish('session:closed', { personId });
  takeCookiesBack(response);
}

function takeCookiesBack(response: Response): void {
  for (const name of Object.values(cookieNames)) {
    const gone = { name, value: '', httpOnly: true, sameSite: 'lax', path: '/', maxAge: 0 } as const;
    response.append('set-cookie', stringifySetCookie(gone));
    response.append('set-cookie', stringifySetCookie({ ...gone, ...framedCookie }));
  }
}

/**
 * A member of staff with one permission: who it is, and the contests in which the permission holds (null: every contest of
 * the organization). SPEC I2, I5.
 */
export type Acting = Pick<StaffSession, 'actor' | 'accountId' | 'organizationId' | 'grants' | 'id' | 'provedAtMs'> & {
  contestIds: readonly string[] | null;
  /** What it is about to do. */
  may?: Permission;
};

/** null: the session has the permission nowhere. */
export function actingWith(session: StaffSession, permission: Permission): Acting | null {
  const contestIds = contestsWith(session.grants, permission);
  return contestIds?.length === 0 ? null : { ...session, contestIds, may: permission };
}

/** Whether what is about to be done asks for a proof of identity that is not there. Who has no account has none to give. SPEC I3. */
export const needsProof = (session: StaffSession, permission: Permission, nowMs: number): boolean =>
  weighty.has(permission) && session.accountId !== null && isProofOld(session, nowMs);
/** Whether its holder has to prove again who it is. */
export const isProofOld = ({ provedAtMs }: Pick<StaffSession, 'provedAtMs'>, nowMs: number): boolean =>
  nowMs - provedAtMs > proofLastsMs;

/** Whether somebody may act in a demo contest alone, which anybody may enter. SPEC D3a. */
export const isDemoOnly = (app: Pick<App, 'contests'>, { accountId, contestIds }: Acting): boolean =>
  accountId === null && contestIds !== null && contestIds.every((id) => app.contests.byId(id)?.demo === true);

/** Sessions and objects whose refusal is in the audit trail, since when, and how many more there were since. */
const audited = new WeakMap<Database, Map<string, { atMs: number; more: number }>>();
const auditEveryMs = 60_000;
const auditedMax = 10_000;
const objectLengthMax = 120;

/**
 * Staff who reach for what is not theirs are in the audit trail: at most one row a minute for a session and an object,
 * which says how many more there were before it. SPEC U4, W11.
 */
export async function auditRefusal(
  app: SessionApp,
  session: Pick<StaffSession, 'actor' | 'grants' | 'organizationId'>,
  named: string,
): Promise<void> {
  const object = named.slice(0, objectLengthMax);
  const atMs = app.clock.nowMs();
  const known = audited.get(app.db) ?? new Map<string, { atMs: number; more: number }>();
  audited.set(app.db, known);
  const key = `${session.actor} ${object}`;
  const last = known.get(key);
  if (last && atMs - last.atMs < auditEveryMs) {
    last.more += 1;
    return;
  }
  if (known.size >= auditedMax) known.clear();
  known.set(key, { atMs, more: 0 });
  await writeAudit(app.db, {
    contestId: session.grants[0]?.contestId ?? null,
    organizationId: session.organizationId,
    atMs,
    actor: session.actor,
    act: 'access:refused',
    object,
    detail: last && last.more > 0 ? { more: last.more } : {},
  });
}
