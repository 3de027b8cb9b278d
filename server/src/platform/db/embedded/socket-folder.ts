import { statSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Owner } from './copy-tree.ts';

/** Part of the socket's name only: nothing listens on it. */
export const socketPort = 5432;
export const socketName = `.s.PGSQL.${socketPort}`;
/** A socket's path has room for 107 bytes, on macOS for 103. */
const pathBytesMax = 103;
const prefix = 'hoithi-pg-';
const lastResort = '/tmp';

export const isSocketFolder = (path: string): boolean => basename(path).startsWith(prefix);

/** Whether everybody may pass through a folder and all above it. */
function isOpenToAll(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToAll(dirname(folder));
}

/**
 * Makes the folder of the database's socket: in the system's temporary folder, closed to others, never in the data folder,
 * whose path may be too long or on a file system without sockets. Its owner must be able to get there.
 */
export async function makeSocketFolder(owner: Owner | null, temporary = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(temporary, prefix));
  const fits = Buffer.byteLength(join(folder, socketName)) <= pathBytesMax;
  if (temporary !== lastResort && !(fits && (owner === null || isOpenToAll(temporary)))) {
    await rm(folder, { recursive: true });
    return makeSocketFolder(owner, lastResort);
  }
  await chmod(folder, 0o700);
  if (owner !== null) await chown(folder, owner.uid, owner.gid);
  return folder;
}
