import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './choose-place.ts';
import { stopOrphans } from './orphans.ts';
import { ProgramFailed, programEnv } from './run-program.ts';
import { listPostgresArgs } from './settings.ts';
import { socketName } from './socket-folder.ts';

export type EmbeddedLog = Record<'info' | 'warn' | 'error', (about: object, words: string) => void>;

const readyWords = 'database system is ready to accept connections';
/** What of its own words belongs into the server's log while it runs. */
const grave = /^(PANIC:|LOG: {2}.* \(PID \d+\) was terminated)/;
const lastWordsMax = 20;
/** Waits before it is started again, each twice the last: a full disk lasts longer than a crash. Units: ms. */
const restartWait = { first: 100, longest: 5_000 };
/** Processes that a killed one left behind end by themselves within a moment. */
const stillInUse = { words: 'is still in use', waitMs: 200, timesMax: 50 };
/** It writes what is still in memory, and is cut off when that takes too long. */
const stopSignals = [
  { signal: 'SIGINT', withinMs: 10_000 },
  { signal: 'SIGQUIT', withinMs: 3_000 },
  { signal: 'SIGKILL', withinMs: 60_000 },
] as const;

/** Its input closes when this process dies, however it dies: PostgreSQL is then asked to end instead of running on. */
const watchScript = 'read -r _; kill -INT "$0"';

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Whether the process ends within that time. */
function endsWithin(child: ChildProcess, ms: number): Promise<boolean> {
  if (hasEnded(child)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** PostgreSQL's first process, which is started again whenever it ends by itself. */
export class Postmaster {
  readonly #place: Place;
  readonly #socketFolder: string;
  readonly #log: EmbeddedLog;
  #child: ChildProcess | null = null;
  #watcher: ChildProcess | null = null;
  #lastWords: string[] = [];
  #restart: NodeJS.Timeout | undefined;
  #restarting: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(place: Place, socketFolder: string, log: EmbeddedLog) {
    this.#place = place;
    this.#socketFolder = socketFolder;
    this.#log = log;
  }

  /** Resolves when it takes connections. Refuses: ProgramFailed with its last words. */
  async start(): Promise<void> {
    for (let times = 1; ; times++) {
      try {
        return await this.#startOnce();
      } catch (fault) {
        const inUse = fault instanceof ProgramFailed && fault.output.includes(stillInUse.words);
        if (!inUse || this.#stopping || times >= stillInUse.timesMax) throw fault;
        await wait(stillInUse.waitMs);
      }
    }
  }

  async #startOnce(): Promise<void> {
    const { cluster, binaries, runAs } = this.#place;
    const orphans = await stopOrphans(cluster, this.#socketFolder);
    if (orphans > 0) this.#log.warn({ orphans }, 'processes of an earlier PostgreSQL on the data folder were stopped');
    for (const name of [socketName, `${socketName}.lock`]) await rm(join(this.#socketFolder, name), { force: true });
    const { file, args, uid, gid } = runAs.command(binaries.postgres, listPostgresArgs(cluster, this.#socketFolder));
    if (this.#stopping) throw new ProgramFailed(file, 'is not started', 'the server stops');
    const child = spawn(file, [...args], {
      cwd: '/',
      env: programEnv,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true, // Ctrl-C in the terminal is for the server, which stops it last
      ...(uid === undefined ? {} : { uid, gid }),
    });
    this.#child = child;
    this.#watch(child);
    await this.#untilReady(child, file);
    child.once('exit', () => this.#lose(child));
    if (hasEnded(child)) this.#lose(child);
  }

  #untilReady(child: ChildProcess, file: string): Promise<void> {
    this.#lastWords = [];
    return new Promise((resolve, reject) => {
      const fail = (how: string) => reject(new ProgramFailed(file, how, this.#lastWords.join('\n')));
      child.once('error', (fault) => fail(`could not be run (${fault.message})`));
      child.once('close', (code, signal) => fail(`ended with ${signal ?? code}`));
      if (!child.stderr) return fail('has no output');
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (this.#lastWords.push(line) > lastWordsMax) this.#lastWords.shift();
        if (grave.test(line)) this.#log.error({ postgres: line }, 'the embedded PostgreSQL reports a failure');
        if (line.includes(readyWords)) resolve();
      });
    });
  }

  #watch(child: ChildProcess): void {
    if (child.pid === undefined) return;
    const watcher = spawn('/bin/sh', ['-c', watchScript, String(child.pid)], {
      cwd: '/',
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    watcher.on('error', () => undefined); // a system without a shell: the next start ends what is left
    watcher.stdin?.on('error', () => undefined);
    child.once('exit', () => watcher.kill('SIGKILL')); // before the number can belong to another process
    this.#watcher = watcher;
  }

  #lose(child: ChildProcess): void {
    if (this.#stopping) return;
    const about = { code: child.exitCode, signal: child.signalCode, postgres: this.#lastWords };
    this.#log.error(about, 'the embedded PostgreSQL ended; it is started again');
    this.#startAgain(restartWait.first);
  }

  #startAgain(waitMs: number): void {
    if (this.#stopping) return;
    this.#restart = setTimeout(() => {
      this.#restarting = this.start().then(
        () => this.#log.info({}, 'the embedded PostgreSQL is ready again'),
        (err: unknown) => {
          if (this.#stopping) return;
          this.#log.error({ err }, 'the embedded PostgreSQL could not be started again');
          this.#startAgain(Math.min(2 * waitMs, restartWait.longest));
        },
      );
    }, waitMs);
  }

  /** Ends it for good, after the last connection is closed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child) {
      for (const { signal, withinMs } of stopSignals) {
        child.kill(signal);
        if (await endsWithin(child, withinMs)) break;
      }
    }
    await this.#restarting;
    this.#watcher?.kill('SIGKILL');
  }
}
