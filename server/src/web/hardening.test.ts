import { once } from 'node:events';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { limits } from '@hoithi/shared/contract/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { requestUpgrade, speak, statuses } from '../../test/raw-connection.ts';
import { connectDevice, enrolPerson, enter, say } from '../../test/scripted-contestant.ts';
import { openHttpServer } from './http-server.ts';

describe('bad input over HTTP and sockets', { timeout: 60_000 }, () => {
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

  /** After every attack: the server still serves others. */
  async function stillServes(): Promise<void> {
    const device = await connectDevice(test, cookie);
    expect((await enter(device, slug)).contest.slug).toBe(slug);
    device.disconnect();
    expect((await fetch(`${test.url}/api/site`)).status).toBe(200);
  }

  it('[W13] whoever dawdles over headers or body is cut off with 408', async () => {
    const server = openHttpServer({ headersMs: 200, requestMs: 400 });
    server.on('request', (request, response) => request.on('end', () => response.end('received')).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    expect(statuses(await speak(url, 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '))).toEqual(['408']);
    expect(statuses(await speak(url, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nab'))).toEqual(['408']);
    server.close();
  });

  it('[W13] the server itself has these bounds', () => {
    const { server } = test.open;
    expect(server.headersTimeout).toBe(limits.httpHeadersMs);
    expect(server.requestTimeout).toBe(limits.httpRequestMs);
    expect(server.maxHeadersCount).toBe(limits.httpHeadersMax);
    expect(server.keepAliveTimeout).toBe(65_000);
  });

  it('[W13] headers beyond their bound are refused with 431', async () => {
    const long = `GET /api/site HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(limits.httpHeaderBytesMax)}\r\n\r\n`;
    expect(statuses(await speak(test.url, long))).toEqual(['431']);
    await stillServes();
  });

  it.each([
    ['two lengths', 'content-length: 5\r\ncontent-length: 6\r\n\r\nhello!'],
    [
      'a length and chunks',
      'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/x HTTP/1.1\r\n\r\n',
    ],
    ['chunks twice over', 'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a negative length', 'content-length: -1\r\n\r\n'],
    ['a length that is no number', 'content-length: 5x\r\n\r\nhello'],
    ['a length with a sign', 'content-length: +5\r\n\r\nhello'],
    ['a length in other digits', 'content-length: 0x5\r\n\r\nhello'],
    ['two lengths in one header', 'content-length: 5, 5\r\n\r\nhello'],
    ['a length beyond all numbers', `content-length: ${'9'.repeat(30)}\r\n\r\nhello`],
    ['a chunk whose size is no number', 'transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'],
    ['a bare line feed inside a header', 'x-a: b\nx-c: d\r\ncontent-length: 0\r\n\r\n'],
  ])('[W13] a body with %s is refused, and nothing behind it is handled', async (_name, rest) => {
    const received = await speak(
      test.url,
      `POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${rest}`,
    );
    expect(statuses(received)).toEqual(['400']);
    await stillServes();
  });

  it('[W13] a request without a host is refused', async () => {
    expect(statuses(await speak(test.url, 'GET /api/site HTTP/1.1\r\nconnection: close\r\n\r\n'))).toEqual(['400']);
  });

  it('[W14] a compressed body is refused unread, however small it looks', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, 0x20));
    for (const path of ['/api/sign-in/code', `/api/organizer/contests/${crypto.randomUUID()}/units`]) {
      const response = await fetch(`${test.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: bomb,
      });
      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject({ refusal: { code: 'malformed' } });
    }
    await stillServes();
  });

  it('[W14] a body beyond its bound is refused with 413', async () => {
    const response = await fetch(`${test.url}/api/sign-in/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: 'x'.repeat(40_000) }),
    });
    expect(response.status).toBe(413);
  });

  it.each([
    ['__proto__', '{"phone":"0912","__proto__":{"polluted":true}}'],
    ['constructor', '{"phone":"0912","constructor":{"prototype":{"polluted":true}}}'],
    ['fifteen thousand brackets', `{"phone":${'['.repeat(15_000)}${']'.repeat(15_000)}}`],
    ['brackets left open', `{"phone":${'['.repeat(15_000)}`],
    ['half a pair of letters', '{"phone":"\\ud83d"}'],
    ['a number without end', `{"phone":1${'0'.repeat(20_000)}}`],
  ])('[W14] JSON with %s changes nothing and is refused', async (_name, body) => {
    const response = await fetch(`${test.url}/api/sign-in/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({ ok: false });
    expect(response.status).toBeLessThan(500);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('[W14] broken queries and paths are refused, never a fault', async () => {
    for (const path of [
      '/api/contests/%00/units',
      '/api/contests/%E0%A4%A/rules',
      `/api/contests/${slug}/units?q=1&q=2`,
      `/api/results/..%2f..%2fpackage.json`,
      '/api/contests/__proto__',
    ]) {
      const response = await fetch(`${test.url}${path}`);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
    }
  });

  it('[W14] a query with a key of the prototype is a query without it', async () => {
    const response = await fetch(`${test.url}/api/contests/${slug}/units?q[__proto__]=1&__proto__[polluted]=1`);
    expect(response.status).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  /** A bare WebSocket, past the handshake of the engine. */
  async function openSocket(): Promise<WebSocket> {
    const socket = new WebSocket(`${test.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie },
      perMessageDeflate: true,
    });
    await once(socket, 'message');
    return socket;
  }

  it('[W15] a frame beyond its bound ends its connection unread', async () => {
    const socket = await openSocket();
    socket.send('x'.repeat(limits.messageBytesMax + 1));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
  });

  it('[W15] a frame of a megabyte ends its connection unread', async () => {
    const socket = await openSocket();
    expect(socket.extensions).toBe(''); // compression is never accepted
    socket.send('x'.repeat(1024 * 1024));
    const [code] = (await once(socket, 'close')) as [number];
    expect([1006, 1009]).toContain(code);
    await stillServes();
  });

  it.each([
    ['no packet at all', 'zzzz'],
    ['an event before any namespace', '42["attempt:start",{}]'],
    ['an unknown namespace', '40/nowhere,'],
    ['an unknown packet type', '49'],
    ['broken JSON', '42/contestant,["view:enter",{'],
    ['an event without a name', '42/contestant,[]'],
    ['a reserved event', '42/contestant,["disconnect"]'],
    ['an ack nobody waits for', '43/contestant,99999[{}]'],
    ['attachments that never come', '459999999-/contestant,["x",{"_placeholder":true,"num":0}]'],
    ['an id too long', `42/contestant,${'9'.repeat(400)}["view:enter",{}]`],
    ['a name from the prototype', '42/contestant,1["__proto__",{}]'],
    ['deep brackets', `42/contestant,1["view:enter",${'['.repeat(15_000)}${']'.repeat(15_000)}]`],
  ])('[W15] %s affects its own connection at most', async (_name, packet) => {
    const socket = await openSocket();
    socket.send('40/contestant,');
    await once(socket, 'message');
    socket.send(packet);
    socket.send('42/contestant,7["clock:read"]');
    const over = new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
      socket.on('message', (text: Buffer) => text.toString().startsWith('43/contestant,7') && resolve());
    });
    await over;
    socket.terminate();
    await stillServes();
  });

  it('[W15] messages with keys of the prototype are refused like any other', async () => {
    const device = await connectDevice(test, cookie);
    for (const message of [JSON.parse('{"__proto__":{"polluted":1},"slug":5}'), { slug: { toString: 'x' } }, [[[[]]]]])
      expect(await say(device, 'view:enter', message)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    device.disconnect();
  });

  it('[W15] a connection that enters no namespace is closed, and one that answers no ping too', () => {
    const { opts } = test.open.io.engine as unknown as { opts: { pingInterval: number; pingTimeout: number } };
    expect(opts.pingInterval + opts.pingTimeout).toBeLessThanOrEqual(40_000);
    expect(test.open.io.connectTimeout()).toBe(limits.namespaceEnterMs);
  });

  it('[W9] two thousand connections without a token are refused before any store is read, and a contestant connects', async () => {
    const crowded = await openTestApp({ guestSocketsMax: 20 });
    const { contest } = await makeContest(crowded.app, testRules());
    const person = await enrolPerson(crowded, contest);
    // All places for guests are taken, by devices that see the contest and so stay.
    const guests = await Promise.all(Array.from({ length: 20 }, () => connectDevice(crowded, null)));
    for (const guest of guests) await enter(guest, contest.slug);
    const sockets: Socket[] = [];
    let refused = 0;
    const connect = async () => {
      const { socket, received } = await requestUpgrade(crowded.url);
      sockets.push(socket);
      if (received.startsWith('HTTP/1.1 4')) refused += 1;
    };
    for (let from = 0; from < 2_000; from += 200) await Promise.all(Array.from({ length: 200 }, connect));
    expect(refused).toBe(2_000);
    const device = await connectDevice(crowded, person.cookie);
    expect((await enter(device, contest.slug)).me).not.toBeNull();
    device.disconnect();
    for (const guest of guests) guest.disconnect();
    for (const socket of sockets) socket.destroy();
    await crowded.close();
  });
});
