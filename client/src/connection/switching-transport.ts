import type { Refusal } from '@hoithi/shared/contract/refusal';
import { httpTransport, probeHttp } from './http-transport.ts';
import { type SocketTransport, socketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

/** Attempts at a socket that fail before HTTP is thought of. */
const failuresMax = 3;
/** On HTTP the socket is tried again, at longer and longer intervals. Milliseconds. */
const socketAgainMs = [15_000, 30_000, 60_000];

type Ways = { socket: () => SocketTransport; http: () => Transport; probe: () => Promise<boolean> };
const usualWays = (namespace: string): Ways => ({
  socket: () => socketTransport(namespace),
  http: httpTransport,
  probe: probeHttp,
});

/**
 * The socket as long as it comes; HTTP where it does not, and back later. HTTP is taken only when it was seen to work and
 * the socket has failed once more after that: a network that is down altogether is no reason to change. SPEC W12.
 */
export function switchingTransport(namespace: string, ways: Ways = usualWays(namespace)): Transport {
  const socket = ways.socket();
  const received = new Map<string, (message: unknown) => void>();
  let http: Transport | null = null;
  let failures = 0;
  let httpWorks = false;
  let probing = false;
  let again: ReturnType<typeof setTimeout> | null = null;
  let tries = 0;
  let handleConnect: () => void = () => undefined;
  let handleDisconnect: () => void = () => undefined;
  let onRefusedConnection: (refusal: Refusal) => void = () => undefined;
  let onTransport: (way: 'socket' | 'http') => void = () => undefined;
  let closed = false;

  const current = (): Transport => http ?? socket;
  const wait = (): void => {
    socket.rest();
    if (again !== null) clearTimeout(again);
    const waitMs = (socketAgainMs[Math.min(tries, socketAgainMs.length - 1)] ?? 0) * (0.8 + 0.4 * Math.random());
    tries += 1;
    again = setTimeout(() => socket.renew(), waitMs);
  };
  function toHttp(): void {
    const made = ways.http();
    http = made;
    tries = 0;
    for (const [event, hear] of received) made.on(event, hear);
    made.onRefused((refusal) => onRefusedConnection(refusal));
    made.onConnect(() => handleConnect());
    onTransport('http');
    wait();
  }
  function toSocket(): void {
    http?.close();
    http = null;
    if (again !== null) clearTimeout(again);
    handleDisconnect(); // what is on its way waits until the room has been entered again
    onTransport('socket');
  }

  socket.onFailed(() => {
    failures += 1;
    if (closed) return;
    if (http !== null) return wait();
    if (failures < failuresMax) return;
    if (httpWorks) return toHttp();
    if (probing) return;
    probing = true;
    void ways.probe().then((works) => {
      probing = false;
      httpWorks = works;
    });
  });
  socket.onConnect(() => {
    failures = 0;
    httpWorks = false;
    if (http !== null) toSocket();
    handleConnect();
  });
  socket.onDisconnect(() => {
    if (http === null) handleDisconnect();
  });
  socket.onRefused((refusal) => onRefusedConnection(refusal));

  return {
    isConnected: () => current().isConnected(),
    emit: (event, message, onAck) => current().emit(event, message, onAck),
    on: (event, hear) => {
      received.set(event, hear);
      socket.on(event, (message) => http === null && hear(message));
      http?.on(event, hear);
    },
    onConnect: (hear) => {
      handleConnect = hear;
    },
    onDisconnect: (hear) => {
      handleDisconnect = hear;
    },
    onRefused: (hear) => {
      onRefusedConnection = hear;
    },
    onWay: (hear) => {
      onTransport = hear;
    },
    renew: (hurried) => current().renew(hurried),
    close: () => {
      closed = true;
      if (again !== null) clearTimeout(again);
      http?.close();
      socket.close();
    },
  };
}
