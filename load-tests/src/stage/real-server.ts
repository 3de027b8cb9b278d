import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Leaving } from './on-exit.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readyWithinMs = 120_000;
const stopWithinMs = 30_000;
const warnLevel = 40;

export type RealServer = {
  url: string;
  pid: number;
  /** Where this start sends organizers, a path: the link of the first account, which works once, or where they sign in. */
  organizerPath: string;
  startedInMs: number;
  /** Warnings and errors of its log so far. */
  complaints: string[];
  onLine(listener: (line: string) => void): void;
  stop(): Promise<void>;
  /** Ends it without a word, as an outage does, and resolves when it is gone. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
};

export type ServerSettings = {
  databaseUrl: string | null;
  redisUrl: string | null;
  dataDir: string;
  logLevel: 'info' | 'warn';
  /** Where a profile of its processor time is left when it stops; null: none. */
  profileDir: string | null;
  /** Starts a second that it lets in for long; left out: the server's own default. Source: SPEC W5. */
  startsPerSecond?: number;
  /** How many processes share the address; left out: one. */
  processes?: number;
  /** With the demo contest; left out: without. */
  demo?: boolean;
};

/** Starts the server as an operator would, on a free port of this machine, and waits for its banner. It is stopped on leaving. */
export async function startServer(settings: ServerSettings, leaving: Leaving): Promise<RealServer> {
  const begunMs = performance.now();
  const profile = settings.profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${settings.profileDir}`];
  const args = [...profile, '--max-semi-space-size=32', '--heap-growing-percent=100', 'scripts/start.mjs', 'main'];
  if (!settings.demo) args.push('--empty');
  if ((settings.processes ?? 1) > 1) args.push('--processes', `${settings.processes}`);
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: '',
      DATABASE_URL: settings.databaseUrl ?? '',
      REDIS_URL: settings.redisUrl ?? '',
      DATA_DIR: settings.dataDir,
      LOG_LEVEL: settings.logLevel,
      ...(settings.startsPerSecond === undefined ? {} : { STARTS_PER_SECOND: `${settings.startsPerSecond}` }),
    },
  });
  leaving.undo(() => stopChild(child));
  const listeners: ((line: string) => void)[] = [];
  const complaints: string[] = [];
  onOutputLines(child, (line) => {
    if (isComplaint(line)) complaints.push(line);
    for (const tell of listeners) tell(line);
  });
  const { port, path } = await waitForBanner(child, listeners, complaints);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    organizerPath: path,
    startedInMs: performance.now() - begunMs,
    complaints,
    onLine: (listener) => listeners.push(listener),
    stop: () => stopChild(child),
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    signal: (name) => void child.kill(name),
  };
}

function onOutputLines(child: ChildProcess, tell: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(line);
    });
  }
}

/** A line of the log from warnings upward, or a bare line that speaks of an error. */
function isComplaint(line: string): boolean {
  const level = line.match(/^\{"level":(\d+)/);
  return level ? Number(level[1]) >= warnLevel : /error/i.test(line);
}

function waitForBanner(
  child: ChildProcess,
  listeners: ((line: string) => void)[],
  complaints: readonly string[],
): Promise<{ port: string; path: string }> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}\n${complaints.slice(0, 20).join('\n')}`));
    const timer = setTimeout(() => fail(`was not ready within ${readyWithinMs} ms`), readyWithinMs);
    child.once('error', (fault) => fail(fault.message));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
    listeners.push((line) => {
      const link = line.match(/(?:localhost|127\.0\.0\.1):(\d+)(\/to-chuc(?:\/vao#[\w-]+)?)$/);
      if (!link?.[1] || !link[2]) return;
      clearTimeout(timer);
      resolve({ port: link[1], path: link[2] });
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGCONT'); // one that was frozen receives nothing else
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}
