import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openProxy, type TcpProxy } from './proxy.ts';

const servers: Server[] = [];
const connections: Socket[] = [];
let proxy: TcpProxy | null = null;
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.destroy();
  await proxy?.close();
  proxy = null;
  for (const server of servers.splice(0)) server.close();
});

/** Sends its name to everybody and echoes what it receives. */
async function openNamed(name: string): Promise<{ port: number; end(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    socket.write(name);
    socket.pipe(socket);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    end() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function dial(url: string): Promise<{ connection: Socket; received: string }> {
  const connection = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  connections.push(connection);
  const received = Promise.race([once(connection, 'data'), once(connection, 'close')]).catch(() => [false]); // refused
  const [chunk] = (await received) as [Buffer | boolean];
  return { connection, received: typeof chunk === 'boolean' ? '' : chunk.toString() };
}

it('connections go to the servers in turn, and carry bytes both ways', async () => {
  const [one, two] = [await openNamed('one'), await openNamed('two')];
  proxy = await openProxy([one.port, two.port]);
  const [first, second] = [await dial(proxy.url), await dial(proxy.url)];
  expect([first.received, second.received]).toEqual(['one', 'two']);
  expect([proxy.rowsOf(one.port), proxy.rowsOf(two.port)]).toEqual([1, 1]);
  first.connection.write('Xin chào');
  expect(String((await once(first.connection, 'data'))[0])).toBe('Xin chào');
});

it('a server that is gone ends its connections, and the next ones go to the other', async () => {
  const [one, two] = [await openNamed('one'), await openNamed('two')];
  proxy = await openProxy([one.port, two.port]);
  const first = await dial(proxy.url);
  const ended = once(first.connection, 'close');
  one.end();
  await ended;
  expect(proxy.rowsOf(one.port)).toBe(0);
  expect([(await dial(proxy.url)).received, (await dial(proxy.url)).received]).toEqual(['two', 'two']);
});

it('ends a connection at once when nobody accepts, and goes on with servers named later', async () => {
  const gone = await openNamed('gone');
  gone.end();
  proxy = await openProxy([gone.port]);
  expect((await dial(proxy.url)).received).toBe('');
  const later = await openNamed('later');
  proxy.pointTo([later.port]);
  expect((await dial(proxy.url)).received).toBe('later');
});

it('cut: connections end and new ones are refused, until it is healed', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  const ended = once(first.connection, 'close');
  proxy.cut();
  await ended;
  expect((await dial(proxy.url)).received).toBe('');
  proxy.heal();
  expect((await dial(proxy.url)).received).toBe('one');
});

it('paused: nothing gets through and no end is signalled; what was sent arrives once it is over, on new connections too', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  proxy.hold();
  const late = dial(proxy.url);
  const order: string[] = [];
  first.connection.once('data', (chunk) => order.push(String(chunk)));
  first.connection.write('Xin chào');
  const other = await openNamed('other');
  expect(String((await once(connect(other.port, '127.0.0.1'), 'data'))[0])).toBe('other'); // time enough elsewhere
  expect([order, first.connection.destroyed]).toEqual([[], false]);
  proxy.heal();
  expect((await late).received).toBe('one');
  await expect.poll(() => order).toEqual(['Xin chào']);
});

it('silent for good: connections that were open carry nothing any more, new ones do', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  proxy.silence();
  const received: string[] = [];
  first.connection.on('data', (chunk) => received.push(String(chunk)));
  first.connection.write('Xin chào');
  expect((await dial(proxy.url)).received).toBe('one');
  proxy.hold();
  proxy.heal();
  expect((await dial(proxy.url)).received).toBe('one');
  expect([received, first.connection.destroyed]).toEqual([[], false]);
});
