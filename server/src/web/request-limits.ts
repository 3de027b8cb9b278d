import { randomUUID } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { sessionMark } from './sessions.ts';

/** How many requests one device or session may send. `take` answers in how many ms to come again; null: now. */
export type RequestLimit = {
  readonly points: number;
  readonly seconds: number;
  readonly per: 'device' | 'session';
  take(request: Request, response: Response): Promise<number | null>;
};

const deviceCookie = 'hoithi_device';

/**
 * Limits what one device may request, by a token it carries: a hall shares one public address. A device without a token
 * gets one; the address only bounds how many new devices may appear behind it. SPEC W3.
 */
export function limitDevices(points: number, seconds: number): RequestLimit {
  const perDevice = new RateLimiterMemory({ points, duration: seconds });
  const newDevices = new RateLimiterMemory({ points: 3_000, duration: 60 });
  return {
    points,
    seconds,
    per: 'device',
    async take(request, response) {
      const known = parseCookie(request.headers.cookie ?? '')[deviceCookie];
      if (known && /^[0-9a-f-]{36}$/.test(known)) return takeOne(perDevice, known);
      const retryInMs = await takeOne(newDevices, request.ip ?? 'unknown');
      if (retryInMs === null) setDeviceCookie(request, response);
      return retryInMs;
    },
  };
}

/** One flood slows its own session alone; whoever has none is refused by the route's role. SPEC W3. */
export function limitSessions(points: number, seconds: number): RequestLimit {
  const perSession = new RateLimiterMemory({ points, duration: seconds });
  return {
    points,
    seconds,
    per: 'session',
    async take(request) {
      const mark = sessionMark(request.headers.cookie);
      return mark === null ? null : takeOne(perSession, mark);
    },
  };
}

async function takeOne(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (limit) {
    return limit instanceof RateLimiterRes ? Math.ceil(limit.msBeforeNext) : 1_000;
  }
}

function setDeviceCookie(request: Request, response: Response): void {
  response.append(
    'set-cookie',
    stringifySetCookie({
      name: deviceCookie,
      value: randomUUID(),
      httpOnly: true,
      sameSite: 'lax',
      secure: request.secure,
      path: '/',
      maxAge: 60 * 86_400,
    }),
  );
}
