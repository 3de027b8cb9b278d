import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync, statSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Binaries, binariesIn, copyBinaries, findBinaries } from './binaries.ts';
import { copyTree } from './copy-tree.ts';
import { asThisUser, pickOwner, type RunAs, reaches, rootWays } from './run-as.ts';
import { refusals } from './start-refused.ts';

/** Where the database's programs and data are, and as whom they run. */
export type Place = { binaries: Binaries; runAs: RunAs; cluster: string };

/** The database's own folder, for root alone, where its user cannot reach the checkout or the data folder. */
const usualOwnFolder = '/var/lib/hoithi';
const folderModes = { folderMode: 0o700, fileMode: 0o600 };

/** What stands under a name, also a link that leads nowhere. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The data folder's `postgres`, or where the link under that name leads. */
function locateCluster(dataDir: string): string {
  const path = join(resolve(dataDir), 'postgres');
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() ? resolve(dirname(path), readlinkSync(path)) : path;
}

/**
 * Leads the data folder's `postgres` to a folder outside it, with what is there already. Each step may be the last before
 * a crash: the next start goes on from it.
 */
async function moveCluster(dataDir: string, to: string, runAs: RunAs): Promise<void> {
  const path = join(resolve(dataDir), 'postgres');
  const link = `${path}.link`;
  await rm(link, { force: true });
  if (!isThere(path)) return symlink(to, path);
  await copyTree(path, to, { ...folderModes, owner: runAs.owner });
  await symlink(to, link);
  await rename(path, `${path}.moved`);
  await rename(link, path);
  await rm(`${path}.moved`, { recursive: true, force: true });
}

async function finishMove(dataDir: string): Promise<void> {
  const path = join(resolve(dataDir), 'postgres');
  if (!isThere(path) && isThere(`${path}.link`)) await rename(`${path}.link`, path);
  if (isThere(path)) await rm(`${path}.moved`, { recursive: true, force: true });
}

/** The first way in which anything runs at all. */
async function firstThatRuns(ways: readonly RunAs[]): Promise<RunAs> {
  for (const way of ways) if (await reaches(way, '/', null)) return way;
  throw refusals.noUser();
}

/** Nothing reaches both the programs and the data where they are: what is out of reach goes to a folder of its own. */
async function placeApart(inPlace: Omit<Place, 'runAs'>, ways: readonly RunAs[], places: Places): Promise<Place> {
  const { dataDir, ownFolder } = places;
  const runAs = await firstThatRuns(ways);
  let { binaries, cluster } = inPlace;
  try {
    await mkdir(ownFolder, { recursive: true, mode: 0o755 });
    await chmod(ownFolder, 0o755);
    if (!(await reaches(runAs, '/', binaries.postgres)))
      binaries = binariesIn(await copyBinaries(binaries.folder, ownFolder), binaries.version);
    if (!(await reaches(runAs, folderToEnter(cluster, dataDir), null))) {
      cluster = join(ownFolder, `data-${randomBytes(4).toString('hex')}`);
      await moveCluster(dataDir, cluster, runAs);
    }
  } catch (fault) {
    throw refusals.noOwnFolder(ownFolder, fault);
  }
  if (!(await reaches(runAs, dirname(cluster), binaries.postgres))) throw refusals.noOwnFolder(ownFolder, null);
  places.say({ programs: binaries.folder, data: cluster }, 'the database user cannot enter this folder: see there');
  return { binaries, runAs, cluster };
}

const folderToEnter = (cluster: string, dataDir: string): string =>
  existsSync(dirname(cluster)) ? dirname(cluster) : resolve(dataDir);

type Places = { dataDir: string; ownFolder: string; say(about: object, words: string): void };

/**
 * Chooses as whom PostgreSQL runs and from where. An ordinary user runs it itself. Root hands it to another user, in place
 * where that user can reach the programs and the data, else apart.
 *
 * Refuses  StartRefused where no binaries run here, root may not change to anybody, or the data is somebody else's.
 */
export async function choosePlace(dataDir: string, say: Places['say'], ownFolder?: string): Promise<Place> {
  await finishMove(dataDir);
  const cluster = locateCluster(dataDir);
  const found = statSync(cluster, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  if (uid !== 0) {
    const binaries = await findBinaries(ownFolder ?? resolve(dataDir));
    if (found && found.uid !== uid) throw refusals.notOurs(cluster, found.uid);
    return { binaries, runAs: asThisUser, cluster };
  }
  const places = { dataDir, ownFolder: ownFolder ?? usualOwnFolder, say };
  const binaries = await findBinaries(places.ownFolder);
  const owner = found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : pickOwner();
  const ways = rootWays(owner);
  for (const runAs of ways)
    if (await reaches(runAs, folderToEnter(cluster, dataDir), binaries.postgres)) return { binaries, runAs, cluster };
  return placeApart({ binaries, cluster }, ways, places);
}
