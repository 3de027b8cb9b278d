// @vitest-environment jsdom
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { describe, expect, it, vi } from 'vitest';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import { NamespaceConnection } from './connection.ts';

type View = { version: number; serverNowMs: number; text: string };
type ToServer = {
  'view:enter': (m: { takeOver: boolean }, ack: (a: Result<View>) => void) => void;
  'thing:do': (m: { n: number }, ack: (a: Result<number>) => void) => void;
  'clock:read': (ack: (a: Result<{ serverNowMs: number }>) => void) => void;
};
type FromServer = { view: (view: View) => void; 'thing:done': (n: number) => void };

const view = (version: number, text: string): View => ({ version, serverNowMs: 1_000_000, text });

function enterHall() {
  const transport = new ScriptedTransport();
  const namespace = new NamespaceConnection<ToServer, FromServer>('/hall', {
    enter: (reconnect) => ({ takeOver: !reconnect }),
    transport,
  });
  return { transport, namespace };
}

describe('a connection to a namespace', () => {
  it("[T1] reads the server's time a few times at first, and believes the shortest round trip", async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
    const transport = new ScriptedTransport();
    const namespace = new NamespaceConnection<ToServer, FromServer>('/hall', {
      enter: () => ({ takeOver: true }),
      transport,
      clock: true,
    });
    const serverNowMs = () => 5_000_000 + performance.now();
    const errorMs = () => Math.round(namespace.serverNowMs() - serverNowMs());
    /** The server stamps the newest message after the way up; the page has the reply after the way down. */
    const reply = async (event: string, upMs: number, downMs: number, rest: object = {}) => {
      const sent = transport.of(event).at(-1);
      await vi.advanceTimersByTimeAsync(upMs);
      const stamped = accept({ ...rest, serverNowMs: serverNowMs() });
      await vi.advanceTimersByTimeAsync(downMs);
      sent?.ack(stamped);
      await vi.advanceTimersByTimeAsync(0);
    };
    transport.connect();
    await reply('view:enter', 400, 0, { version: 1, text: 'entered' });
    expect(errorMs()).toBe(200);
    await reply('clock:read', 10, 50);
    expect(errorMs()).toBe(-20);
    await vi.advanceTimersByTimeAsync(640);
    expect(transport.of('clock:read')).toHaveLength(2);
    await reply('clock:read', 100, 0);
    expect(errorMs()).toBe(-20); // a longer round trip than the second: not believed
    await vi.advanceTimersByTimeAsync(1_700);
    expect(transport.of('clock:read')).toHaveLength(3);
    await reply('clock:read', 5, 5);
    expect(errorMs()).toBe(0);
    namespace.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.of('clock:read')).toHaveLength(3);
    vi.useRealTimers();
  });

  it('[V2] the newest view wins, however the messages arrive', async () => {
    const { transport, namespace } = enterHall();
    transport.answer('view:enter', () => accept(view(5, 'entered')));
    transport.connect();
    await Promise.resolve();
    expect(namespace.state().view?.text).toBe('entered');
    transport.push('view', view(7, 'newer'));
    transport.push('view', view(6, 'older'));
    expect(namespace.state().view?.text).toBe('newer');
  });

  it('[V2] the view that answers an entry stands, also when the server has begun to count anew', async () => {
    const { transport, namespace } = enterHall();
    transport.answer('view:enter', () => accept(view(90, 'before')));
    transport.connect();
    await Promise.resolve();
    transport.drop();
    transport.answer('view:enter', () => accept(view(1, 'after the restart')));
    transport.connect();
    await Promise.resolve();
    expect(namespace.state().view?.text).toBe('after the restart');
  });

  it('[V2] enters after each connect, and only the first entry takes the attempt over', async () => {
    const { transport, namespace } = enterHall();
    transport.answer('view:enter', () => accept(view(1, 'in')));
    transport.connect();
    transport.drop();
    expect(namespace.state().online).toBe(false);
    transport.connect();
    expect(transport.of('view:enter').map((sent) => sent.message)).toEqual([{ takeOver: true }, { takeOver: false }]);
  });

  it('the last view stays while the connection is lost', async () => {
    const { transport, namespace } = enterHall();
    transport.answer('view:enter', () => accept(view(1, 'in')));
    transport.connect();
    await Promise.resolve();
    transport.drop();
    expect(namespace.state().view?.text).toBe('in');
  });

  it.each([
    ['is silent altogether: a new connection after twelve seconds', false, 1],
    ['answers `clock:read`: it is slow, and the connection stays', true, 0],
  ])('[N26] a process that accepts the connection, does not answer the entry and %s', async (_, alive, renewed) => {
    vi.useFakeTimers();
    const { transport } = enterHall();
    if (alive) transport.answer('clock:read', () => accept({ serverNowMs: 1 }));
    transport.connect();
    await vi.advanceTimersByTimeAsync(11_999);
    expect(transport.renewed).toBe(0);
    expect(transport.of('view:enter')).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(transport.renewed).toBe(renewed);
    vi.useRealTimers();
  });

  it('a refused entry reports why', async () => {
    const { transport, namespace } = enterHall();
    transport.answer('view:enter', () => refuse({ code: 'not_signed_in' }));
    transport.connect();
    await Promise.resolve();
    expect(namespace.state().refused).toEqual({ code: 'not_signed_in' });
  });

  it('a message sent before the entry leaves once it has succeeded', async () => {
    const { transport, namespace } = enterHall();
    const received = namespace.send('thing:do', { n: 3 });
    transport.answer('thing:do', (m: { n: number }) => accept(m.n * 2));
    transport.connect();
    expect(transport.of('thing:do')).toHaveLength(0);
    transport.of('view:enter')[0]?.ack(accept(view(1, 'in')));
    expect(await received).toEqual(accept(6));
  });

  it('events reach their listener until it stops', () => {
    const { transport, namespace } = enterHall();
    const received: number[] = [];
    const stop = namespace.on('thing:done', (n) => received.push(n));
    transport.push('thing:done', 1);
    stop();
    transport.push('thing:done', 2);
    expect(received).toEqual([1]);
  });
});
