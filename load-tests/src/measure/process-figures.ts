import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { EmbeddedDatabase } from './bare-database.ts';

/** Figures of a process from /proc. Units: milliseconds of processor time (in steps of ten), bytes. */

const tickMs = 10;
const kilobyte = 1024;

/** The fields of a stat line behind the program's name, which may itself hold blanks and brackets. */
function readStat(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
const field = (fields: readonly string[], at: number): number => Number(fields[at - 3] ?? 0); // numbered as in proc(5)

/** Processor time of one process, all its threads. */
export function readCpuMs(pid: number): number {
  const fields = readStat(pid);
  return (field(fields, 14) + field(fields, 15)) * tickMs;
}

/** What is read of each child of a process, added up. */
function sumOfChildren(pid: number, read: (child: number) => number): number {
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (field(readStat(Number(name)), 4) === pid) sum += read(Number(name));
    } catch {
      // it ended between the listing and the reading
    }
  }
  return sum;
}

/** Processor time of a process and of its children, those that have ended included. */
export function readFamilyCpuMs(pid: number): number {
  const fields = readStat(pid);
  const ownMs = (field(fields, 14) + field(fields, 15) + field(fields, 16) + field(fields, 17)) * tickMs;
  return ownMs + sumOfChildren(pid, readCpuMs);
}

/** Processor time of the whole machine: spent on anything, and taken by the host for others while somebody here waited. */
export function readMachineCpuMs(): { busy: number; stolen: number } {
  const [, user, nice, system, , , irq, softirq, steal] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  ).split(/\s+/);
  const sum = (ticks: (string | undefined)[]): number =>
    ticks.reduce((all, each) => all + Number(each ?? 0), 0) * tickMs;
  return { busy: sum([user, nice, system, irq, softirq, steal]), stolen: sum([steal]) };
}

function readStatus(pid: number, name: string): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm'));
  return Number(line?.[1] ?? 0) * kilobyte;
}

export const readRss = (pid: number): number => readStatus(pid, 'VmRSS');
/** The RSS of a process and of its children: what they share is counted for each. */
export const readFamilyRss = (pid: number): number => readRss(pid) + sumOfChildren(pid, readRss);
/** Memory of a process and of all below it, in which what several share is counted once (PSS of Linux). */
export function readFamilyPss(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB$/m);
  return Number(text?.[1] ?? 0) * kilobyte + sumOfChildren(pid, readFamilyPss);
}

const socketSetting = 'unix_socket_directories=';

/** The embedded PostgreSQL among the children of a server; null: there is none. */
export function listEmbeddedDatabase(serverPid: number): EmbeddedDatabase | null {
  let found: EmbeddedDatabase | null = null;
  sumOfChildren(serverPid, (pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    if (!command[0]?.endsWith('/postgres')) return 0;
    const socketFolder = command.find((word) => word.startsWith(socketSetting))?.slice(socketSetting.length);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const idOf = (name: string): number => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1]);
    found = { command, uid: idOf('Uid'), gid: idOf('Gid'), socketFolder: socketFolder ?? '' };
    return 0;
  });
  return found;
}

/** The largest RSS since the process started, or since `forgetPeak`. */
export const readPeakRss = (pid: number): number => readStatus(pid, 'VmHWM');

/** Starts the peak over. false: this system does not let it. */
export function resetPeak(pid: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return true;
  } catch {
    return false;
  }
}
