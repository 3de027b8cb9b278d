import { chmod, mkdir, mkdtemp, readdir, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { migrate } from '../migrate.ts';
import { openPostgres } from '../postgres.ts';
import { copyTree } from './copy-tree.ts';
import { startEmbedded } from './embedded-postgres.ts';
import { locateTemplate } from './template.ts';

const unfinishedPrefix = 'unfinished-';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Moves the finished folder to its name, unless another process has done so meanwhile. */
async function settle(from: string, to: string): Promise<void> {
  await rename(from, to).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOTEMPTY' && fault.code !== 'EEXIST') throw fault;
  });
}

async function makeTables(dataDir: string): Promise<void> {
  const embedded = await startEmbedded({ dataDir, template: null, log: quiet });
  try {
    const db = await openPostgres(embedded.url);
    try {
      await migrate(db);
      await db.query('CHECKPOINT');
    } finally {
      await db.close();
    }
  } finally {
    await embedded.stop();
  }
}

/**
 * Makes the files of a new database of this version, all migrations applied, and removes those of other versions. Whoever
 * starts the server later may be another user, so everybody may read them: they hold no secret and nobody's data.
 */
export async function makeTemplate(): Promise<'made' | 'was ready'> {
  const { templatesDir, path, made } = locateTemplate();
  if (made) return 'was ready';
  await mkdir(templatesDir, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'hoithi-template-'));
  const unfinished = await mkdtemp(join(templatesDir, unfinishedPrefix));
  try {
    await chmod(dataDir, 0o711); // the database's user passes through it
    await makeTables(dataDir);
    const cluster = await realpath(join(dataDir, 'postgres'));
    const copied = join(unfinished, 'postgres');
    await copyTree(cluster, copied, { folderMode: 0o755, fileMode: 0o644, owner: null });
    await settle(copied, path);
    await rm(cluster, { recursive: true, force: true }); // it may be where a link led
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
  for (const name of await readdir(templatesDir)) {
    const other = name !== basename(path) && !name.startsWith(unfinishedPrefix);
    if (other) await rm(join(templatesDir, name), { recursive: true, force: true });
  }
  return 'made';
}
