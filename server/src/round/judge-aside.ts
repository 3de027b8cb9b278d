import { startWorker } from '../platform/programs.ts';
import type { JudgePages } from './compute-standings.ts';
import type { FactsPage } from './ledger-facts-sql.ts';
import { type Judged, type JudgeOrder, judgeOrder, type SettledList } from './settle-lists.ts';

/** Fewer attempts than these are judged at once: that takes no longer than a page of a report. */
const fewAttempts = 1_000;
const memoryMaxMb = 3_072;

export type ToJudge = { kind: 'order'; order: JudgeOrder } | { kind: 'page'; page: FactsPage } | { kind: 'end' };
export type FromJudge =
  | { list: Omit<SettledList, 'rows'>; rows: SettledList['rows'] }
  | { units: Judged['units'] }
  | { end: Judged['counts'] };

/** Judges a large round in a thread of its own, so that nobody's answer waits for it. SPEC W10. */
export const judgeAside: JudgePages = (order, pages) => judgeBeyond(fewAttempts, order, pages);

/** The same, with the number of attempts up to which it is done at once. */
export async function judgeBeyond(atOnceMax: number, ...[order, pages]: Parameters<JudgePages>): Promise<Judged> {
  const held: FactsPage[] = [];
  let attempts = 0;
  let thread: Thread | null = null;
  try {
    for await (const page of pages) {
      attempts += page.attempts.length;
      if (thread) thread.take(page);
      else held.push(page);
      if (thread || attempts <= atOnceMax) continue;
      thread = new Thread(order);
      for (const each of held) thread.take(each);
    }
    return thread ? await thread.judge() : judgeOrder(order, held);
  } finally {
    thread?.end();
  }
}

class Thread {
  readonly #worker = startWorker('judge-worker', { resourceLimits: { maxOldGenerationSizeMb: memoryMaxMb } });
  readonly #done: Promise<Judged>;

  constructor(order: JudgeOrder) {
    this.#done = this.#gather();
    this.#done.catch(() => undefined); // it is thrown where it is awaited
    this.#send({ kind: 'order', order });
  }

  take(page: FactsPage): void {
    this.#send({ kind: 'page', page });
  }

  judge(): Promise<Judged> {
    this.#send({ kind: 'end' });
    return this.#done;
  }

  #send(message: ToJudge): void {
    this.#worker.postMessage(message);
  }

  #gather(): Promise<Judged> {
    const judged: Judged = { lists: [], units: [], counts: null };
    return new Promise<Judged>((resolve, reject) => {
      this.#worker.on('message', (message: FromJudge) => {
        if ('end' in message) return resolve({ ...judged, counts: message.end });
        if ('units' in message) return judged.units.push(...message.units);
        const known = judged.lists.find(({ standingId }) => standingId === message.list.standingId);
        if (known) known.rows.push(...message.rows);
        else judged.lists.push({ ...message.list, rows: message.rows });
      });
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) => reject(new Error(`the thread that judges ended with ${code}`)));
    });
  }

  end(): void {
    this.#worker.removeAllListeners();
    this.#worker.on('error', () => undefined); // errors of a thread that is being ended
    void this.#worker.terminate();
  }
}
