import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from './device.ts';
import { commandFrame, connectFrame, readFrame } from './frame.ts';
import { openLeanDevice } from './lean-device.ts';

const audience = '/contestant';

describe('frames of the wire', () => {
  it('a command carries its namespace and the number of its ack', () => {
    expect(connectFrame(audience)).toBe('40/contestant,');
    expect(commandFrame(audience, 7, 'view:enter', { slug: 'a' })).toBe('42/contestant,7["view:enter",{"slug":"a"}]');
  });

  it('reads pings, connects, refusals, events and acks, and leaves other namespaces aside', () => {
    expect(readFrame(audience, '2')).toEqual({ kind: 'ping' });
    expect(readFrame(audience, '0{"sid":"x"}')).toEqual({ kind: 'open' });
    expect(readFrame(audience, '40/contestant,{"sid":"x"}')).toEqual({ kind: 'connected' });
    expect(readFrame(audience, '44/contestant,{"message":"no"}')).toEqual({ kind: 'refused', why: '{"message":"no"}' });
    expect(readFrame(audience, '42/contestant,["view",{"a":[1]}]')).toEqual({
      kind: 'event',
      name: 'view',
      body: { a: [1] },
    });
    expect(readFrame(audience, '43/contestant,12[{"ok":true,"value":["x"]}]')).toEqual({
      kind: 'ack',
      id: 12,
      body: { ok: true, value: ['x'] },
    });
    expect(readFrame(audience, '43/organizer,12[{"ok":true}]')).toEqual({ kind: 'other' });
  });
});

describe('a lean device against a real Socket.IO server', () => {
  let http: HttpServer;
  let io: Server;
  const devices: Device[] = [];
  beforeAll(async () => {
    http = createServer();
    io = new Server(http, { transports: ['websocket'], pingInterval: 30, pingTimeout: 60 });
    io.of(audience).on('connection', (socket) => {
      socket.on('echo', (message, ack) => ack({ ok: true, value: [message, socket.handshake.headers.cookie] }));
      socket.on('leave', () => socket.disconnect(true));
    });
    io.of('/closed').use((_socket, next) => next(new Error('not_signed_in')));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    for (const device of devices) device.close();
    await io.close();
  });
  const open = async (namespace: string): Promise<Device> => {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const device = await openLeanDevice({ url, namespace, cookie: 'a=b' });
    devices.push(device);
    return device;
  };

  it('receives the ack of its own command, with the cookie it came by', async () => {
    const device = await open(audience);
    const received = await Promise.all([1, 2, 3].map((n) => device.request('echo', { n })));
    expect(received.map((each) => each.result)).toEqual([1, 2, 3].map((n) => ({ ok: true, value: [{ n }, 'a=b'] })));
  });

  it('answers pings and so outlives several of them', async () => {
    const device = await open(audience);
    let pings = 0;
    const sockets = [...io.of(audience).sockets.values()];
    sockets.at(-1)?.conn.on('heartbeat', () => pings++);
    await expect.poll(() => pings, { timeout: 5_000 }).toBeGreaterThan(3);
    expect((await device.request('echo', 1)).result).toMatchObject({ ok: true });
  });

  it('is refused by a closed namespace, and what it waits for fails when the connection ends', async () => {
    await expect(open('/closed')).rejects.toThrow('not_signed_in');
    const device = await open(audience);
    await expect(device.request('leave', null)).rejects.toThrow('ended');
  });
});
