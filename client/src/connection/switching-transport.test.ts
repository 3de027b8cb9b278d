import { accept } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import type { SocketTransport } from './socket-transport.ts';
import { switchingTransport } from './switching-transport.ts';

class ScriptedSocket extends ScriptedTransport implements SocketTransport {
  rested = 0;
  fail: () => void = () => undefined;
  onFailed = (listener: () => void): void => {
    this.fail = listener;
  };
  rest = (): void => {
    this.rested += 1;
  };
}

function open(works = true) {
  const socket = new ScriptedSocket();
  const http = new ScriptedTransport();
  const probes: string[] = [];
  const transport = switchingTransport('/contestant', {
    socket: () => socket,
    http: () => http,
    probe: async () => {
      probes.push('probe');
      return works;
    },
  });
  const events: string[] = [];
  transport.onConnect(() => events.push('connect'));
  transport.onDisconnect(() => events.push('disconnect'));
  transport.onWay?.((way) => events.push(way));
  transport.on('view', (view) => events.push(`view ${String(view)}`));
  const fail = async (times: number) => {
    for (let at = 0; at < times; at++) {
      socket.fail();
      await vi.advanceTimersByTimeAsync(0);
    }
  };
  return { socket, http, transport, events, probes, fail };
}

describe('a socket that may not connect', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('[W12] a socket that connects is all that is used', async () => {
    const { socket, transport, events, probes } = open();
    socket.connect();
    socket.push('view', 1);
    expect(events).toEqual(['connect', 'view 1']);
    expect([transport.isConnected(), probes]).toEqual([true, []]);
  });

  it('[W12] after some failures HTTP takes over, once it was seen to work', async () => {
    const { socket, http, transport, events, fail, probes } = open();
    await fail(2);
    expect(probes).toEqual([]);
    await fail(1);
    expect([events, probes]).toEqual([[], ['probe']]);
    await fail(1);
    expect(events).toEqual(['http']);
    http.connect();
    http.answer('view:enter', () => accept('in'));
    const answers: unknown[] = [];
    transport.emit('view:enter', {}, (answer) => answers.push(answer));
    http.push('view', 2);
    socket.push('view', 'old');
    expect([events, answers, socket.sent]).toEqual([['http', 'connect', 'view 2'], [accept('in')], []]);
  });

  it('[W12] a network that is down altogether is no reason to change', async () => {
    const { events, fail } = open(false);
    await fail(20);
    expect(events).toEqual([]);
  });

  it('[W12] the socket is tried again, less and less often, and used again when it connects', async () => {
    const { socket, http, transport, events, fail } = open();
    await fail(4);
    http.connect();
    expect(socket.rested).toBe(1);
    await vi.advanceTimersByTimeAsync(18_000);
    expect(socket.renewed).toBe(1);
    await fail(1);
    await vi.advanceTimersByTimeAsync(18_000);
    expect(socket.renewed).toBe(1); // twice as long now
    await vi.advanceTimersByTimeAsync(18_000);
    expect(socket.renewed).toBe(2);
    socket.connect();
    expect(events).toEqual(['http', 'connect', 'disconnect', 'socket', 'connect']);
    expect([http.isConnected(), transport.isConnected()]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(socket.renewed).toBe(2);
  });
});
