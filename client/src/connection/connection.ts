import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs } from './connection-watch.ts';
import type { AnswerOf, EnterOf, EventMap, MessageOf, NamespaceState, PeerWatch, ViewOf } from './namespace-types.ts';
import { Outgoing, type SendOptions } from './outgoing.ts';
import { backOffMs, resendCodes } from './resend.ts';
import { serverClock } from './server-clock.ts';
import { socketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

export type NamespaceEvents<ToServer, FromServer> = {
  state: () => NamespaceState<ViewOf<ToServer>>;
  subscribe: (changed: () => void) => () => void;
  on: <Event extends keyof FromServer & string>(event: Event, hear: PeerWatch<FromServer[Event]>) => () => void;
  /** Answers when the server has; the same message goes out again for as long as it takes. */
  send: <Event extends keyof ToServer & string>(
    event: Event,
    message: MessageOf<ToServer[Event]>,
    options?: SendOptions,
  ) => Promise<AnswerOf<ToServer[Event]>>;
  /** Asks for the whole view again, as after a reconnect or with another message. */
  enter: (message?: EnterOf<ToServer>) => Promise<void>;
  serverNowMs: () => number;
  close: () => void;
};
export type NamespaceOptions<ToServer> = {
  /** What `view:enter` says: the first time, and after each reconnect. */
  enter: (reconnect: boolean) => EnterOf<ToServer>;
  transport?: Transport;
  /** Made when the room opens; a bare socket where nothing is said. */
  makeTransport?: (namespace: string) => Transport;
  /** The room answers `clock:read`. */
  clock?: boolean;
};
type Stamped = { version?: number; serverNowMs?: number };

const clockEveryMs = 30_000;
/** The first samples come while the page is still busy; of several the one with the shortest way is believed. */
const firstClocksMs = [700, 2_500];

/** Opens a room: one socket, the newest view wins, entered again after each connect. SPEC V2. */
export function openNamespace<ToServer extends EventMap, FromServer extends EventMap>(
  namespace: string,
  options: NamespaceOptions<ToServer>,
): NamespaceEvents<ToServer, FromServer> {
  type View = ViewOf<ToServer>;
  const transport = options.transport ?? (options.makeTransport ?? socketTransport)(namespace);
  const clock = serverClock();
  const listeners = new Set<() => void>();
  const received = new Map<string, Set<(message: unknown) => void>>();
  let state: NamespaceState<View> = { view: null, online: false, storeFailure: false, refused: null, way: 'socket' };
  let connects = 0;
  let soon: ReturnType<typeof setTimeout>[] = [];

  const change = (next: Partial<NamespaceState<View>>) => {
    state = { ...state, ...next };
    for (const changed of listeners) changed();
  };

  const outgoing = new Outgoing(
    transport,
    (silent) => {
      const online = transport.isConnected() && !silent;
      if (online !== state.online) change({ online });
    },
    (storeFailure) => change({ storeFailure }),
  );

  const enter = async (message: EnterOf<ToServer>) => {
    const { answer, askedAt } = await enterNamespace<View>(transport, message);
    if (answer.ok) {
      const told = (answer.value as Stamped).serverNowMs;
      if (told !== undefined) clock.learn(told, askedAt);
      change({ view: answer.value, refused: null }); // asked for, so newer than what was known
    } else change({ refused: answer.refusal });
    outgoing.open();
  };

  const readClock = () => {
    if (!options.clock || !transport.isConnected()) return;
    const askedAt = performance.now();
    transport.emit('clock:read', undefined, (raw) => {
      const answer = raw as Result<{ serverNowMs: number }>;
      if (answer.ok) clock.learn(answer.value.serverNowMs, askedAt);
    });
  };
  const wake = () => {
    if (document.visibilityState !== 'visible') return;
    clock.suspect();
    readClock();
  };

  const listen = (event: string, hear: (message: unknown) => void) => {
    const known = received.get(event);
    if (known) {
      known.add(hear);
      return;
    }
    const hearers = new Set([hear]);
    received.set(event, hearers);
    transport.on(event, (message) => {
      for (const one of hearers) one(message);
    });
  };

  listen('view', (raw) => {
    const { version, serverNowMs } = raw as Stamped;
    if (serverNowMs !== undefined) clock.hear(serverNowMs);
    const known = (state.view as Stamped | null)?.version;
    if (known === undefined || version === undefined || version > known) change({ view: raw as View });
  });
  transport.onConnect(() => {
    clock.suspect();
    connects += 1;
    change({ online: true });
    void enter(options.enter(connects > 1)).then(() => {
      readClock();
      for (const timer of soon) clearTimeout(timer);
      soon = options.clock ? firstClocksMs.map((waitMs) => setTimeout(readClock, waitMs)) : [];
    });
  });
  transport.onDisconnect(() => {
    outgoing.hold();
    change({ online: false });
  });
  transport.onWay?.((way) => change({ way }));
  transport.onRefused((refused) => change({ refused }));
  const lose = () => change({ online: false });
  const find = () => transport.renew(); // the old line may look open for a long while
  const clockTimer = setInterval(readClock, clockEveryMs);
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('offline', lose);
  window.addEventListener('online', find);

  return {
    state: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    on: (event, hear) => {
      listen(event, hear as (message: unknown) => void);
      return () => received.get(event)?.delete(hear as (message: unknown) => void);
    },
    send: (event, message, how) => outgoing.send(event, message, how) as Promise<AnswerOf<ToServer[typeof event]>>,
    enter: async (message) => {
      if (transport.isConnected()) await enter(message ?? options.enter(true));
    },
    serverNowMs: clock.nowMs,
    close: () => {
      clearInterval(clockTimer);
      for (const timer of soon) clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('offline', lose);
      window.removeEventListener('online', find);
      outgoing.close();
      transport.close();
      listeners.clear();
    },
  };
}

/** Silences in a row after which a new line is taken. */
const silencesMax = 3;

/**
 * Asks to be let in until the room answers. Never settles once the line is down; the next connect asks anew. A line on
 * which nothing comes back, not even the answer to a small question, is given up. SPEC N26.
 */
function enterNamespace<View>(
  transport: Transport,
  message: unknown,
): Promise<{ answer: Result<View>; askedAt: number }> {
  return new Promise((done) => {
    let silences = 0;
    const miss = (tries: number) => {
      silences += 1;
      if (silences === silencesMax) return transport.renew();
      transport.emit('clock:read', undefined, () => {
        silences = 0; // slow, not silent
      });
      ask(tries + 1);
    };
    const ask = (tries: number) => {
      if (!transport.isConnected()) return;
      const askedAt = performance.now();
      let over = false;
      const again = setTimeout(() => {
        over = true;
        miss(tries);
      }, ackTimeoutMs);
      transport.emit('view:enter', message, (raw) => {
        clearTimeout(again);
        if (over) return;
        silences = 0;
        const answer = raw as Result<View>;
        if (!answer.ok && resendCodes.has(answer.refusal.code)) setTimeout(() => ask(tries + 1), backOffMs(tries));
        else done({ answer, askedAt });
      });
    };
    ask(0);
  });
}
