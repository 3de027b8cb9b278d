import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { isProcessMessage, type ToProcess, type ToSupervisor } from './process-messages.ts';

/** The supervisor as one of its processes sees it. */
export class SupervisorLink {
  readonly #gathering = new Map<string, (figures: unknown[]) => void>();
  /** The request to stop, once it has come. */
  #stopRequest: { move: boolean } | null = null;
  #stop: ((move: boolean) => void) | null = null;
  #announce: () => Promise<void> = async () => undefined;
  #count: () => Promise<unknown> = async () => [];

  constructor() {
    process.on('message', (message: unknown) => {
      if (isProcessMessage(message)) this.#receive(message as ToProcess);
    });
  }

  /** Called at most once; `move` when other processes stay. A request that came before is passed on at once. */
  onStop(listener: (move: boolean) => void): void {
    this.#stop = listener;
    if (this.#stopRequest) listener(this.#stopRequest.move);
  }

  /** This process listens, so connections may come. `announce` is called in one process of all. */
  sendReady(announce: () => Promise<void>): void {
    this.#announce = announce;
    this.#send({ type: 'ready' });
  }

  onCount(count: () => Promise<unknown>): void {
    this.#count = count;
  }

  /** What `count` answers in every process that serves, this one included. */
  gather(): Promise<unknown[]> {
    const id = randomUUID();
    return new Promise((resolve) => {
      this.#gathering.set(id, resolve);
      this.#send({ type: 'gather', id });
    });
  }

  #send(message: ToSupervisor): void {
    if (process.connected) process.send?.(message);
  }

  #receive(message: ToProcess): void {
    if (message.type === 'announce') void this.#announce().then(() => this.#send({ type: 'announced' }));
    else if (message.type === 'count')
      void this.#count().then((figures) => this.#send({ type: 'counted', id: message.id, figures }));
    else if (message.type === 'gathered') {
      this.#gathering.get(message.id)?.(message.figures);
      this.#gathering.delete(message.id);
    } else if (message.type === 'stop' && !this.#stopRequest) {
      this.#stopRequest = { move: message.move };
      this.#stop?.(message.move);
    }
  }
}

/** null: this process runs alone. */
export const ownSupervisor = (): SupervisorLink | null => (cluster.isWorker ? new SupervisorLink() : null);
