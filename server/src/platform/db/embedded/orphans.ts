import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isSocketFolder } from './socket-folder.ts';

/** How long one that is asked to end may write its last changes; it is killed then, and nothing committed is lost. */
const endWithinMs = 5_000;
const lookEveryMs = 10;

type PidFile = { pid: number; socketFolder: string };

/** What a running PostgreSQL writes of itself into its data folder. */
export function readPidFile(cluster: string): PidFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1 ? { pid, socketFolder: lines[4] ?? '' } : null;
  } catch {
    return null;
  }
}

/** The command line of a process, which everybody may read; empty when there is none. */
function readCommandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Whether the pid file's process is the PostgreSQL that wrote it: both name the folder of one socket. */
function isItsWriter({ pid, socketFolder }: PidFile): boolean {
  return isSocketFolder(socketFolder) && readCommandLine(pid).includes(socketFolder);
}

function standsIn(pid: string, folder: { dev: number; ino: number }): boolean {
  try {
    // All of its processes stand in their data folder. The folder itself is compared, whatever it is called there.
    const { dev, ino } = statSync(`/proc/${pid}/cwd`);
    if (dev !== folder.dev || ino !== folder.ino) return false;
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres'); // "postgres (deleted)" after an upgrade
  } catch {
    return false; // it has ended, or is somebody else's
  }
}

/** The processes of a PostgreSQL on this data folder, as far as the system reports: the first one, and those it left behind. */
function findProcesses(cluster: string): Set<number> {
  const found = new Set<number>();
  const noted = readPidFile(cluster);
  if (noted && isItsWriter(noted)) found.add(noted.pid);
  const folder = statSync(cluster, { throwIfNoEntry: false });
  if (process.platform !== 'linux' || !folder) return found;
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name) && standsIn(name, folder)) found.add(Number(name));
  return found;
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'; // there, and somebody else's
  }
}

async function waitForEnd(cluster: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < endWithinMs; waitedMs += lookEveryMs) {
    if (findProcesses(cluster).size === 0) return true;
    await wait(lookEveryMs);
  }
  return false;
}

/**
 * Ends what a killed server or a killed PostgreSQL has left running on a data folder. A pid file whose number belongs to
 * another process by now is removed, since PostgreSQL would refuse to start; any other is left to PostgreSQL, which knows
 * by it whether somebody still uses its shared memory. Only for whoever has the folder's lock.
 *
 * Units    `ownSocketFolder` stays; that of another start goes with what used it.
 * Answers  how many processes were ended.
 */
export async function stopOrphans(cluster: string, ownSocketFolder: string): Promise<number> {
  const noted = readPidFile(cluster);
  const found = findProcesses(cluster);
  if (found.size > 0) {
    const first = noted && found.has(noted.pid) ? noted.pid : null;
    if (first !== null)
      signal(first, 'SIGINT'); // it ends the others, in order
    else for (const pid of found) signal(pid, 'SIGKILL');
    while (!(await waitForEnd(cluster))) for (const pid of findProcesses(cluster)) signal(pid, 'SIGKILL');
  }
  const reused = noted !== null && !found.has(noted.pid) && signal(noted.pid, 0);
  if (reused) await rm(join(cluster, 'postmaster.pid'), { force: true });
  const theirs = noted?.socketFolder ?? '';
  if (isSocketFolder(theirs) && theirs !== ownSocketFolder) await rm(theirs, { recursive: true, force: true });
  return found.size;
}
