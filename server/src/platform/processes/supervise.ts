import cluster, { type Worker } from 'node:cluster';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { isProcessMessage, type ToProcess, type ToSupervisor } from './process-messages.ts';

/** Longer than a process takes to end its own work. */
const stopWithinMs = 30_000;
const gatherWithinMs = 2_000;
/** A process that was ready for this long started well: what ends it is a new failure. */
const settledAfterMs = 60_000;
const firstWaitMs = 500;
const waitMaxMs = 30_000;
/** Failures in a row after which the supervisor of no ready process gives up, so that whoever started it learns of it. */
const failuresMax = 8;

export type Restart = { failures: number; waitMs: number } | 'give up';

/**
 * When a process that died is started again: sooner the first time, later each time, never later than half a minute.
 *
 * Units    `readyForMs` is how long it had been ready, null when it never was; `othersReady` counts those still serving.
 * Refuses  nothing; gives up only when nobody serves and eight starts in a row have failed.
 * Source   SPEC N2.
 */
export function planRestart(failuresBefore: number, readyForMs: number | null, othersReady: number): Restart {
  const settled = readyForMs !== null && readyForMs >= settledAfterMs;
  const failures = settled ? 1 : failuresBefore + 1;
  if (othersReady === 0 && failures >= failuresMax) return 'give up';
  return { failures, waitMs: Math.min(waitMaxMs, firstWaitMs * 2 ** Math.min(failures - 1, 10)) };
}

/** One process behind the address, as its supervisor sees it. */
class ServingProcess {
  readonly worker: Worker;
  readyAtMs: number | null = null;
  /** It was ordered to stop and is not replaced. */
  leaving = false;
  /** Whether it became ready before it ended. */
  readonly opened: Promise<boolean>;
  readonly ended: Promise<void>;

  constructor(worker: Worker) {
    this.worker = worker;
    this.opened = new Promise((resolve) => {
      worker.on('message', (message) => isProcessMessage(message) && message.type === 'ready' && resolve(true));
      worker.once('exit', () => resolve(false));
    });
    this.ended = new Promise((resolve) => worker.once('exit', () => resolve()));
  }

  send(message: ToProcess): void {
    if (this.worker.isConnected()) this.worker.send(message);
  }

  /** Stops it, and kills it when that takes too long. */
  async stop(move: boolean): Promise<void> {
    this.send({ type: 'stop', move });
    const timer = setTimeout(() => this.worker.process.kill('SIGKILL'), stopWithinMs);
    await this.ended;
    clearTimeout(timer);
  }
}

type Supervised = {
  processes: number;
  log: Logger;
  /** What the environment of the processes has beside the supervisor's. */
  env: NodeJS.ProcessEnv;
  /** Called when the last process has ended. */
  afterAll(): Promise<void>;
};

type Gathering = { by: ServingProcess; id: string; waitingFor: Set<ServingProcess>; figures: unknown[] };

/** Figures that one process asked of all; answered when all have counted, ended, or let two seconds pass. */
class FigureGatherings {
  readonly #open = new Map<string, Gathering>();

  begin(by: ServingProcess, id: string, processes: readonly ServingProcess[]): void {
    const key = randomUUID();
    this.#open.set(key, { by, id, waitingFor: new Set(processes), figures: [] });
    for (const one of processes) one.send({ type: 'count', id: key });
    setTimeout(() => this.#answer(key), gatherWithinMs).unref();
  }

  add(from: ServingProcess, key: string, figures: unknown): void {
    const gathering = this.#open.get(key);
    if (!gathering?.waitingFor.delete(from)) return;
    gathering.figures.push(figures);
    if (gathering.waitingFor.size === 0) this.#answer(key);
  }

  leave(ended: ServingProcess): void {
    for (const [key, { waitingFor }] of this.#open)
      if (waitingFor.delete(ended) && waitingFor.size === 0) this.#answer(key);
  }

  #answer(key: string): void {
    const gathering = this.#open.get(key);
    if (!gathering) return;
    this.#open.delete(key);
    gathering.by.send({ type: 'gathered', id: gathering.id, figures: gathering.figures });
  }
}

/**
 * Runs several processes behind one address and serves nothing itself: it owns the listening port, gives each connection
 * to the next process, restarts a process that died, and on SIGHUP renews all, one after the other. A process that is
 * killed takes its connections with it, and at most the one that was being given to it.
 *
 * Source   SPEC N1-N4.
 */
class Supervisor {
  readonly #count: number;
  readonly #log: Logger;
  readonly #env: NodeJS.ProcessEnv;
  readonly #afterAll: () => Promise<void>;
  readonly #processes = new Set<ServingProcess>();
  readonly #gatherings = new FigureGatherings();
  #failures = 0;
  /** Processes that are started again after a wait. */
  #restarting = 0;
  #everReady = false;
  /** Which process announces the address; 'done' once one has. */
  #announcer: ServingProcess | 'done' | null = null;
  #renewing = false;
  #stopping = false;
  #exitCode = 0;

  constructor({ processes, log, env, afterAll }: Supervised) {
    this.#count = processes;
    this.#log = log;
    this.#env = env;
    this.#afterAll = afterAll;
  }

  start(): ServingProcess {
    const one = new ServingProcess(cluster.fork(this.#env));
    this.#processes.add(one);
    one.worker.on('message', (message) => {
      if (isProcessMessage(message)) this.#receive(one, message as ToSupervisor);
    });
    one.worker.once('exit', (code, signal) => this.#ended(one, code, signal));
    return one;
  }

  stop(code: number): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#exitCode = code;
    if (this.#processes.size === 0) this.#exit();
    for (const one of this.#processes) void one.stop(false);
  }

  /** Renews all: each new process serves before the old one stops, so the address answers throughout. */
  async renew(): Promise<void> {
    if (this.#renewing || this.#stopping) {
      this.#log.warn('a rolling restart is already running');
      return;
    }
    this.#renewing = true;
    this.#log.info('rolling restart begins');
    for (const old of this.#staying()) {
      if (this.#stopping || !this.#processes.has(old)) continue;
      if (!(await this.start().opened)) {
        this.#log.error('rolling restart failed: a new process did not become ready; the others keep serving');
        break;
      }
      old.leaving = true;
      await old.stop(true);
    }
    this.#renewing = false;
    this.#log.info('rolling restart ended');
  }

  #exit(): void {
    void this.#afterAll()
      .catch((err: unknown) => this.#log.error({ err }, 'the stores could not be closed'))
      .finally(() => process.exit(this.#exitCode));
  }

  #staying(): ServingProcess[] {
    return [...this.#processes].filter((one) => !one.leaving);
  }

  #ready(): ServingProcess[] {
    return this.#staying().filter((one) => one.readyAtMs !== null);
  }

  #missing(): number {
    return this.#count - this.#staying().length - this.#restarting;
  }

  #receive(from: ServingProcess, message: ToSupervisor): void {
    if (message.type === 'ready') this.#becameReady(from);
    else if (message.type === 'announced') this.#announcer = 'done';
    else if (message.type === 'gather') this.#gatherings.begin(from, message.id, this.#ready());
    else if (message.type === 'counted') this.#gatherings.add(from, message.id, message.figures);
  }

  #becameReady(one: ServingProcess): void {
    one.readyAtMs = performance.now();
    this.#everReady = true;
    this.#log.info({ pid: one.worker.process.pid }, 'process is ready');
    while (!this.#stopping && !this.#renewing && this.#missing() > 0) this.start();
    if (this.#announcer !== null || this.#ready().length < this.#count) return;
    this.#announcer = one;
    one.send({ type: 'announce' });
  }

  #ended(one: ServingProcess, code: number | null, signal: string | null): void {
    this.#processes.delete(one);
    if (this.#announcer === one) this.#announcer = null; // the next that is ready announces
    this.#gatherings.leave(one);
    if (this.#stopping) {
      if (code !== 0) this.#exitCode = 1;
      if (this.#processes.size === 0) this.#exit();
      return;
    }
    const about = { pid: one.worker.process.pid, code, signal };
    if (one.leaving) this.#log.info(about, 'process stopped');
    else if (!this.#everReady) this.stop(code || 1);
    else if (this.#missing() > 0) this.#restart(one, about);
    else this.#log.error(about, 'process ended before it was ready');
  }

  #restart(one: ServingProcess, about: object): void {
    const readyForMs = one.readyAtMs === null ? null : performance.now() - one.readyAtMs;
    const plan = planRestart(this.#failures, readyForMs, this.#ready().length);
    if (plan === 'give up') {
      this.#log.fatal(about, 'processes ended again and again, and none is left');
      this.stop(1);
      return;
    }
    this.#failures = plan.failures;
    this.#log.error({ ...about, waitMs: plan.waitMs }, 'process ended; it is restarted');
    this.#restarting += 1;
    setTimeout(() => {
      this.#restarting -= 1;
      if (!this.#stopping && this.#staying().length < this.#count) this.start();
    }, plan.waitMs);
  }
}

/** Runs this process as the supervisor of `processes` others. The first starts alone: it migrates the tables and makes the demo. */
export function supervise(supervised: Supervised): void {
  const supervisor = new Supervisor(supervised);
  process.on('SIGTERM', () => supervisor.stop(0));
  process.on('SIGINT', () => supervisor.stop(0));
  process.on('SIGHUP', () => void supervisor.renew());
  supervisor.start();
}
