import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Server, Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import { addressOf, forwardedAddress } from '../platform/limits/device-tokens.ts';
import { framedCookie } from './sessions.ts';

export const deviceCookie = 'hoithi_device';
export const deviceDays = 60;

/** Devices of requests whose token was made for this very request. */
const justKnown = new WeakMap<IncomingMessage, string>();

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
  response.append('set-cookie', writeDeviceCookie(token, { sameSite: 'lax', secure: request.secure }));
  return id;
}

/** For a page in a frame of another site. SPEC S37. */
export function makeFramedDevice({ deviceTokens }: DeviceApp, response: Response): void {
  response.append('set-cookie', writeDeviceCookie(deviceTokens.make(), framedCookie));
}

type Where = { sameSite: 'lax' | 'none'; secure: boolean; partitioned?: boolean };

const writeDeviceCookie = (token: string, where: Where): string =>
  stringifySetCookie({
    ...{ name: deviceCookie, value: token, httpOnly: true, path: '/', maxAge: deviceDays * 86_400 },
    ...where,
  });

/** Addresses of handshakes, as the own proxies name them. */
const addresses = new WeakMap<IncomingMessage, string>();

/** What counts as the address of a connection. */
export const addressOfSocket = (socket: Socket): string =>
  addresses.get(socket.request) ?? addressOf(socket.handshake.address);

/** A device that opens a socket without a token gets one with the answer to its handshake. SPEC W3. */
export function nameDevices(app: DeviceApp, io: Server, trustProxyHops: number): void {
  io.engine.on('initial_headers', (headers: Record<string, string>, request: IncomingMessage) => {
    if (trustProxyHops > 0) {
      const list = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
      addresses.set(request, addressOf(forwardedAddress(request.socket.remoteAddress, list, trustProxyHops)));
    }
    if (readDevice(app, request.headers.cookie) !== null) return;
    const token = app.deviceTokens.make();
    justKnown.set(request, app.deviceTokens.idOf(token) ?? '');
    headers['set-cookie'] = writeDeviceCookie(token, { sameSite: 'lax', secure: false });
  });
}

/** The device of a connection. */
export const deviceOfSocket = (app: DeviceApp, socket: Socket): string | null =>
  justKnown.get(socket.request) ?? readDevice(app, socket.handshake.headers.cookie);
