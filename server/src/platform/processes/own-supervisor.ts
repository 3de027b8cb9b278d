import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { isWord, type ToProcess, type ToSupervisor } from './process-messages.ts';

/** The supervisor as one of its processes sees it. */
export type Supervisor = {
  /** Heard at most once; `move` when other processes stay. A word that came before is told at once. */
  onStop(listener: (move: boolean) => void): void;
  /** Listening: connections may come. `announce` is called in one process of all. */
  sendReady(announce: () => Promise<void>): void;
  /** What `count` answers in every process that serves, this one included. */
  gather(): Promise<unknown[]>;
  onCount(count: () => Promise<unknown>): void;
};

/** null: this process runs alone. */
export function ownSupervisor(): Supervisor | null {
  if (!cluster.isWorker) return null;
  const tell = (word: ToSupervisor) => process.connected && process.send?.(word);
  const gathering = new Map<string, (figures: unknown[]) => void>();
  let told: { move: boolean } | null = null;
  let stop: ((move: boolean) => void) | null = null;
  let announce: () => Promise<void> = async () => undefined;
  let count: () => Promise<unknown> = async () => [];

  process.on('message', (message: unknown) => {
    if (!isWord(message)) return;
    const word = message as ToProcess;
    if (word.say === 'announce') void announce().then(() => tell({ say: 'announced' }));
    else if (word.say === 'count') void count().then((figures) => tell({ say: 'counted', id: word.id, figures }));
    else if (word.say === 'gathered') {
      gathering.get(word.id)?.(word.figures);
      gathering.delete(word.id);
    } else if (word.say === 'stop' && !told) {
      told = { move: word.move };
      stop?.(word.move);
    }
  });

  return {
    onStop(listener) {
      stop = listener;
      if (told) listener(told.move);
    },
    sendReady(how) {
      announce = how;
      tell({ say: 'ready' });
    },
    onCount(how) {
      count = how;
    },
    gather() {
      const id = randomUUID();
      return new Promise((resolve) => {
        gathering.set(id, resolve);
        tell({ say: 'gather', id });
      });
    },
  };
}
