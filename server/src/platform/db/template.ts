import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrations } from './migrate.ts';

const templatesDir = fileURLToPath(new URL('../../../.template', import.meta.url));

/** The version of the embedded database that is installed. */
function readPgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const about = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string };
  return about.version;
}

/** Where the template of this very version lies, if it has been made: another PGlite or migration, another folder. */
export function locateTemplate(): { templatesDir: string; path: string; made: boolean } {
  const hash = createHash('sha256');
  for (const migration of readMigrations()) hash.update(`${migration.name} ${migration.checksum}\n`);
  const path = join(templatesDir, `pglite-${readPgliteVersion()}-${hash.digest('hex').slice(0, 12)}`);
  return { templatesDir, path, made: existsSync(path) };
}

/**
 * Gives a data folder that has no database yet the ready one, so that the first start does not wait for initdb. Copied
 * aside and renamed, so that a copy cut short is never opened. Without a template the database makes itself, slowly.
 */
export async function copyTemplate(pgliteDir: string): Promise<void> {
  if (existsSync(pgliteDir)) return;
  const template = locateTemplate();
  if (!template.made) return;
  const unfinished = `${pgliteDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(template.path, unfinished, { recursive: true });
  await rename(unfinished, pgliteDir);
}
