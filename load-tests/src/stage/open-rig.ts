import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Leaving } from './on-exit.ts';
import { type ServerSettings, startServer } from './real-server.ts';
import { type Stores, startStores } from './stores.ts';

/** Stores of this run and what its servers are started with. */
export type Rig = {
  stores: Stores;
  /** Settings for one more server on these stores, with a data folder of its own. */
  settingsOfServer(): ServerSettings;
  storeNamed: string;
};

export async function openRig(profileDir: string | null, leaving: Leaving): Promise<Rig> {
  const stores = await startStores(leaving);
  return {
    stores,
    settingsOfServer() {
      const dataDir = mkdtempSync(join(tmpdir(), 'hoithi-load-'));
      leaving.undo(() => rmSync(dataDir, { recursive: true, force: true }));
      return { databaseUrl: stores.postgres.url, redisUrl: stores.redis.url, dataDir, logLevel: 'warn', profileDir };
    },
    storeNamed: `PostgreSQL ${stores.version} (fsync on), Redis`,
  };
}

/** `own`: what this scenario sets on the server beside the stores. */
export async function openRigWithServer(
  profileDir: string | null,
  leaving: Leaving,
  own: Pick<ServerSettings, 'startsPerSecond'> = {},
) {
  const rig = await openRig(profileDir, leaving);
  return { ...rig, server: await startServer({ ...rig.settingsOfServer(), ...own }, leaving) };
}

export const log = (text: string): void => void process.stdout.write(`${text}\n`);
