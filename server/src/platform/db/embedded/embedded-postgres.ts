import { rm } from 'node:fs/promises';
import { lockDataDir } from '../data-lock.ts';
import { choosePlace } from './choose-place.ts';
import { clusterDatabase, clusterUser, isDiskFull, prepareCluster } from './cluster.ts';
import { type EmbeddedLog, Postmaster } from './postmaster.ts';
import { makeSocketFolder, socketPort } from './socket-folder.ts';
import { refusals } from './start-refused.ts';

/** A running embedded PostgreSQL. */
export type EmbeddedPostgres = {
  /** For this machine's processes that may enter the socket's folder. */
  readonly url: string;
  /** Ends it and frees the data folder; after the last connection is closed. */
  stop(): Promise<void>;
};

/** The address of the database behind the socket in a folder. */
export const socketUrl = (socketFolder: string): string =>
  `postgres://${clusterUser}@localhost:${socketPort}/${clusterDatabase}?host=${encodeURIComponent(socketFolder)}`;

/**
 * Starts the PostgreSQL that came with npm on `<dataDir>/postgres`, whose files are made at the first start.
 *
 * Units    `template`: a folder with the files of a new database, or null; `ownFolder`: where root puts what its
 *          database's user cannot reach.
 * Refuses  DataDirInUse when another process has the data folder [D2]; StartRefused with what the operator can do.
 * Source   SPEC D2; design 3.1.
 */
export async function startEmbedded(options: {
  dataDir: string;
  template: string | null;
  log: EmbeddedLog;
  ownFolder?: string;
}): Promise<EmbeddedPostgres> {
  const { dataDir, template, log, ownFolder } = options;
  const lock = await lockDataDir(dataDir);
  let socketFolder: string | null = null;
  async function leave(): Promise<void> {
    if (socketFolder !== null) await rm(socketFolder, { recursive: true, force: true });
    await lock.release();
  }
  try {
    const place = await choosePlace(dataDir, (about, words) => log.warn(about, words), ownFolder);
    await prepareCluster(place, template);
    socketFolder = await makeSocketFolder(place.runAs.owner);
    const postmaster = new Postmaster(place, socketFolder, log);
    await postmaster.start().catch((fault: unknown) => {
      throw isDiskFull(fault) ? refusals.diskFull(place.cluster, fault) : fault;
    });
    let stopped: Promise<void> | undefined;
    return { url: socketUrl(socketFolder), stop: () => (stopped ??= postmaster.stop().then(leave)) };
  } catch (fault) {
    await leave();
    throw fault;
  }
}
