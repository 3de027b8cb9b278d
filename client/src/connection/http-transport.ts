import type { PublicState } from '@hoithi/shared/contract/public';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { Transport } from './transport.ts';

type Message = { slug?: string; attemptId?: string };
type View = { attempt: object | null };

/** What each message of the contestant's room is called over HTTP. SPEC W12. */
function pathOf(event: string, message: Message): string | null {
  switch (event) {
    case 'view:enter':
      return `/api/contests/${encodeURIComponent(message.slug ?? '')}/enter`;
    case 'attempt:start':
      return '/api/attempts';
    case 'answer:submit':
      return `/api/attempts/${message.attemptId}/answers`;
    case 'prediction:submit':
      return `/api/attempts/${message.attemptId}/prediction`;
    case 'attempt:submit':
      return `/api/attempts/${message.attemptId}/submit`;
    case 'attempt:review':
      return `/api/attempts/${message.attemptId}/review`;
    default:
      return null;
  }
}

/** Without the house's word within this time a request counts as lost. */
const patienceMs = 8_000;
const pollMs = 5_000;
const comeBackMs = 3_000;
/** Between 0.7 and 1.3 times, so that a hall does not ask in step. */
const jittered = (ms: number): number => ms * (0.7 + 0.6 * Math.random());

/** Asks once; null when the network or a proxy had the last word. */
async function ask<T>(path: string, body?: unknown): Promise<Result<T> | null> {
  try {
    const response = await fetch(path, {
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return response.headers.get('content-type')?.includes('json') ? ((await response.json()) as Result<T>) : null;
  } catch {
    return null;
  }
}

/** Whether the house can be reached without a socket. */
export const probeHttp = async (): Promise<boolean> => (await ask('/api/clock'))?.ok === true;

/**
 * The contestant's room over HTTP, for a network that lets no WebSocket through: messages are requests, and news is asked
 * for. Whoever only watches asks for what caches keep; a silent network is silence here too, as on a socket.
 */
export function httpTransport(): Transport {
  const received = new Map<string, (message: unknown) => void>();
  let connect: () => void = () => undefined;
  let refused: (refusal: Refusal) => void = () => undefined;
  let entered: Message | null = null;
  let sitting = false;
  let seen: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let closed = false;

  function note(event: string, answer: Result<unknown>): void {
    if (event === 'attempt:start' && answer.ok) sitting = true;
    if (event === 'attempt:submit' && answer.ok) sitting = false;
    if (event === 'view:enter' && answer.ok) sitting = (answer.value as View).attempt !== null;
  }
  async function look(): Promise<void> {
    if (entered === null || document.visibilityState === 'hidden') return;
    if (!sitting) {
      const state = await ask<PublicState>(`/api/contests/${encodeURIComponent(entered.slug ?? '')}/state.json`);
      const text = JSON.stringify(state);
      const fresh = state !== null && seen !== null && text !== seen;
      if (state !== null) seen = text;
      if (!fresh) return;
    }
    const view = await ask<View>(pathOf('view:enter', entered) ?? '', { ...entered, takeOver: false });
    if (closed || view === null) return;
    if (view.ok) {
      note('view:enter', view);
      received.get('view')?.(view.value);
    } else if (view.refusal.code === 'not_signed_in') refused(view.refusal);
  }
  /** After a silence: as soon as the house answers again. */
  async function comeBack(): Promise<void> {
    const reached = await probeHttp();
    if (closed) return;
    if (reached) connect();
    else setTimeout(() => void comeBack(), jittered(comeBackMs));
  }
  function pollOn(): void {
    if (closed) return;
    timer = setTimeout(() => void look().then(pollOn), jittered(pollMs));
  }

  return {
    isConnected: () => !closed,
    emit: (event, message, onAck) => {
      const path = event === 'clock:read' ? '/api/clock' : pathOf(event, (message ?? {}) as Message);
      if (path === null) return;
      if (event === 'view:enter') entered = message as Message;
      void ask(path, event === 'clock:read' ? undefined : message).then((answer) => {
        if (closed || answer === null) return;
        note(event, answer);
        onAck(answer);
      });
    },
    on: (event, hear) => void received.set(event, hear),
    onConnect: (hear) => {
      connect = hear;
      setTimeout(() => {
        if (closed) return;
        connect();
        pollOn();
      });
    },
    onDisconnect: () => undefined,
    onRefused: (hear) => {
      refused = hear;
    },
    renew: () => void comeBack(),
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
