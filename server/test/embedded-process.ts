import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

type Said = { url?: string; refused?: string; words?: string; log?: string; programs?: string; data?: string };

/** Another process with an embedded PostgreSQL, and what it has said so far. */
export type EmbeddedProcess = {
  child: ChildProcess;
  said: Said[];
  url: string | null;
  end(signal: NodeJS.Signals): Promise<void>;
};

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts one. Units: `prefix` stands before node's command line, `root` is the checkout it runs from, `path` its PATH.
 * Resolves when it is ready or refused.
 */
export async function runEmbedded(options: {
  dataDir: string;
  template?: string;
  ownFolder?: string;
  prefix?: readonly string[];
  root?: string;
  env?: NodeJS.ProcessEnv;
}): Promise<EmbeddedProcess> {
  const { dataDir, template, ownFolder, prefix = [], root = checkout, env = {} } = options;
  const [file, ...args] = [...prefix, process.execPath, '--import', 'tsx', 'server/test/run-embedded.ts'];
  const child = spawn(file, args, {
    cwd: root,
    env: {
      ...process.env,
      DATA_FOLDER: dataDir,
      ...(template === undefined ? {} : { TEMPLATE: template }),
      ...(ownFolder === undefined ? {} : { OWN_FOLDER: ownFolder }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Said[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(JSON.parse(line) as Said);
      if (said.at(-1)?.log === undefined) resolve();
    });
    child.once('exit', () => reject(new Error('it ended before it had said anything')));
  });
  await ready;
  return {
    child,
    said,
    url: said.at(-1)?.url ?? null,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** The processes whose command line holds these words. Linux alone. */
export function findByCommand(words: string): number[] {
  const holds = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words);
    } catch {
      return false; // it has ended meanwhile
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && holds(name))
    .map(Number);
}
