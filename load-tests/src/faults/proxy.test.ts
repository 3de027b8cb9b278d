import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openProxy, type TcpProxy } from './proxy.ts';

const servers: Server[] = [];
const lines: Socket[] = [];
let proxy: TcpProxy | null = null;
afterEach(async () => {
  for (const line of lines.splice(0)) line.destroy();
  await proxy?.close();
  proxy = null;
  for (const server of servers.splice(0)) server.close();
});

/** Says its name to everybody and repeats what it hears. */
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

async function dial(url: string): Promise<{ line: Socket; received: string }> {
  const line = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  lines.push(line);
  const received = Promise.race([once(line, 'data'), once(line, 'close')]).catch(() => [false]); // refused
  const [chunk] = (await received) as [Buffer | boolean];
  return { line, received: typeof chunk === 'boolean' ? '' : chunk.toString() };
}

it('lines go to the servers in turn, and carry bytes both ways', async () => {
  const [one, two] = [await openNamed('one'), await openNamed('two')];
  proxy = await openProxy([one.port, two.port]);
  const [first, second] = [await dial(proxy.url), await dial(proxy.url)];
  expect([first.received, second.received]).toEqual(['one', 'two']);
  expect([proxy.rowsOf(one.port), proxy.rowsOf(two.port)]).toEqual([1, 1]);
  first.line.write('Xin chào');
  expect(String((await once(first.line, 'data'))[0])).toBe('Xin chào');
});

it('a server that is gone ends its lines, and the next ones go to the other', async () => {
  const [one, two] = [await openNamed('one'), await openNamed('two')];
  proxy = await openProxy([one.port, two.port]);
  const first = await dial(proxy.url);
  const ended = once(first.line, 'close');
  one.end();
  await ended;
  expect(proxy.rowsOf(one.port)).toBe(0);
  expect([(await dial(proxy.url)).received, (await dial(proxy.url)).received]).toEqual(['two', 'two']);
});

it('ends a line at once when nobody accepts, and goes on with servers named later', async () => {
  const gone = await openNamed('gone');
  gone.end();
  proxy = await openProxy([gone.port]);
  expect((await dial(proxy.url)).received).toBe('');
  const later = await openNamed('later');
  proxy.pointTo([later.port]);
  expect((await dial(proxy.url)).received).toBe('later');
});

it('cut: lines end and new ones are refused, until it is healed', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  const ended = once(first.line, 'close');
  proxy.cut();
  await ended;
  expect((await dial(proxy.url)).received).toBe('');
  proxy.heal();
  expect((await dial(proxy.url)).received).toBe('one');
});

it('held: nothing gets through and nobody is told; what was said arrives once it is over, on new lines too', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  proxy.hold();
  const late = dial(proxy.url);
  const order: string[] = [];
  first.line.once('data', (chunk) => order.push(String(chunk)));
  first.line.write('Xin chào');
  const other = await openNamed('other');
  expect(String((await once(connect(other.port, '127.0.0.1'), 'data'))[0])).toBe('other'); // time enough elsewhere
  expect([order, first.line.destroyed]).toEqual([[], false]);
  proxy.heal();
  expect((await late).received).toBe('one');
  await expect.poll(() => order).toEqual(['Xin chào']);
});

it('silent for good: lines that were open carry nothing any more, new ones do', async () => {
  const one = await openNamed('one');
  proxy = await openProxy([one.port]);
  const first = await dial(proxy.url);
  proxy.silence();
  const received: string[] = [];
  first.line.on('data', (chunk) => received.push(String(chunk)));
  first.line.write('Xin chào');
  expect((await dial(proxy.url)).received).toBe('one');
  proxy.hold();
  proxy.heal();
  expect((await dial(proxy.url)).received).toBe('one');
  expect([received, first.line.destroyed]).toEqual([[], false]);
});
