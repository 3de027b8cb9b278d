import { randomUUID } from 'node:crypto';
import { refuse } from '@hoithi/shared/contract/result';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { sendResult } from './route.ts';

const deviceCookie = 'hoithi_device';

/**
 * Limits what one device may ask for, by a token it carries: a hall shares one public address. A device without a token
 * gets one; the address only bounds how many new devices may appear behind it. SPEC W3.
 */
export function limitPerDevice(points: number, seconds: number): RequestHandler {
  const perDevice = new RateLimiterMemory({ points, duration: seconds });
  const newDevices = new RateLimiterMemory({ points: 3_000, duration: 60 });
  return async (request, response, next) => {
    const known = parseCookie(request.headers.cookie ?? '')[deviceCookie];
    const device = known && /^[0-9a-f-]{36}$/.test(known) ? known : null;
    try {
      if (device === null) {
        await newDevices.consume(request.ip ?? 'unknown');
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
      } else {
        await perDevice.consume(device);
      }
      next();
    } catch (limit) {
      const retryInMs = limit instanceof RateLimiterRes ? Math.ceil(limit.msBeforeNext) : 1_000;
      sendResult(response, refuse({ code: 'too_fast', retryInMs }));
    }
  };
}
