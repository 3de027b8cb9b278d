import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from './choose-place.ts';
import { chownTree, copyTree } from './copy-tree.ts';
import { asUser, findNobody, hasName, type RunAs } from './run-as.ts';
import { runProgram } from './run-program.ts';
import { refusals, StartRefused } from './start-refused.ts';

/** The only user and the only database of the embedded PostgreSQL. Whoever may open the socket's folder is that user. */
export const clusterUser = 'hoithi';
export const clusterDatabase = 'postgres';

/**
 * One locale that is built into PostgreSQL: one of the system may be missing on the machine to which a data folder moves.
 * Nobody comes over a network. The log comes in small pieces, because every new data folder begins with a copy of two of them.
 */
const initArgs = [
  '--wal-segsize=4', // MB
  `--username=${clusterUser}`,
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

const noRoom = 'No space left on device';

export const isDiskFull = (fault: unknown): boolean =>
  (fault as NodeJS.ErrnoException).code === 'ENOSPC' || (fault instanceof Error && fault.message.includes(noRoom));

/** Somebody with a name for `initdb`: the database's user, or nobody for this one moment. */
function whoHasName(runAs: RunAs): RunAs {
  const uid = runAs.owner?.uid ?? process.getuid?.() ?? 0;
  if (runAs.name === 'user namespace' || hasName(uid)) return runAs;
  const nobody = findNobody();
  if (runAs.owner === null || nobody === null) throw refusals.noUserName(uid);
  return asUser(nobody);
}

async function initCluster({ binaries, runAs, cluster }: Place): Promise<void> {
  const maker = whoHasName(runAs);
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await assertClosed(unfinished);
  if (maker.owner !== null) await chown(unfinished, maker.owner.uid, maker.owner.gid);
  await runProgram(maker.command(binaries.initdb, [...initArgs, '-D', unfinished]));
  await rename(unfinished, cluster);
}

/** PostgreSQL insists that nobody else may enter. Some file systems give everybody the same permissions. */
export async function assertClosed(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o077) !== 0) throw refusals.openToOthers(dirname(folder));
}

async function makeCluster(place: Place, template: string | null): Promise<void> {
  try {
    if (template === null) return await initCluster(place);
    await copyTree(template, place.cluster, { folderMode: 0o700, fileMode: 0o600, owner: place.runAs.owner });
  } catch (fault) {
    if (fault instanceof StartRefused) throw fault;
    if (isDiskFull(fault)) throw refusals.diskFull(place.cluster, fault);
    throw fault;
  }
}

/**
 * Makes the database's files where there are none, from the template or slowly without one, and hands files that are
 * there to the user who will run them.
 *
 * Refuses  StartRefused: files of another major version, a file system without permissions, a full disk.
 */
export async function prepareCluster(place: Place, template: string | null): Promise<void> {
  const { binaries, runAs, cluster } = place;
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) await makeCluster(place, template);
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found !== String(binaries.major)) throw refusals.otherMajor(cluster, found, binaries.major);
  const { uid } = await stat(cluster);
  if (runAs.owner !== null && runAs.owner.uid !== uid) await chownTree(cluster, runAs.owner);
  await chmod(cluster, 0o700);
  await assertClosed(cluster);
}
