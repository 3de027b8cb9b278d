import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { cookieNames } from './sessions.ts';

/** Session cookies: unreadable to scripts, sent to this house alone, secure wherever the page came by https. */
export function setSessionCookie(
  request: Request,
  response: Response,
  kind: keyof typeof cookieNames,
  session: { token: string; expiresAtMs: number },
): void {
  response.append(
    'set-cookie',
    stringifySetCookie({
      name: cookieNames[kind],
      value: session.token,
      httpOnly: true,
      sameSite: 'lax',
      secure: request.secure,
      path: '/',
      expires: new Date(session.expiresAtMs),
    }),
  );
}

export function clearSessionCookie(response: Response, kind: keyof typeof cookieNames): void {
  response.append(
    'set-cookie',
    stringifySetCookie({ name: cookieNames[kind], value: '', httpOnly: true, sameSite: 'lax', path: '/', maxAge: 0 }),
  );
}
