import cluster, { type Worker } from 'node:cluster';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { planRestart } from './plan-restart.ts';
import { isWord, type ToProcess, type ToSupervisor } from './process-messages.ts';

/** Longer than a process takes to end its own work. */
const stopWithinMs = 30_000;
const gatherWithinMs = 2_000;

type Archive = {
  worker: Worker;
  readyAtMs: number | null;
  /** It was told to go, and is not replaced. */
  leaving: boolean;
  /** Resolves once: whether it became ready before it ended. */
  opened: Promise<boolean>;
  gone: Promise<void>;
};

type Supervised = {
  processes: number;
  log: Logger;
  /** What the others' environment has beside this one's. */
  env: NodeJS.ProcessEnv;
  /** Called when the last of them has ended. */
  afterAll(): Promise<void>;
};

/**
 * Keeps several processes of the house behind one address and serves nothing itself: it holds the listening port, hands
 * each connection to the next process, starts again what died, and on SIGHUP renews all, one after the other. A process
 * that is killed takes with it what it held, and at most the one connection that was being given to it.
 *
 * Source   SPEC N1-N4.
 */
export function supervise({ processes, log, env, afterAll }: Supervised): void {
  const kept = new Set<Archive>();
  const asked = new Map<string, { asker: Archive; id: string; waiting: Set<Archive>; figures: unknown[] }>();
  let failures = 0;
  let restarting = 0;
  let everReady = false;
  let announcer: Archive | 'done' | null = null;
  let rolling = false;
  let stopping = false;
  let exitCode = 0;

  const staying = () => [...kept].filter((one) => !one.leaving);
  const ready = () => staying().filter((one) => one.readyAtMs !== null);
  const tell = (one: Archive, word: ToProcess) => {
    if (one.worker.isConnected()) one.worker.send(word);
  };

  function start(): Archive {
    const worker = cluster.fork(env);
    const opened = new Promise<boolean>((resolve) => {
      worker.on('message', (word: unknown) => isWord(word) && word.say === 'ready' && resolve(true));
      worker.once('exit', () => resolve(false));
    });
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    const one: Archive = { worker, readyAtMs: null, leaving: false, opened, gone };
    kept.add(one);
    worker.on('message', (word: unknown) => isWord(word) && hear(one, word as ToSupervisor));
    worker.once('exit', (code, signal) => lose(one, code, signal));
    return one;
  }

  function hear(one: Archive, word: ToSupervisor): void {
    if (word.say === 'gather') gather(one, word.id);
    if (word.say === 'counted') collect(one, word.id, word.figures);
    if (word.say === 'announced') announcer = 'done';
    if (word.say !== 'ready') return;
    one.readyAtMs = performance.now();
    everReady = true;
    log.info({ pid: one.worker.process.pid }, 'a process is ready');
    while (!stopping && !rolling && staying().length + restarting < processes) start();
    if (announcer !== null || ready().length < processes) return;
    announcer = one;
    tell(one, { say: 'announce' });
  }

  function lose(one: Archive, code: number | null, signal: string | null): void {
    kept.delete(one);
    if (announcer === one) announcer = null; // the next that is ready says it
    for (const [key, question] of asked) if (question.waiting.delete(one)) finish(key);
    if (stopping) {
      if (code !== 0) exitCode = 1;
      if (kept.size === 0) end();
      return;
    }
    const about = { pid: one.worker.process.pid, code, signal };
    if (one.leaving) log.info(about, 'a process has left');
    else if (!everReady) stop(code || 1);
    else if (staying().length + restarting < processes) replace(one, about);
    else log.error(about, 'a process ended before it was ready');
  }

  function replace(one: Archive, about: object): void {
    const readyForMs = one.readyAtMs === null ? null : performance.now() - one.readyAtMs;
    const plan = planRestart(failures, readyForMs, ready().length);
    if (plan === 'give up') {
      log.fatal(about, 'a process ended again and again, and no other is left');
      stop(1);
      return;
    }
    failures = plan.failures;
    log.error({ ...about, waitMs: plan.waitMs }, 'a process ended; it is started again');
    restarting += 1;
    setTimeout(() => {
      restarting -= 1;
      if (!stopping && staying().length < processes) start();
    }, plan.waitMs);
  }

  /** Renews all: the next one serves before the one before it goes, so the address answers all the while. */
  async function roll(): Promise<void> {
    if (rolling || stopping) {
      log.warn('a rolling restart is under way already');
      return;
    }
    rolling = true;
    log.info('a rolling restart begins');
    for (const old of staying()) {
      if (stopping || !kept.has(old)) continue;
      if (!(await start().opened)) {
        log.error('the rolling restart ends: a new process did not become ready, the others stay');
        break;
      }
      old.leaving = true;
      tell(old, { say: 'stop', move: true });
      await within(old);
    }
    rolling = false;
    log.info('the rolling restart is over');
  }

  /** Waits for the end of a process that was told to go, and ends it when that takes too long. */
  async function within(one: Archive): Promise<void> {
    const timer = setTimeout(() => one.worker.process.kill('SIGKILL'), stopWithinMs);
    await one.gone;
    clearTimeout(timer);
  }

  function stop(code: number): void {
    if (stopping) return;
    stopping = true;
    exitCode = code;
    if (kept.size === 0) end();
    for (const one of kept) {
      tell(one, { say: 'stop', move: false });
      void within(one);
    }
  }

  function end(): void {
    void afterAll()
      .catch((err: unknown) => log.error({ err }, 'the stores could not be closed'))
      .finally(() => process.exit(exitCode));
  }

  function gather(asker: Archive, id: string): void {
    const key = randomUUID();
    const waiting = new Set(ready());
    asked.set(key, { asker, id, waiting, figures: [] });
    for (const one of waiting) tell(one, { say: 'count', id: key });
    setTimeout(() => finish(key, true), gatherWithinMs).unref();
  }

  function collect(one: Archive, key: string, figures: unknown): void {
    const question = asked.get(key);
    if (!question?.waiting.delete(one)) return;
    question.figures.push(figures);
    finish(key);
  }

  function finish(key: string, overdue = false): void {
    const question = asked.get(key);
    if (!question || (question.waiting.size > 0 && !overdue)) return;
    asked.delete(key);
    tell(question.asker, { say: 'gathered', id: question.id, figures: question.figures });
  }

  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.on('SIGHUP', () => void roll());
  start(); // alone at first: it migrates the tables and makes the demo, and its refusal is everybody's
}
