import type { Transport } from './transport.ts';

export type Sent = { event: string; message: unknown; ack: (answer: unknown) => void };

/** A line for tests: what was sent lies on a table, and the test answers, tells, drops and restores. */
export class ScriptedTransport implements Transport {
  readonly sent: Sent[] = [];
  renewed = 0;
  hurried = 0;
  #connected = false;
  readonly #heard = new Map<string, (message: unknown) => void>();
  #onConnect: () => void = () => undefined;
  #onDisconnect: () => void = () => undefined;
  #answers = new Map<string, (message: never) => unknown>();

  isConnected = (): boolean => this.#connected;
  on = (event: string, hear: (message: unknown) => void): void => {
    this.#heard.set(event, hear);
  };
  onConnect = (hear: () => void): void => {
    this.#onConnect = hear;
  };
  onDisconnect = (hear: () => void): void => {
    this.#onDisconnect = hear;
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

  /** From now on the event lies unanswered. */
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

  tell(event: string, message?: unknown): void {
    this.#heard.get(event)?.(message);
  }

  of(event: string): Sent[] {
    return this.sent.filter((sent) => sent.event === event);
  }
}
