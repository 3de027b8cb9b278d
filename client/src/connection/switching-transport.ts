import type { Refusal } from '@hoithi/shared/contract/refusal';
import { httpTransport, probeHttp } from './http-transport.ts';
import { type SocketTransport, socketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

/** Failed attempts at a socket before HTTP is tried. */
const failuresMax = 3;
/** While HTTP is used the socket is tried again, at longer and longer intervals. Milliseconds. */
const socketAgainMs = [15_000, 30_000, 60_000];

type Ways = { socket: () => SocketTransport; http: () => Transport; probe: () => Promise<boolean> };

/**
 * Uses the socket as long as it connects; HTTP where it does not, and the socket again later. HTTP is taken only when a
 * request has succeeded and the socket has failed once more after that: a network that is down altogether is no reason to
 * change. SPEC W12.
 */
class SwitchingTransport implements Transport {
  readonly #ways: Ways;
  readonly #socket: SocketTransport;
  readonly #listeners = new Map<string, (message: unknown) => void>();
  #http: Transport | null = null;
  #failures = 0;
  #httpWorks = false;
  #probing = false;
  #againTimer: ReturnType<typeof setTimeout> | null = null;
  #tries = 0;
  #closed = false;
  #onConnect: () => void = () => undefined;
  #onDisconnect: () => void = () => undefined;
  #onRefused: (refusal: Refusal) => void = () => undefined;
  #onWay: (way: 'socket' | 'http') => void = () => undefined;

  constructor(ways: Ways) {
    this.#ways = ways;
    this.#socket = ways.socket();
    this.#socket.onFailed(() => this.#socketFailed());
    this.#socket.onConnect(() => this.#socketConnected());
    this.#socket.onDisconnect(() => {
      if (this.#http === null) this.#onDisconnect();
    });
    this.#socket.onRefused((refusal) => this.#onRefused(refusal));
  }

  isConnected(): boolean {
    return this.#current().isConnected();
  }

  emit(event: string, message: unknown, onAck: (answer: unknown) => void): void {
    this.#current().emit(event, message, onAck);
  }

  on(event: string, listener: (message: unknown) => void): void {
    this.#listeners.set(event, listener);
    this.#socket.on(event, (message) => this.#http === null && listener(message));
    this.#http?.on(event, listener);
  }

  onConnect(listener: () => void): void {
    this.#onConnect = listener;
  }

  onDisconnect(listener: () => void): void {
    this.#onDisconnect = listener;
  }

  onRefused(listener: (refusal: Refusal) => void): void {
    this.#onRefused = listener;
  }

  onWay(listener: (way: 'socket' | 'http') => void): void {
    this.#onWay = listener;
  }

  renew(hurried?: boolean): void {
    this.#current().renew(hurried);
  }

  close(): void {
    this.#closed = true;
    if (this.#againTimer !== null) clearTimeout(this.#againTimer);
    this.#http?.close();
    this.#socket.close();
  }

  #current(): Transport {
    return this.#http ?? this.#socket;
  }

  #socketFailed(): void {
    this.#failures += 1;
    if (this.#closed) return;
    if (this.#http !== null) this.#trySocketLater();
    else if (this.#failures >= failuresMax && this.#httpWorks) this.#switchToHttp();
    else if (this.#failures >= failuresMax && !this.#probing) this.#probe();
  }

  #probe(): void {
    this.#probing = true;
    void this.#ways.probe().then((works) => {
      this.#probing = false;
      this.#httpWorks = works;
    });
  }

  #socketConnected(): void {
    this.#failures = 0;
    this.#httpWorks = false;
    if (this.#http !== null) this.#switchToSocket();
    this.#onConnect();
  }

  #switchToHttp(): void {
    const http = this.#ways.http();
    this.#http = http;
    this.#tries = 0;
    for (const [event, listener] of this.#listeners) http.on(event, listener);
    http.onRefused((refusal) => this.#onRefused(refusal));
    http.onConnect(() => this.#onConnect());
    this.#onWay('http');
    this.#trySocketLater();
  }

  #switchToSocket(): void {
    this.#http?.close();
    this.#http = null;
    if (this.#againTimer !== null) clearTimeout(this.#againTimer);
    this.#onDisconnect(); // messages wait until the namespace has been entered again
    this.#onWay('socket');
  }

  #trySocketLater(): void {
    this.#socket.rest();
    if (this.#againTimer !== null) clearTimeout(this.#againTimer);
    const everyMs = socketAgainMs[Math.min(this.#tries, socketAgainMs.length - 1)] ?? 0;
    this.#tries += 1;
    this.#againTimer = setTimeout(() => this.#socket.renew(), everyMs * (0.8 + 0.4 * Math.random()));
  }
}

export function switchingTransport(namespace: string, ways?: Ways): Transport {
  return new SwitchingTransport(
    ways ?? { socket: () => socketTransport(namespace), http: httpTransport, probe: probeHttp },
  );
}
