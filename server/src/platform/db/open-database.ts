import { join } from 'node:path';
import { DataDirInUse } from './data-lock.ts';
import { type Database, Unavailable } from './database.ts';
import { socketUrl, startEmbedded } from './embedded/embedded-postgres.ts';
import { readPidFile } from './embedded/orphans.ts';
import type { EmbeddedLog } from './embedded/postmaster.ts';
import { locateTemplate } from './embedded/template.ts';
import { openPostgres } from './postgres.ts';

type Stores = { databaseUrl: string | null; dataDir: string };

/** Starts the embedded PostgreSQL of a data folder, made from this version's template where that is there. */
export function startOwnPostgres(dataDir: string, log: EmbeddedLog): ReturnType<typeof startEmbedded> {
  const { path, made } = locateTemplate();
  return startEmbedded({ dataDir, template: made ? path : null, log });
}

/**
 * Opens the database of the settings: PostgreSQL by its address, or the embedded one, which ends when this is closed.
 *
 * Refuses  DataDirInUse, StartRefused: see `startEmbedded`.
 */
export async function openDatabase({ databaseUrl, dataDir }: Stores, log: EmbeddedLog): Promise<Database> {
  if (databaseUrl !== null) return openPostgres(databaseUrl);
  const embedded = await startOwnPostgres(dataDir, log);
  try {
    const db = await openPostgres(embedded.url);
    return { ...db, close: () => db.close().then(embedded.stop) };
  } catch (fault) {
    await embedded.stop();
    throw fault;
  }
}

/** The same for a command, which may run beside a server: an embedded database that runs already is used as it is. */
export async function openBeside(stores: Stores, log: EmbeddedLog): Promise<Database> {
  try {
    return await openDatabase(stores, log);
  } catch (fault) {
    const running = fault instanceof DataDirInUse ? readPidFile(join(stores.dataDir, 'postgres')) : null;
    if (running === null) throw fault;
    return openPostgres(socketUrl(running.socketFolder)).catch((second: unknown) => {
      // Only its owner may enter the socket's folder; it may also be ending, or belong to another machine.
      const code = (second as NodeJS.ErrnoException).code;
      throw second instanceof Unavailable || code === 'EACCES' ? fault : second;
    });
  }
}
