// PGlite in a thread of its own, so that its work never holds up the house's event loop. Plain JavaScript, because a
// worker thread does not get the TypeScript loader of its parent.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** A pool that drops a connection and opens the next may hold two for a moment. */
const maxConnections = 4;

const { dataDir, socketPath } = workerData;
const db = await PGlite.create({ dataDir });
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections });
await server.start();

async function close() {
  await server.stop();
  await db.close();
  parentPort.postMessage('closed');
  parentPort.close();
}

parentPort.once('message', () => void close());
parentPort.postMessage('ready');
