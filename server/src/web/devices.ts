import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { App } from '../app-parts.ts';

export const deviceCookie = 'hoithi_device';
export const deviceDays = 60;

/** Devices of requests whose token was made for this very request. */
const justKnown = new WeakMap<Request, string>();

type DeviceApp = Pick<App, 'deviceTokens'>;

/** The id that the device's own token names; null: it carries none that the server made. */
export const readDevice = ({ deviceTokens }: DeviceApp, cookie: string | undefined): string | null =>
  cookie === undefined ? null : deviceTokens.idOf(parseCookie(cookie)[deviceCookie]);

/** The device that a request comes from, as far as it was settled before. */
export const deviceOf = (app: DeviceApp, request: Request): string | null =>
  justKnown.get(request) ?? readDevice(app, request.headers.cookie);

/** Gives the device a token, and answers its id. */
export function makeDevice({ deviceTokens }: DeviceApp, request: Request, response: Response): string {
  const token = deviceTokens.make();
  const id = deviceTokens.idOf(token) ?? '';
  justKnown.set(request, id);
  response.append('set-cookie', writeDeviceCookie(token, request.secure));
  return id;
}

export const writeDeviceCookie = (token: string, secure: boolean): string =>
  stringifySetCookie({
    name: deviceCookie,
    value: token,
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: deviceDays * 86_400,
  });
