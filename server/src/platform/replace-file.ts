import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Unavailable } from './db/database.ts';

/** No space, no quota, a disk that fails or was mounted read-only. */
const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);

/**
 * Writes a file beside it and renames that, so that nobody reads half a file; a failure leaves nothing behind.
 *
 * Refuses  Unavailable while the disk cannot be written: trying again helps once there is space. SPEC N16.
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
    await rm(beside, { force: true }).catch(() => undefined); // the first fault is thrown
    const code = (fault as NodeJS.ErrnoException).code ?? '';
    throw diskCodes.has(code) ? new Unavailable('the disk cannot be written', fault) : fault;
  }
}
