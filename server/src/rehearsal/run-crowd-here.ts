import { type ChildProcess, spawn } from 'node:child_process';
import type { App } from '../app-parts.ts';
import { programArgs, programPath } from '../platform/programs.ts';
import { beginEnding } from './rehearsals-sql.ts';

const errorOutputMax = 400;

export type CrowdHere = {
  run(rehearsalId: string, url: string, key: string): void;
  stop(rehearsalId: string): void;
  stopAll(): void;
};

/**
 * Runs a crowd beside the server, as a process of its own: the same program that anybody can run with a key. It gets the
 * server's address and no other setting. One that ends before it has sent all figures has died. SPEC Y3, Y7.
 */
export function crowdHere(app: Pick<App, 'db' | 'log'>): CrowdHere {
  const running = new Map<string, ChildProcess>();
  return {
    run(rehearsalId, url, key) {
      const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
      const child = spawn(process.execPath, programArgs('rehearse'), {
        cwd: programPath('.'),
        env: { PATH, HOME, NODE_EXTRA_CA_CERTS, REHEARSAL_URL: url, REHEARSAL_KEY: key },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      running.set(rehearsalId, child);
      let errorOutput = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        errorOutput = (errorOutput + text).slice(-errorOutputMax);
      });
      const died = (how: string): void => {
        running.delete(rehearsalId);
        beginEnding(app.db, rehearsalId, 'died', [how, errorOutput.trim()].filter(Boolean).join('\n')).catch(
          (fault: unknown) => app.log.warn({ err: fault }, 'the end of a crowd could not be saved'),
        );
      };
      child.once('error', (fault) => died(fault.message));
      child.once('close', (code, signal) => died(signal ?? `exit ${code}`)); // no effect after a complete one
    },
    stop: (rehearsalId) => void running.get(rehearsalId)?.kill('SIGTERM'),
    stopAll() {
      for (const child of running.values()) child.kill('SIGTERM');
    },
  };
}
