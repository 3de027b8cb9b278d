import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from '../database.ts';
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

/** What the database holds besides its tables: `mark` changes whenever its rows would. */
export type TemplateContent = { mark: string; fill(db: Database): Promise<void> };

async function makeTables(dataDir: string, fill: TemplateContent['fill']): Promise<void> {
  const embedded = await startEmbedded({ dataDir, template: null, log: quiet });
  try {
    const db = await openPostgres(embedded.url);
    try {
      // Used pieces of the log are deleted instead of lying ready for the next: whoever copies the template needs none of them.
      await db.query('ALTER SYSTEM SET wal_recycle = off');
      await db.query('SELECT pg_reload_conf()');
      await migrate(db);
      await fill(db);
      await db.query('ALTER SYSTEM RESET wal_recycle'); // in the file; this server goes on without
      await db.query('VACUUM (ANALYZE)');
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
export async function makeTemplate({ mark, fill }: TemplateContent): Promise<'made' | 'was ready'> {
  const { templatesDir, path, made } = locateTemplate();
  const markPath = `${path}.mark`;
  const madeWith = made ? await readFile(markPath, 'utf8').catch(() => null) : null;
  if (madeWith === mark) return 'was ready';
  await mkdir(templatesDir, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'hoithi-template-'));
  const unfinished = await mkdtemp(join(templatesDir, unfinishedPrefix));
  try {
    await chmod(dataDir, 0o711); // the database's user passes through it
    await makeTables(dataDir, fill);
    const cluster = await realpath(join(dataDir, 'postgres'));
    const copied = join(unfinished, 'postgres');
    await copyTree(cluster, copied, { folderMode: 0o755, fileMode: 0o644, owner: null });
    if (made) await rm(path, { recursive: true, force: true });
    await settle(copied, path);
    await writeFile(markPath, mark);
    await rm(cluster, { recursive: true, force: true }); // it may be where a link led
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
  for (const name of await readdir(templatesDir)) {
    const other = !name.startsWith(basename(path)) && !name.startsWith(unfinishedPrefix);
    if (other) await rm(join(templatesDir, name), { recursive: true, force: true });
  }
  return 'made';
}
