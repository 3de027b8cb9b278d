import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Socket as Client, io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { broadcast, pack, send } from './broadcast.ts';

describe('one message to many connections', () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  const hall = server.of('/hall');
  const clients: Client[] = [];
  const received: unknown[][] = [];

  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/hall`;
    for (let at = 0; at < 5; at++) {
      const client = io(url, { transports: ['websocket'], forceNew: true });
      const own: unknown[] = [];
      client.onAny((...event: unknown[]) => own.push(event));
      clients.push(client);
      received.push(own);
      await new Promise<void>((resolve) => client.once('connect', resolve));
    }
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await server.close();
  });
  const sockets = () => [...hall.sockets.values()];
  const settle = () =>
    Promise.all(
      sockets().map((socket) => new Promise<void>((resolve) => socket.timeout(5_000).emit('settle', () => resolve()))),
    );
  const answerSettle = () => {
    for (const client of clients) client.on('settle', (ack: () => void) => ack());
  };
  const events = (at: number) =>
    (received[at] ?? []).map((event) => (event as unknown[]).slice(0, 2)).filter(([name]) => name !== 'settle');

  it('everybody receives it once, between what was sent before and after, with every diacritic', async () => {
    answerSettle();
    for (const socket of sockets()) socket.emit('before', 1);
    await settle();
    const short = broadcast(sockets(), 'stage', { text: 'Ngày Chuyển đổi số quốc gia: ễ ợ 🥁' });
    for (const socket of sockets()) socket.emit('after', 2);
    await settle();
    expect(short).toBe(5);
    for (let at = 0; at < 5; at++)
      expect(events(at)).toEqual([
        ['before', 1],
        ['stage', { text: 'Ngày Chuyển đổi số quốc gia: ễ ợ 🥁' }],
        ['after', 2],
      ]);
  });

  it.each([10, 125, 126, 65_535, 65_536, 300_000])('a message of %i bytes arrives whole', async (size) => {
    const text = 'x'.repeat(size);
    broadcast(sockets(), 'large', text);
    await settle();
    for (let at = 0; at < 5; at++) expect(events(at).at(-1)).toEqual(['large', text]);
  });

  it('a busy connection gets everything in order by the way of the library', async () => {
    const [busy] = sockets();
    if (!busy) throw new Error('a socket is there');
    const before = events(0).length;
    const many = Array.from({ length: 50 }, (_, n) => n);
    for (const n of many) busy.emit('one', n); // in this turn of the loop nothing of it has been flushed
    expect(broadcast([busy], 'last', 'end')).toBe(0);
    await settle();
    const own = [0, 1, 2, 3, 4].map(events).find((each) => each.at(-1)?.[0] === 'last') ?? [];
    expect(own.slice(before)).toEqual([...many.map((n) => ['one', n]), ['last', 'end']]);
  });

  it('a socket whose connection lacks what the short way needs receives it the way of the library', async () => {
    const [socket] = sockets();
    if (!socket) throw new Error('a socket is there');
    const connection = new Proxy(socket.conn, {
      get: (own, key) => (key === 'writeBuffer' ? undefined : Reflect.get(own, key)),
    });
    const updated = new Proxy(socket, {
      get: (own, key) => {
        const value = key === 'conn' ? connection : Reflect.get(own, key);
        return typeof value === 'function' ? value.bind(own) : value;
      },
    });
    expect(broadcast([updated], 'usual', 'way')).toBe(0);
    await settle();
    expect([0, 1, 2, 3, 4].filter((at) => events(at).at(-1)?.[0] === 'usual')).toHaveLength(1);
  });

  const pinger = (wanted: boolean) => {
    const done: string[] = [];
    return { done, wanted: () => wanted, sent: () => done.push('sent'), ping: () => done.push('ping') };
  };

  it('several messages and a ping leave in one write, and arrive in their order', async () => {
    const [socket] = sockets();
    if (!socket) throw new Error('a socket is there');
    const wire = (socket.conn.transport as unknown as { socket: WebSocket & { _socket: NodeJS.WritableStream } })
      .socket;
    const pong = new Promise<void>((resolve) => wire.once('pong', () => resolve()));
    const wrote: unknown[] = [];
    const write = wire._socket.write.bind(wire._socket);
    wire._socket.write = ((...bytes: Parameters<typeof write>) => {
      wrote.push(bytes);
      return write(...bytes);
    }) as typeof write;
    const ping = pinger(true);
    expect(send(socket, [pack('/hall', 'stage', 1), pack('/hall', 'own', 'của riêng')], ping)).toBe(true);
    wire._socket.write = write;
    expect(wrote).toHaveLength(1);
    expect(ping.done).toEqual(['sent']);
    await pong;
    await settle();
    const own = [0, 1, 2, 3, 4].map(events).find((each) => each.at(-1)?.[0] === 'own') ?? [];
    expect(own.slice(-2)).toEqual([
      ['stage', 1],
      ['own', 'của riêng'],
    ]);
  });

  it('a busy connection gets message and ping the way of the library; one that wants no ping gets none', async () => {
    const [busy, idle] = sockets();
    if (!busy || !idle) throw new Error('two sockets are there');
    busy.emit('one', 1);
    const [busyPinger, none] = [pinger(true), pinger(false)];
    expect(send(busy, [pack('/hall', 'two', 2)], busyPinger)).toBe(false);
    expect(busyPinger.done).toEqual(['ping']);
    expect(send(idle, [pack('/hall', 'two', 2)], none)).toBe(true);
    expect(none.done).toEqual([]);
    await settle();
    expect([0, 1, 2, 3, 4].filter((at) => events(at).at(-1)?.[0] === 'two')).toHaveLength(2);
  });

  it('a socket that left the namespace receives nothing, though its connection is open', async () => {
    const [leaving, staying] = sockets();
    if (!leaving || !staying) throw new Error('two sockets are there');
    const client = clients.find((each) => each.id === leaving.id);
    const frames: string[] = [];
    client?.io.engine.on('packet', (packet: { data?: string }) => frames.push(packet.data ?? ''));
    leaving.disconnect();
    expect(leaving.conn.readyState).toBe('open');
    expect(broadcast([leaving, staying], 'late', 1)).toBe(1);
    leaving.conn.send('2/hall,["mark"]'); // whatever was written before it has arrived when this has
    await expect.poll(() => frames.some((frame) => frame.includes('mark'))).toBe(true);
    expect(frames.filter((frame) => frame.includes('late'))).toEqual([]);
  });
});
