import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { backUpInstallation, recordBackup } from './backup.ts';

/** The path of a Unix socket may have about a hundred bytes. */
const pathBytesMax = 100;

function locateGateway(dataDir: string): { folder: string; path: string } | null {
  const folder = join(resolve(dataDir), 'gateway');
  const path = join(folder, 'backup');
  return Buffer.byteLength(path) <= pathBytesMax ? { folder, path } : null;
}

/**
 * The Unix socket by which `npm run backup` gets a backup from a running server that embeds its database, since that server
 * alone may read the data folder. Only the owner of the folder can connect; each connection gets one backup. SPEC B5.
 */
export async function openBackupGateway(
  app: { db: Database; clock: Clock; log: Pick<Logger, 'info' | 'warn'> },
  dataDir: string,
): Promise<{ close(): Promise<void> }> {
  const gateway = locateGateway(dataDir);
  if (gateway === null || process.platform === 'win32') return { close: async () => undefined };
  await mkdir(gateway.folder, { recursive: true, mode: 0o700 });
  await chmod(gateway.folder, 0o700);
  await rm(gateway.path, { force: true }); // left by a crash: the lock on the folder excludes another server
  const server = createServer((caller) => {
    const { packed, done } = backUpInstallation(app.db, app.clock.nowMs());
    pipeline(packed, caller)
      .then(async () => recordBackup(app.db, await done, 'command'))
      .then(() => app.log.info('backup written to the backup command'))
      .catch((err: unknown) => app.log.warn({ err }, 'backup for the backup command failed'));
  });
  await new Promise<void>((resolved, reject) => {
    server.once('error', reject);
    server.listen(gateway.path, resolved);
  });
  return { close: () => new Promise((resolved) => server.close(() => resolved())) };
}

/** The backup as the running server sends it; null when no server listens. */
export function requestBackup(dataDir: string): Promise<Readable | null> {
  const gateway = locateGateway(dataDir);
  if (gateway === null) return Promise.resolve(null);
  return new Promise((resolved) => {
    const caller = connect(gateway.path);
    caller.once('connect', () => resolved(caller));
    caller.once('error', () => resolved(null));
  });
}
