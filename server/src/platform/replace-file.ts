import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Unavailable } from './db/database.ts';

/** No room, no quota, a disk that fails or was mounted for reading only. */
const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);

/**
 * Writes beside and renames, so that a reader never meets half a file; what could not be finished leaves nothing behind.
 *
 * Refuses  Unavailable while the disk takes nothing: trying again helps once there is room. SPEC N16.
 */
export async function replaceFile(
  file: string,
  text: string,
  finish: (beside: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, text);
    await finish(beside);
    await rename(beside, file);
  } catch (fault) {
    await rm(beside, { force: true }).catch(() => undefined); // the fault itself is told
    const code = (fault as NodeJS.ErrnoException).code ?? '';
    throw diskCodes.has(code) ? new Unavailable('the disk takes no file', fault) : fault;
  }
}
