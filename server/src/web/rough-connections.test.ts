import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { limits } from '@hoithi/shared/contract/limits';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { frame, openRawConnection, requestUpgrade, speak, statuses } from '../../test/raw-connection.ts';
import { connectDevice, enrolPerson, enter } from '../../test/scripted-contestant.ts';
import { openHttpServer } from './http-server.ts';

type EngineConnection = { on(event: 'close', listener: (why: string) => void): void };
const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});
const closedAfterwards = <L extends Socket>(socket: L): L => {
  opened.push(socket);
  return socket;
};
const closed = (socket: Socket) => {
  socket.resume();
  socket.on('end', () => socket.end());
  return socket.closed ? Promise.resolve() : once(socket, 'close');
};

describe('connections that delay their request', () => {
  const bounds = { headersMs: 200, requestMs: 400, idleMs: 1_500 };
  async function serve(answer: Buffer | string): Promise<{ url: string; server: Server; close(): void }> {
    const server = openHttpServer(bounds);
    server.on('request', (request, response) => request.on('end', () => response.end(answer)).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    return { server, url: `http://127.0.0.1:${port}`, close: () => void server.close() };
  }

  it('[W13] a hundred that never send a byte are closed, and a request meanwhile is answered', async () => {
    const served = await serve('received');
    const silent = Array.from({ length: 100 }, () => closedAfterwards(openRawConnection(served.url)));
    expect(await (await fetch(served.url)).text()).toBe('received');
    await Promise.all(silent.map(closed));
    served.close();
  });

  it('[W13] a header that arrives letter by letter is cut off, however steadily', async () => {
    const served = await serve('received');
    const socket = closedAfterwards(openRawConnection(served.url));
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('x'), 20);
    await closed(socket);
    clearInterval(drip);
    served.close();
  });

  it('[W13] a body shorter than its length says is waited for within the bound', async () => {
    const served = await serve('received');
    const received = await speak(served.url, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\nab');
    expect(statuses(received)).toEqual(['408']);
    served.close();
  });

  it('[W13] a client that requests much and does not read it is disconnected', async () => {
    const served = await serve(Buffer.alloc(32 * 1024 * 1024));
    const theirs = once(served.server, 'connection') as Promise<[Socket]>;
    const socket = closedAfterwards(openRawConnection(served.url));
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    socket.pause();
    const [end] = await theirs;
    await once(end, 'close');
    expect(end.bytesWritten).toBeGreaterThan(0);
    served.close();
  });
});

describe('WebSocket connections that break the protocol', { timeout: 60_000 }, () => {
  let test: TestApp;
  let slug: string;
  let cookie: string;
  beforeAll(async () => {
    test = await openTestApp();
    const { contest } = await makeContest(test.app, testRules());
    slug = contest.slug;
    cookie = (await enrolPerson(test, contest)).cookie;
  });
  afterAll(() => test.close());
  const open = async () => closedAfterwards((await requestUpgrade(test.url, { cookie })).socket);
  async function stillServes(): Promise<void> {
    const device = await connectDevice(test, cookie);
    expect((await enter(device, slug)).contest.slug).toBe(slug);
    device.disconnect();
    await expect.poll(() => test.open.io.engine.clientsCount).toBe(0);
  }

  it('[W15] a phone that left without closing answers no ping, and its connection is closed', async () => {
    const { io } = test.open;
    const { opts } = io.engine as unknown as { opts: { pingInterval: number; pingTimeout: number } };
    const usual = { ...opts };
    Object.assign(opts, { pingInterval: 50, pingTimeout: 50 });
    const why = new Promise<string>((resolve) =>
      io.engine.once('connection', (connection: EngineConnection) => connection.on('close', resolve)),
    );
    const socket = await open();
    expect(await why).toBe('ping timeout');
    await closed(socket); // its file descriptor as well, though it sends no closing frame
    Object.assign(opts, { pingInterval: usual.pingInterval, pingTimeout: usual.pingTimeout });
    await stillServes();
  }, 15_000);

  it('[W15] a connection that enters no namespace is closed in its time', async () => {
    const { io } = test.open;
    io.connectTimeout(100);
    const socket = await open();
    await closed(socket); // we send no closing frame
    io.connectTimeout(limits.namespaceEnterMs);
    await stillServes();
  }, 15_000);

  it('[W15] a connection that is closed on one side only is closed on both', async () => {
    const socket = await open();
    socket.end(); // we send nothing more, and would still read
    await closed(socket);
    await stillServes();
  });

  it('[W15] a message in pieces ends its connection at the bound, however small each piece', async () => {
    const socket = await open();
    const piece = Buffer.alloc(1_000, 'x');
    socket.write(frame(piece, { opcode: 1, last: false }));
    for (let sent = 1_000; sent < 1024 * 1024; sent += 1_000) socket.write(frame(piece, { opcode: 0, last: false }));
    await closed(socket);
    await stillServes();
  });

  it('[W14] [W15] a compressed frame ends its connection unread: compression was not negotiated', async () => {
    const bomb = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, 'x'));
    const socket = await open();
    socket.write(frame(bomb, { opcode: 1, packed: true }));
    await closed(socket);
    await stillServes();
  });

  it('[W13] the bound on silence does not apply to WebSockets, which have pings', async () => {
    expect(test.open.server.timeout).toBe(limits.httpIdleMs);
    const device = await connectDevice(test, cookie);
    const [socket] = Object.values((test.open.io.engine as unknown as { clients: Record<string, unknown> }).clients);
    expect(socket).toMatchObject({ transport: { socket: { _socket: { timeout: 0 } } } });
    device.disconnect();
  });
});
