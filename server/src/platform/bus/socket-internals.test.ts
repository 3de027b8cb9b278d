import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { type Socket as Client, io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerPings,
  connectionsOf,
  eventFrame,
  filterPackets,
  joinWrites,
  namespacesOf,
  pingWithNextWrite,
  receiveEvents,
  webSocketOf,
  writeFrames,
} from './socket-internals.ts';

/** With the installed socket.io, engine.io and ws: a new version in which a short way is gone fails here. */
describe('the internals of the installed socket libraries', () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  let client: Client;
  let socket: Socket;

  beforeAll(async () => {
    const connected = new Promise<Socket>((resolve) => server.of('/hall').once('connection', resolve));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}/hall`, { transports: ['websocket'] });
    socket = await connected;
    if (!client.connected) await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  });
  afterAll(async () => {
    client.disconnect();
    await server.close();
  });

  /** What reaches the network while `work` runs and in the turn of the event loop after it, by writes. */
  async function countWrites(work: () => void): Promise<number> {
    const wire = webSocketOf(socket.conn)?._socket as unknown as NodeJS.WritableStream & { _writev?: unknown };
    const before = (wire as unknown as { bytesWritten: number }).bytesWritten;
    let writes = 0;
    const handle = (wire as unknown as { _handle: Record<string, (...args: unknown[]) => unknown> })._handle;
    const originals = ['writeBuffer', 'writev', 'writeUtf8String', 'writeLatin1String'].map(
      (name) => [name, handle[name]] as const,
    );
    for (const [name, original] of originals) {
      handle[name] = (...args: unknown[]) => {
        writes += 1;
        return original?.apply(handle, args);
      };
    }
    work();
    await new Promise((resolve) => setImmediate(resolve));
    for (const [name] of originals) delete handle[name];
    expect((wire as unknown as { bytesWritten: number }).bytesWritten).toBeGreaterThan(before);
    return writes;
  }

  it('packets and pings of a connection reach a filter before they are read or answered', async () => {
    const inner = webSocketOf(socket.conn);
    if (!inner) throw new Error('the connection has a WebSocket');
    expect(namespacesOf(socket)).toBe(1);
    let [open, reached] = [true, 0];
    const letsThrough = () => {
      reached += 1;
      return open;
    };
    expect([filterPackets(socket.conn, letsThrough), answerPings(inner, letsThrough)]).toEqual([true, true]);
    const { transport } = client.io.engine as unknown as {
      transport: { ws: { ping(): void; on(at: 'pong', received: () => void): void } };
    };
    const received: string[] = [];
    socket.on('said', (word: string) => received.push(word));
    transport.ws.on('pong', () => received.push('pong'));
    const say = async (word: string, reaches: number) => {
      client.emit('said', word);
      transport.ws.ping();
      await expect.poll(() => reached).toBe(reaches);
    };
    await say('one', 2);
    await expect.poll(() => received).toEqual(['one', 'pong']);
    open = false;
    await say('two', 4);
    open = true;
    await say('three', 6);
    await expect.poll(() => received).toEqual(['one', 'pong', 'three', 'pong']);
  });

  it('the WebSocket of a connection is there, with what is written to it and its pings', async () => {
    const inner = webSocketOf(socket.conn);
    expect(inner).toMatchObject({ readyState: 1, bufferedAmount: 0 });
    const pong = new Promise<void>((resolve) => inner?.on('pong', () => resolve()));
    inner?.ping();
    await pong;
  });

  it('all connections of a server are listed', () => {
    expect(connectionsOf(server)).toEqual([socket.conn]);
  });

  it('ready frames are written in one piece to an idle connection', async () => {
    const received = new Promise((resolve) => client.once('short', resolve));
    const frames = Buffer.concat([eventFrame('/hall', 'short', 'một'), eventFrame('/hall', 'other', 'hai')]);
    const done: boolean[] = [];
    expect(await countWrites(() => done.push(writeFrames(socket, frames)))).toBe(1);
    expect(done).toEqual([true]);
    expect(await received).toBe('một');
  });

  it('[W3] refusals that are joined leave in one write, however many they are, and the next turn writes again', async () => {
    const received: number[] = [];
    client.on('refused', (number: number) => received.push(number));
    const refuseAll = (...numbers: number[]) => {
      for (const number of numbers) {
        joinWrites(socket);
        writeFrames(socket, eventFrame('/hall', 'refused', number));
      }
    };
    expect(await countWrites(() => refuseAll(1, 2, 3))).toBe(1);
    expect(await countWrites(() => refuseAll(4))).toBe(1);
    await expect.poll(() => received).toEqual([1, 2, 3, 4]);
  });

  it('a ping leaves in one write with what follows it in the same turn', async () => {
    const inner = webSocketOf(socket.conn);
    if (!inner) throw new Error('a WebSocket is there');
    const received = new Promise((resolve) => client.once('behind', resolve));
    const writes = await countWrites(() => {
      pingWithNextWrite(inner);
      writeFrames(socket, eventFrame('/hall', 'behind', 'it'));
    });
    expect(writes).toBe(1);
    expect(await received).toBe('it');
  });

  it('events are received the short way, and their acks leave in one write', async () => {
    const listened: unknown[] = [];
    socket.onAny((...event: unknown[]) => listened.push(event));
    const received: unknown[] = [];
    expect(
      receiveEvents(socket, (event, message, reply) => {
        received.push([event, message, reply !== null]);
        reply?.({ ok: true });
      }),
    ).toBe(true);
    client.emit('quiet', { a: 1 });
    expect(await client.timeout(5_000).emitWithAck('asked', { b: 2 })).toEqual({ ok: true });
    expect(await client.timeout(5_000).emitWithAck('bare')).toEqual({ ok: true });
    expect(received).toEqual([
      ['quiet', { a: 1 }, false],
      ['asked', { b: 2 }, true],
      ['bare', undefined, true],
    ]);
    expect(listened).toEqual([]); // the library made no event of them
  });

  it('an ack behind something that waits goes the way of the library, in order', async () => {
    const order: unknown[] = [];
    client.on('waiting', (n: number) => order.push(n));
    receiveEvents(socket, (_event, _message, reply) => {
      for (let n = 0; n < 20; n++) socket.emit('waiting', n);
      reply?.('last');
    });
    order.push(await client.timeout(5_000).emitWithAck('asked'));
    expect(order).toEqual([...Array.from({ length: 20 }, (_, n) => n), 'last']);
  });

  it('without these internals events are received and answered by the public way', async () => {
    const connected = new Promise<Socket>((resolve) => server.of('/plain').once('connection', resolve));
    const other = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}/plain`, { transports: ['websocket'] });
    const real = await connected;
    const plain = new Proxy(real, {
      get: (own, key) => {
        if (key === 'ack' || key === 'onevent') return undefined;
        const value: unknown = Reflect.get(own, key);
        return typeof value === 'function' ? value.bind(own) : value;
      },
    });
    const received: unknown[] = [];
    expect(
      receiveEvents(plain, (event, message, reply) => {
        received.push([event, message]);
        reply?.({ ok: true });
      }),
    ).toBe(false);
    expect(await other.timeout(5_000).emitWithAck('asked', { b: 2 })).toEqual({ ok: true });
    expect(await other.timeout(5_000).emitWithAck('bare')).toEqual({ ok: true });
    expect(received).toEqual([
      ['asked', { b: 2 }],
      ['bare', undefined],
    ]);
    other.disconnect();
  });
});
