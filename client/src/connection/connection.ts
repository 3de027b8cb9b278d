import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs } from './connection-watch.ts';
import { withFreshProof } from './fresh-proof.ts';
import type { AnswerOf, EnterOf, EventMap, ListenerOf, MessageOf, NamespaceState, ViewOf } from './namespace-types.ts';
import { Outgoing, type SendOptions } from './outgoing.ts';
import { backOffMs, resendCodes } from './resend.ts';
import { serverClock } from './server-clock.ts';
import { socketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

export type NamespaceOptions<ToServer> = {
  /** The message of `view:enter`: the first time, and after each reconnect. */
  enter: (reconnect: boolean) => EnterOf<ToServer>;
  transport?: Transport;
  /** Makes the transport when the namespace opens; a socket alone where this is left out. */
  makeTransport?: (namespace: string) => Transport;
  /** The namespace answers `clock:read`. */
  clock?: boolean;
};
type Stamped = { version?: number; serverNowMs?: number };
type Listener = (message: unknown) => void;

const clockEveryMs = 30_000;
/** The first samples come while the page is still busy; of several the one with the shortest round trip is believed. */
const firstClocksMs = [700, 2_500];

/**
 * A page's connection to a namespace: the newest view wins, and the namespace is entered again after each connect.
 * Its functions may be passed on by themselves. SPEC V2.
 */
export class NamespaceConnection<ToServer extends EventMap, FromServer extends EventMap> {
  readonly #options: NamespaceOptions<ToServer>;
  readonly #transport: Transport;
  readonly #outgoing: Outgoing;
  readonly #clock = serverClock();
  readonly #changeListeners = new Set<() => void>();
  readonly #eventListeners = new Map<string, Set<Listener>>();
  readonly #clockTimer: ReturnType<typeof setInterval>;
  #firstClockTimers: ReturnType<typeof setTimeout>[] = [];
  #connects = 0;
  #state: NamespaceState<ViewOf<ToServer>> = {
    view: null,
    online: false,
    may: [],
    storeFailure: false,
    refused: null,
    way: 'socket',
  };

  constructor(namespace: string, options: NamespaceOptions<ToServer>) {
    this.#options = options;
    const transport = options.transport ?? (options.makeTransport ?? socketTransport)(namespace);
    this.#transport = transport;
    this.#outgoing = new Outgoing(
      transport,
      (silent) => {
        const online = transport.isConnected() && !silent;
        if (online !== this.#state.online) this.#change({ online });
      },
      (storeFailure) => this.#change({ storeFailure }),
    );
    this.#listen('view', (view) => this.#receiveView(view));
    this.#listen('may', (may) => this.#change({ may: may as string[] }));
    transport.onConnect(() => this.#connected());
    transport.onDisconnect(() => {
      this.#outgoing.pause();
      this.#change({ online: false });
    });
    transport.onWay?.((way) => this.#change({ way }));
    transport.onRefused((refused) => this.#change({ refused }));
    this.#clockTimer = setInterval(() => this.#readClock(), clockEveryMs);
    document.addEventListener('visibilitychange', this.#onVisible);
    window.addEventListener('offline', this.#onOffline);
    window.addEventListener('online', this.#onOnline);
  }

  readonly state = (): NamespaceState<ViewOf<ToServer>> => this.#state;

  readonly serverNowMs = (): number => this.#clock.nowMs();

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#changeListeners.add(changed);
    return () => this.#changeListeners.delete(changed);
  };

  readonly on = <Event extends keyof FromServer & string>(
    event: Event,
    listener: ListenerOf<FromServer[Event]>,
  ): (() => void) => {
    this.#listen(event, listener as Listener);
    return () => this.#eventListeners.get(event)?.delete(listener as Listener);
  };

  /** Settles when the server has answered; the same message is sent again for as long as that takes. */
  readonly send = <Event extends keyof ToServer & string>(
    event: Event,
    message: MessageOf<ToServer[Event]>,
    options?: SendOptions,
  ): Promise<AnswerOf<ToServer[Event]>> =>
    withFreshProof(() => this.#outgoing.send(event, message, options)) as Promise<AnswerOf<ToServer[Event]>>;

  /** Reads the whole view again, as after a reconnect or with another message. */
  readonly enter = async (message?: EnterOf<ToServer>): Promise<void> => {
    if (this.#transport.isConnected()) await this.#enter(message ?? this.#options.enter(true));
  };

  readonly close = (): void => {
    clearInterval(this.#clockTimer);
    for (const timer of this.#firstClockTimers) clearTimeout(timer);
    document.removeEventListener('visibilitychange', this.#onVisible);
    window.removeEventListener('offline', this.#onOffline);
    window.removeEventListener('online', this.#onOnline);
    this.#outgoing.close();
    this.#transport.close();
    this.#changeListeners.clear();
  };

  #change(next: Partial<NamespaceState<ViewOf<ToServer>>>): void {
    this.#state = { ...this.#state, ...next };
    for (const changed of this.#changeListeners) changed();
  }

  #listen(event: string, listener: Listener): void {
    const known = this.#eventListeners.get(event);
    if (known) {
      known.add(listener);
      return;
    }
    const listeners = new Set([listener]);
    this.#eventListeners.set(event, listeners);
    this.#transport.on(event, (message) => {
      for (const one of listeners) one(message);
    });
  }

  #receiveView(view: unknown): void {
    const { version, serverNowMs } = view as Stamped;
    if (serverNowMs !== undefined) this.#clock.receive(serverNowMs);
    const known = (this.#state.view as Stamped | null)?.version;
    if (known === undefined || version === undefined || version > known) {
      this.#change({ view: view as ViewOf<ToServer> });
    }
  }

  #connected(): void {
    this.#clock.suspect();
    this.#connects += 1;
    this.#change({ online: true });
    void this.#enter(this.#options.enter(this.#connects > 1)).then(() => {
      this.#readClock();
      for (const timer of this.#firstClockTimers) clearTimeout(timer);
      this.#firstClockTimers = this.#options.clock
        ? firstClocksMs.map((waitMs) => setTimeout(() => this.#readClock(), waitMs))
        : [];
    });
  }

  async #enter(message: EnterOf<ToServer>): Promise<void> {
    const { answer, sentAtMs } = await enterNamespace<ViewOf<ToServer>>(this.#transport, message);
    if (answer.ok) {
      const { serverNowMs } = answer.value as Stamped;
      if (serverNowMs !== undefined) this.#clock.learn(serverNowMs, sentAtMs);
      this.#change({ view: answer.value, refused: null }); // requested just now, so newer than what was known
    } else this.#change({ refused: answer.refusal });
    this.#outgoing.resume();
  }

  #readClock(): void {
    if (!this.#options.clock || !this.#transport.isConnected()) return;
    const sentAtMs = performance.now();
    this.#transport.emit('clock:read', undefined, (raw) => {
      const answer = raw as Result<{ serverNowMs: number }>;
      if (answer.ok) this.#clock.learn(answer.value.serverNowMs, sentAtMs);
    });
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.#clock.suspect();
    this.#readClock();
  };

  readonly #onOffline = (): void => this.#change({ online: false });

  /** The old connection may look open for a long while. */
  readonly #onOnline = (): void => this.#transport.renew();
}

/** Silences in a row after which the transport reconnects. */
const silencesMax = 3;

/**
 * Sends `view:enter` until the server answers. Never settles once the connection is lost; the next connect enters anew.
 * A connection on which nothing comes back, not even the answer to `clock:read`, is given up. SPEC N26.
 */
function enterNamespace<View>(
  transport: Transport,
  message: unknown,
): Promise<{ answer: Result<View>; sentAtMs: number }> {
  return new Promise((done) => {
    let silences = 0;
    const miss = (tries: number) => {
      silences += 1;
      if (silences === silencesMax) return transport.renew();
      transport.emit('clock:read', undefined, () => {
        silences = 0; // slow, not silent
      });
      send(tries + 1);
    };
    const send = (tries: number) => {
      if (!transport.isConnected()) return;
      const sentAtMs = performance.now();
      let over = false;
      const timer = setTimeout(() => {
        over = true;
        miss(tries);
      }, ackTimeoutMs);
      transport.emit('view:enter', message, (raw) => {
        clearTimeout(timer);
        if (over) return;
        silences = 0;
        const answer = raw as Result<View>;
        if (!answer.ok && resendCodes.has(answer.refusal.code)) setTimeout(() => send(tries + 1), backOffMs(tries));
        else done({ answer, sentAtMs });
      });
    };
    send(0);
  });
}
