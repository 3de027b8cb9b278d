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

type EngineConnection = { on(event: 'close', hear: (why: string) => void): void };
const lines: Socket[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.destroy();
});
const kept = <L extends Socket>(line: L): L => {
  lines.push(line);
  return line;
};
const closed = (line: Socket) => {
  line.resume();
  line.on('end', () => line.end());
  return line.closed ? Promise.resolve() : once(line, 'close');
};

describe('lines that dawdle before the house hears anything', () => {
  const bounds = { headersMs: 200, requestMs: 400, idleMs: 1_500 };
  async function serve(answer: Buffer | string): Promise<{ url: string; server: Server; close(): void }> {
    const server = openHttpServer(bounds);
    server.on('request', (request, response) => request.on('end', () => response.end(answer)).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    return { server, url: `http://127.0.0.1:${port}`, close: () => void server.close() };
  }

  it('[W13] a hundred that never say a word are cut off, and whoever asks meanwhile is answered', async () => {
    const served = await serve('heard');
    const silent = Array.from({ length: 100 }, () => kept(openRawConnection(served.url)));
    expect(await (await fetch(served.url)).text()).toBe('heard');
    await Promise.all(silent.map(closed));
    served.close();
  });

  it('[W13] a header that comes letter by letter is cut off however steadily it comes', async () => {
    const served = await serve('heard');
    const line = kept(openRawConnection(served.url));
    line.write('GET / HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => line.write('x'), 20);
    await closed(line);
    clearInterval(drip);
    served.close();
  });

  it('[W13] a body shorter than its length says is waited for within the bound', async () => {
    const served = await serve('heard');
    const received = await speak(served.url, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\nab');
    expect(statuses(received)).toEqual(['408']);
    served.close();
  });

  it('[W13] whoever asks for much and does not read it is let go', async () => {
    const served = await serve(Buffer.alloc(32 * 1024 * 1024));
    const theirs = once(served.server, 'connection') as Promise<[Socket]>;
    const line = kept(openRawConnection(served.url));
    line.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    line.pause();
    const [end] = await theirs;
    await once(end, 'close');
    expect(end.bytesWritten).toBeGreaterThan(0);
    served.close();
  });
});

describe('lines of sockets that are not what they seem', { timeout: 60_000 }, () => {
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
  const open = async () => kept((await requestUpgrade(test.url, cookie)).line);
  async function stillServes(): Promise<void> {
    const device = await connectDevice(test, cookie);
    expect((await enter(device, slug)).contest.slug).toBe(slug);
    device.disconnect();
    await expect.poll(() => test.open.io.engine.clientsCount).toBe(0);
  }

  it('[W15] a phone that went without a word answers no ping, and its line is given up', async () => {
    const { io } = test.open;
    const { opts } = io.engine as unknown as { opts: { pingInterval: number; pingTimeout: number } };
    const usual = { ...opts };
    Object.assign(opts, { pingInterval: 50, pingTimeout: 50 });
    const why = new Promise<string>((resolve) =>
      io.engine.once('connection', (line: EngineConnection) => line.on('close', resolve)),
    );
    const line = await open();
    expect(await why).toBe('ping timeout');
    await closed(line); // its file as well, though it gives no farewell
    Object.assign(opts, { pingInterval: usual.pingInterval, pingTimeout: usual.pingTimeout });
    await stillServes();
  }, 15_000);

  it('[W15] a line that names no room is closed in its time', async () => {
    const { io } = test.open;
    io.connectTimeout(100);
    const line = await open();
    await closed(line); // we give no farewell
    io.connectTimeout(limits.namespaceEnterMs);
    await stillServes();
  }, 15_000);

  it('[W15] a line that is closed on one side only is closed on both', async () => {
    const line = await open();
    line.end(); // we say nothing more, and would still listen
    await closed(line);
    await stillServes();
  });

  it('[W15] a message in pieces ends its line at the bound, however small each piece', async () => {
    const line = await open();
    const piece = Buffer.alloc(1_000, 'x');
    line.write(frame(piece, { opcode: 1, last: false }));
    for (let sent = 1_000; sent < 1024 * 1024; sent += 1_000) line.write(frame(piece, { opcode: 0, last: false }));
    await closed(line);
    await stillServes();
  });

  it('[W14] [W15] a packed frame ends its line unread: nobody agreed on packing', async () => {
    const bomb = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, 'x'));
    const line = await open();
    line.write(frame(bomb, { opcode: 1, packed: true }));
    await closed(line);
    await stillServes();
  });

  it('[W13] the bound on silence does not reach the lines of sockets, which have pings', async () => {
    expect(test.open.server.timeout).toBe(limits.httpIdleMs);
    const device = await connectDevice(test, cookie);
    const [line] = Object.values((test.open.io.engine as unknown as { clients: Record<string, unknown> }).clients);
    expect(line).toMatchObject({ transport: { socket: { _socket: { timeout: 0 } } } });
    device.disconnect();
  });
});
