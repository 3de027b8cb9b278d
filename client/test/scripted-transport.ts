import type { Transport } from '../src/connection/transport.ts';

export type Sent = { event: string; message: unknown; ack: (answer: unknown) => void };

/** A transport for tests: what was sent can be read, and the test answers it, pushes events, drops and restores the connection. */
export class ScriptedTransport implements Transport {
  readonly sent: Sent[] = [];
  renewed = 0;
  hurried = 0;
  #connected = false;
  readonly #listeners = new Map<string, (message: unknown) => void>();
  #onConnect: () => void = () => undefined;
  #onDisconnect: () => void = () => undefined;
  #answers = new Map<string, (message: never) => unknown>();

  isConnected = (): boolean => this.#connected;
  on = (event: string, listen: (message: unknown) => void): void => {
    this.#listeners.set(event, listen);
  };
  onConnect = (listen: () => void): void => {
    this.#onConnect = listen;
  };
  onDisconnect = (listen: () => void): void => {
    this.#onDisconnect = listen;
  };
  onRefused = (): void => undefined;
  close = (): void => {
    this.#connected = false;
  };
  renew = (hurried = false): void => {
    this.renewed += 1;
    if (hurried) this.hurried += 1;
  };

  emit = (event: string, message: unknown, ack: (answer: unknown) => void): void => {
    this.sent.push({ event, message, ack });
    const answer = this.#answers.get(event);
    if (answer) ack(answer(message as never));
  };

  /** From now on the event is answered at once. */
  answer<Message>(event: string, answer: (message: Message) => unknown): void {
    this.#answers.set(event, answer as (message: never) => unknown);
  }

  /** From now on the event is not answered. */
  ignore(event: string): void {
    this.#answers.delete(event);
  }

  connect(): void {
    this.#connected = true;
    this.#onConnect();
  }

  drop(): void {
    this.#connected = false;
    this.#onDisconnect();
  }

  push(event: string, message?: unknown): void {
    this.#listeners.get(event)?.(message);
  }

  of(event: string): Sent[] {
    return this.sent.filter((sent) => sent.event === event);
  }
}
