import { chmod, chown, copyFile, mkdir, open, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

export type Owner = { uid: number; gid: number };

type Entry = { path: string; kind: 'folder' | 'file' | 'link' };
/** Node does this many file operations at once by itself; more only wait. */
const copiersMax = 4;

/** Everything below a folder, each folder before what is in it. Paths are relative. */
async function listTree(root: string, below = ''): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const each of await readdir(join(root, below), { withFileTypes: true })) {
    const path = join(below, each.name);
    if (each.isSymbolicLink()) found.push({ path, kind: 'link' });
    else if (each.isDirectory()) found.push({ path, kind: 'folder' }, ...(await listTree(root, path)));
    else if (each.isFile()) found.push({ path, kind: 'file' });
  }
  return found;
}

async function forEachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const workers = Array.from({ length: copiersMax }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Copies a folder with its files and links. It is written beside its name, synced to the disk and then renamed, so that
 * neither a crash nor a power cut leaves half a copy under that name.
 */
export async function copyTree(
  from: string,
  to: string,
  options: { folderMode: number; fileMode: number; owner: Owner | null; skip?: (path: string) => boolean },
): Promise<void> {
  const { folderMode, fileMode, owner, skip } = options;
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const entries = (await listTree(from)).filter(({ path }) => !skip?.(path));
  const folders = ['', ...entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path)];
  for (const path of folders) {
    await mkdir(join(unfinished, path));
    await chmod(join(unfinished, path), folderMode); // whatever the umask is
  }
  await forEachAtOnce(entries, async ({ path, kind }) => {
    const copied = join(unfinished, path);
    if (kind === 'link') await symlink(await readlink(join(from, path)), copied);
    if (kind !== 'file') return;
    await copyFile(join(from, path), copied);
    await chmod(copied, fileMode);
    if (owner !== null) await chown(copied, owner.uid, owner.gid);
    await syncToDisk(copied);
  });
  await forEachAtOnce(folders.toReversed(), async (path) => {
    if (owner !== null) await chown(join(unfinished, path), owner.uid, owner.gid);
    await syncToDisk(join(unfinished, path));
  });
  await rename(unfinished, to);
  await syncToDisk(join(to, '..'));
}

/** Gives a folder and all in it to another user, the folder itself last: cut short, it is done again. */
export async function chownTree(root: string, owner: Owner): Promise<void> {
  await forEachAtOnce(await listTree(root), async ({ path, kind }) => {
    if (kind !== 'link') await chown(join(root, path), owner.uid, owner.gid);
  });
  await chown(root, owner.uid, owner.gid);
}
