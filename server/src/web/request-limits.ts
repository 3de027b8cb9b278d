import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { App } from '../app-parts.ts';
import { addressOf } from '../platform/limits/device-tokens.ts';
import { deviceOf, makeDevice } from './devices.ts';
import { sessionMark } from './sessions.ts';

/** How many requests one device or session may send. `take` answers in how many ms to come again; null: now. */
export type RequestLimit = {
  readonly points: number;
  readonly seconds: number;
  readonly per: 'device' | 'session' | 'staff session';
  take(app: Pick<App, 'deviceTokens'>, request: Request, response: Response): Promise<number | null>;
};

/**
 * Limits what one device may request, by a token that the server signed: a hall shares one public address. A device without
 * such a token gets one; the address only bounds how many new devices may appear behind it. SPEC W3.
 */
export function limitDevices(points: number, seconds: number): RequestLimit & { per: 'device' } {
  const perDevice = new RateLimiterMemory({ points, duration: seconds });
  const newDevices = new RateLimiterMemory({ points: 3_000, duration: 60 });
  return {
    points,
    seconds,
    per: 'device',
    async take(app, request, response) {
      const known = deviceOf(app, request);
      if (known !== null) return takeOne(perDevice, known);
      const retryInMs = await takeOne(newDevices, addressOf(request.ip));
      if (retryInMs === null) makeDevice(app, request, response);
      return retryInMs;
    },
  };
}

/**
 * Devices, and further what one address may request, where every request costs much and few people make any: staff who sign
 * in. A device without a token is a new one each time, and only the address stays. SPEC W3, I8.
 */
export function limitDevicesAndAddresses(points: { device: number; address: number }, seconds: number): RequestLimit {
  const devices = limitDevices(points.device, seconds);
  const perAddress = new RateLimiterMemory({ points: points.address, duration: seconds });
  return {
    ...devices,
    take: async (app, request, response) =>
      (await takeOne(perAddress, addressOf(request.ip))) ?? devices.take(app, request, response),
  };
}

/** One flood slows its own session alone; whoever has none is refused by the route's role. SPEC W3. */
export const limitSessions = (points: number, seconds: number): RequestLimit =>
  limitMarks(points, seconds, 'session', 'contestant');

/** The same for staff. */
export const limitStaffSessions = (points: number, seconds: number): RequestLimit =>
  limitMarks(points, seconds, 'staff session', 'staff');

function limitMarks(
  points: number,
  seconds: number,
  per: RequestLimit['per'],
  kind: 'contestant' | 'staff',
): RequestLimit {
  const perSession = new RateLimiterMemory({ points, duration: seconds });
  return {
    points,
    seconds,
    per,
    async take(_app, request) {
      const mark = sessionMark(request.headers.cookie, kind);
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
