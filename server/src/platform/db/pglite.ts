import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockDataDir } from './data-lock.ts';
import { type Database, Unavailable } from './database.ts';
import { poolDatabase } from './pool-database.ts';
import { copyTemplate } from './template.ts';

/** A Unix socket's path has room for about a hundred bytes; longer temporary folders give way to /tmp. */
const socketPathBytesMax = 100;
/** The port in the file name that the driver looks for in a socket folder. */
const socketName = '.s.PGSQL.5432';
/** One session serves everybody in turn, so a question may wait behind a long one. */
const waitMs = 30_000;

async function makeSocketDir(): Promise<string> {
  const usual = await mkdtemp(join(tmpdir(), 'hoithi-')); // mkdtemp makes it 0700
  if (Buffer.byteLength(join(usual, socketName)) < socketPathBytesMax) return usual;
  await rm(usual, { recursive: true });
  return mkdtemp('/tmp/hoithi-');
}

/** Resolves with the worker's next word, rejects if it ends without one. */
function onWorkerMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Unavailable(`the embedded database ended (${code})`, undefined)));
  });
}

/**
 * Opens the embedded PostgreSQL in `<dataDir>/pglite`, made from the template on the first start.
 *
 * Refuses  DataDirInUse when another process has the folder open [D2].
 * Source   SPEC D2; design 3.1.
 */
export async function openPglite(dataDir: string): Promise<Database> {
  const lock = await lockDataDir(dataDir);
  const socketDir = await makeSocketDir();
  async function leave(): Promise<void> {
    await rm(socketDir, { recursive: true, force: true });
    await lock.release();
  }
  try {
    const pgliteDir = join(dataDir, 'pglite');
    await copyTemplate(pgliteDir);
    const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), {
      workerData: { dataDir: pgliteDir, socketPath: join(socketDir, socketName) },
    });
    await onWorkerMessage(worker);
    worker.on('error', () => undefined); // heard as Unavailable by every question from then on
    return poolDatabase(
      'pglite',
      {
        host: socketDir,
        port: 5432,
        user: 'postgres',
        database: 'postgres',
        max: 1,
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: waitMs,
      },
      null,
      async () => {
        const closed = onWorkerMessage(worker).catch(() => undefined); // one that has ended is closed as well
        worker.postMessage('close');
        await closed;
        await worker.terminate();
        await leave();
      },
    );
  } catch (fault) {
    await leave();
    throw fault;
  }
}
