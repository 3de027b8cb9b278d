import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes beside and renames, readable by its owner alone, on the disk before it has its name: a file of this name is whole.
 * Answers its size. Refuses with `false` where something has the name already; a check that throws leaves nothing. SPEC B4.
 */
export async function writeArchiveFile(
  path: string,
  packed: Readable,
  check: (beside: string) => Promise<unknown>,
): Promise<{ bytes: number } | false> {
  if (existsSync(path)) return false;
  const beside = `${path}.${randomUUID()}.unfinished`;
  try {
    const out = createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(packed, out);
    await check(beside);
    await rename(beside, path);
    await syncFolder(dirname(path));
    return { bytes: out.bytesWritten };
  } finally {
    await rm(beside, { force: true });
  }
}

/** The new name is on the disk too, where the system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
