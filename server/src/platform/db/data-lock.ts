import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.ts';

/** The owner touches its lock this often, so that a process on another host can see it live. */
const touchMs = 1_000;
/** How long a lock from another host must lie untouched before it is taken for left behind. */
const foreignWatchMs = 5_000;
/** How often a guard is looked at, and how long it may stand in the way. */
const guardPollMs = 10;
const guardLivesMs = 5_000;
const guardWaits = new Map<string, number>();

/** Another process has this data folder open. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';
  readonly dir: string;
  readonly pid: number;

  constructor(dir: string, pid: number) {
    super(`the data folder ${dir} is in use by process ${pid}; stop it, or choose another DATA_DIR`);
    this.dir = dir;
    this.pid = pid;
  }
}

export interface DataLock {
  release(): Promise<void>;
}

/** The lock file's text, or null when there is none. */
async function readLock(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
}

/** A file cut short by a crash names nobody. */
function parseOwner(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity;
  } catch {
    return null;
  }
}

/** Whether the owner of the lock still lives. One on another host is watched: a living one touches its lock. */
async function isHeld(path: string, owner: ProcessIdentity | null, watchMs: number): Promise<boolean> {
  const running = owner === null ? null : isRunning(owner);
  if (running !== null) return running;
  const before = await stat(path).catch(() => null);
  await wait(watchMs);
  const after = await stat(path).catch(() => null);
  return after !== null && after.mtimeMs !== before?.mtimeMs;
}

/**
 * Removes a dead lock. One at a time, behind a guard file: whoever comes second finds another text in the lock, or none,
 * and leaves it. A guard left behind by a crash in these few milliseconds is taken away once it has lain long enough.
 */
async function clearStale(path: string, judged: string): Promise<void> {
  const guard = `${path}.clearing`;
  try {
    await writeFile(guard, '', { flag: 'wx', mode: 0o600 });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    await wait(guardPollMs);
    const waited = (guardWaits.get(guard) ?? 0) + 1;
    guardWaits.set(guard, waited);
    if (waited * guardPollMs >= guardLivesMs) {
      guardWaits.delete(guard);
      await rm(guard, { force: true });
    }
    return;
  }
  try {
    if ((await readLock(path)) === judged) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function holdLock(path: string, text: string): Promise<DataLock> {
  let beat = 0; // any instant will do, as long as it is another one each time: no clock is read
  const touching = setInterval(() => {
    beat += 1;
    utimes(path, beat, beat).catch(() => undefined); // the folder was removed under us: nothing left to guard
  }, touchMs);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      if ((await readLock(path)) === text) await rm(path, { force: true });
    },
  };
}

/**
 * Lets one process at a time into a data folder, by a file that only one can create.
 *
 * Units    `watchMs` is how long a lock from another host is watched before it counts as left behind.
 * Refuses  DataDirInUse, with the owner's pid. A lock whose process is gone, or whose pid belongs to a later process, is
 *          taken over.
 * Source   SPEC D2. PostgreSQL's own pid file does not keep two apart that run in different containers or hosts.
 */
export async function lockDataDir(dir: string, watchMs = foreignWatchMs): Promise<DataLock> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, 'lock');
  const text = JSON.stringify(identifyProcess());
  for (;;) {
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      return await holdLock(path, text);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    const found = await readLock(path);
    if (found === null) continue;
    const owner = parseOwner(found);
    if (await isHeld(path, owner, watchMs)) throw new DataDirInUse(dir, owner?.pid ?? 0);
    await clearStale(path, found);
  }
}
