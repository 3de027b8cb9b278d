import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { locateTemplate } from './template.ts';

const unfinishedPrefix = 'unfinished-';

/** Moves the finished folder to its name, unless another process has done so meanwhile. */
async function settle(from: string, to: string): Promise<void> {
  await rename(from, to).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOTEMPTY' && fault.code !== 'EEXIST') throw fault;
  });
}

/** Makes the ready embedded database of this version, all migrations applied, and removes those of other versions. */
export async function makeTemplate(): Promise<'made' | 'was ready'> {
  const { templatesDir, path, made } = locateTemplate();
  if (made) return 'was ready';
  await mkdir(templatesDir, { recursive: true });
  const unfinished = await mkdtemp(join(templatesDir, unfinishedPrefix));
  try {
    const db = await openPglite(unfinished);
    try {
      await migrate(db);
    } finally {
      await db.close();
    }
    await settle(join(unfinished, 'pglite'), path);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  for (const name of await readdir(templatesDir)) {
    const other = name !== basename(path) && !name.startsWith(unfinishedPrefix);
    if (other) await rm(join(templatesDir, name), { recursive: true, force: true });
  }
  return 'made';
}
