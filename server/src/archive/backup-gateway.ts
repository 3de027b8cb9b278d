import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { backUpHouse, rememberBackup } from './back-up.ts';

/** A Unix socket's path has room for about a hundred bytes. */
const pathBytesMax = 100;

function locateDoor(dataDir: string): { folder: string; path: string } | null {
  const folder = join(resolve(dataDir), 'door');
  const path = join(folder, 'backup');
  return Buffer.byteLength(path) <= pathBytesMax ? { folder, path } : null;
}

/**
 * The door by which `npm run backup` asks a running embedded house, which alone may read its data folder. Only the owner
 * of the folder can open it; each caller hears one backup. SPEC B5.
 */
export async function openBackupDoor(
  house: { db: Database; clock: Clock; log: Pick<Logger, 'info' | 'warn'> },
  dataDir: string,
): Promise<{ close(): Promise<void> }> {
  const door = locateDoor(dataDir);
  if (door === null || process.platform === 'win32') return { close: async () => undefined };
  await mkdir(door.folder, { recursive: true, mode: 0o700 });
  await chmod(door.folder, 0o700);
  await rm(door.path, { force: true }); // left behind by a crash: the lock says that nobody else is in
  const server = createServer((caller) => {
    const { packed, done } = backUpHouse(house.db, house.clock.nowMs());
    pipeline(packed, caller)
      .then(async () => rememberBackup(house.db, await done, 'command'))
      .then(() => house.log.info('a backup was taken'))
      .catch((err: unknown) => house.log.warn({ err }, 'a backup was not taken'));
  });
  await new Promise<void>((resolved, reject) => {
    server.once('error', reject);
    server.listen(door.path, resolved);
  });
  return { close: () => new Promise((resolved) => server.close(() => resolved())) };
}

/** The backup as the running house sends it; null when nobody answers at its door. */
export function askForBackup(dataDir: string): Promise<Readable | null> {
  const door = locateDoor(dataDir);
  if (door === null) return Promise.resolve(null);
  return new Promise((resolved) => {
    const caller = connect(door.path);
    caller.once('connect', () => resolved(caller));
    caller.once('error', () => resolved(null));
  });
}
