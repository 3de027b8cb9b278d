import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { App } from '../app-parts.ts';
import { beginEnding } from './rehearsals-sql.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = 'load-tests/src/rehearse.ts';
const lastWordsMax = 400;

export type CrowdHere = {
  run(rehearsalId: string, url: string, key: string): void;
  stop(rehearsalId: string): void;
  stopAll(): void;
};

/**
 * Runs a crowd beside the server, as a process of its own: the same program that anybody can run with a key. It knows
 * the house by its address alone and inherits no setting. One that ends before it has told everything has died. SPEC Y3, Y7.
 */
export function crowdHere(app: App): CrowdHere {
  const running = new Map<string, ChildProcess>();
  return {
    run(rehearsalId, url, key) {
      const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
      const child = spawn(process.execPath, ['--import', 'tsx', program], {
        cwd: root,
        env: { PATH, HOME, NODE_EXTRA_CA_CERTS, REHEARSAL_URL: url, REHEARSAL_KEY: key },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      running.set(rehearsalId, child);
      let lastWords = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        lastWords = (lastWords + text).slice(-lastWordsMax);
      });
      const died = (how: string): void => {
        running.delete(rehearsalId);
        beginEnding(app.db, rehearsalId, 'died', [how, lastWords.trim()].filter(Boolean).join('\n')).catch(
          (fault: unknown) => app.log.warn({ err: fault }, 'the end of a crowd could not be written down'),
        );
      };
      child.once('error', (fault) => died(fault.message));
      child.once('close', (code, signal) => died(signal ?? `exit ${code}`)); // one that told everything has ended before
    },
    stop: (rehearsalId) => void running.get(rehearsalId)?.kill('SIGTERM'),
    stopAll() {
      for (const child of running.values()) child.kill('SIGTERM');
    },
  };
}
