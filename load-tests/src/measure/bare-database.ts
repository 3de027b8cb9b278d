import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Leaving } from '../stage/on-exit.ts';

/** How the server runs its embedded database: the command with its arguments, its user, and the folder of its socket. */
export type EmbeddedDatabase = { command: string[]; uid: number; gid: number; socketFolder: string };

/**
 * Starts the same program on the same data folder, without the server, and queries it once.
 *
 * Units    milliseconds from the start of the process to the first answer; null: it could not be started in this way.
 */
export async function startBareDatabase(database: EmbeddedDatabase, leaving: Leaving): Promise<number | null> {
  const { uid, gid, command } = database;
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-bare-'));
  leaving.undo(() => rm(folder, { recursive: true, force: true }));
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
  const [file = '', ...args] = command.map((word) => word.replaceAll(database.socketFolder, folder));
  const begunMs = performance.now();
  const child = spawn(file, args, {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: 'ignore',
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  });
  const ended = once(child, 'exit').catch(() => undefined);
  const readyMs = await queryOnce(folder, begunMs, () => child.exitCode !== null || child.signalCode !== null);
  child.kill('SIGINT');
  await ended;
  return readyMs;
}

async function queryOnce(host: string, begunMs: number, hasEnded: () => boolean): Promise<number | null> {
  while (!hasEnded() && performance.now() - begunMs < 30_000) {
    const client = new pg.Client({ host, port: 5432, user: 'hoithi', database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return performance.now() - begunMs;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2)); // not yet
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return null;
}
