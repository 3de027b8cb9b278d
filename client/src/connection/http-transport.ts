import type { PublicState } from '@hoithi/shared/contract/public';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { Transport } from './transport.ts';

type Message = { slug?: string; attemptId?: string };
type View = { attempt: object | null };

/** The HTTP path of each message of the contestant namespace. SPEC W12. */
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

/** A request without an answer within this time counts as lost. */
const requestTimeoutMs = 8_000;
const pollMs = 5_000;
const reconnectMs = 3_000;
/** Between 0.7 and 1.3 times, so that a hall does not poll in step. */
const jittered = (ms: number): number => ms * (0.7 + 0.6 * Math.random());

/** One request; null when the network failed or a proxy answered in the server's place. */
async function request<T>(path: string, body?: unknown): Promise<Result<T> | null> {
  try {
    const response = await fetch(path, {
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    return response.headers.get('content-type')?.includes('json') ? ((await response.json()) as Result<T>) : null;
  } catch {
    return null;
  }
}

/** Whether the server answers without a socket. */
export const probeHttp = async (): Promise<boolean> => (await request('/api/clock'))?.ok === true;

/**
 * The contestant namespace over HTTP, for a network that lets no WebSocket through: messages are requests, and changes
 * are polled. A contestant without an open attempt polls what caches store; a lost request stays unanswered, as on a socket.
 */
class HttpTransport implements Transport {
  readonly #listeners = new Map<string, (message: unknown) => void>();
  #onConnect: () => void = () => undefined;
  #onRefused: (refusal: Refusal) => void = () => undefined;
  #entered: Message | null = null;
  #hasAttempt = false;
  /** The public state as it was read last, as text. */
  #lastState: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  isConnected(): boolean {
    return !this.#closed;
  }

  emit(event: string, message: unknown, onAck: (answer: unknown) => void): void {
    const path = event === 'clock:read' ? '/api/clock' : pathOf(event, (message ?? {}) as Message);
    if (path === null) return;
    if (event === 'view:enter') this.#entered = message as Message;
    void request(path, event === 'clock:read' ? undefined : message).then((answer) => {
      if (this.#closed || answer === null) return;
      this.#noteAttempt(event, answer);
      onAck(answer);
    });
  }

  on(event: string, listener: (message: unknown) => void): void {
    this.#listeners.set(event, listener);
  }

  onConnect(listener: () => void): void {
    this.#onConnect = listener;
    setTimeout(() => {
      if (this.#closed) return;
      listener();
      this.#pollLater();
    });
  }

  onDisconnect(): void {
    return; // requests need no connection that could be lost
  }

  onRefused(listener: (refusal: Refusal) => void): void {
    this.#onRefused = listener;
  }

  /** Connects again as soon as the server answers. */
  renew(): void {
    void probeHttp().then((reached) => {
      if (this.#closed) return;
      if (reached) this.#onConnect();
      else setTimeout(() => this.renew(), jittered(reconnectMs));
    });
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #noteAttempt(event: string, answer: Result<unknown>): void {
    if (!answer.ok) return;
    if (event === 'attempt:start') this.#hasAttempt = true;
    if (event === 'attempt:submit') this.#hasAttempt = false;
    if (event === 'view:enter') this.#hasAttempt = (answer.value as View).attempt !== null;
  }

  #pollLater(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#poll().then(() => this.#pollLater()), jittered(pollMs));
  }

  async #poll(): Promise<void> {
    const entered = this.#entered;
    if (entered === null || document.visibilityState === 'hidden') return;
    if (!this.#hasAttempt && !(await this.#stateChanged(entered))) return;
    const view = await request<View>(pathOf('view:enter', entered) ?? '', { ...entered, takeOver: false });
    if (this.#closed || view === null) return;
    if (view.ok) {
      this.#noteAttempt('view:enter', view);
      this.#listeners.get('view')?.(view.value);
    } else if (view.refusal.code === 'not_signed_in') this.#onRefused(view.refusal);
  }

  async #stateChanged({ slug }: Message): Promise<boolean> {
    const state = await request<PublicState>(`/api/contests/${encodeURIComponent(slug ?? '')}/state.json`);
    if (state === null) return false;
    const text = JSON.stringify(state);
    const changed = this.#lastState !== null && text !== this.#lastState;
    this.#lastState = text;
    return changed;
  }
}

export const httpTransport = (): Transport => new HttpTransport();
