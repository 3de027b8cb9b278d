import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../../programs.ts';
import { readMigrations } from '../migrate.ts';
import { locatePackage, readPackageVersion } from './binaries.ts';

const templatesDir = programPath('server/.template');

/** Where the template of this very version is, if it has been made: another PostgreSQL or migration, another folder. */
export function locateTemplate(): { templatesDir: string; path: string; made: boolean } {
  const folder = locatePackage();
  const hash = createHash('sha256').update(`${folder === null ? 'none' : readPackageVersion(folder)}\n`);
  for (const migration of readMigrations()) hash.update(`${migration.name} ${migration.checksum}\n`);
  const path = join(templatesDir, `postgres-${hash.digest('hex').slice(0, 12)}`);
  return { templatesDir, path, made: existsSync(path) };
}
