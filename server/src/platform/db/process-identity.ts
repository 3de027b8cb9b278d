import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one run of one process. */
export interface ProcessIdentity {
  pid: number;
  /** Changes when the pid is used again; null where the system does not tell. */
  startedAt: string | null;
  /** Two processes see each other's pids only when this is equal: the host and its pid namespace. */
  where: string;
}

function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise; // no /proc here
  }
}

/** The boot and the tick at which a process started: field 22 of its stat line, counted behind the name's last bracket. */
function startOf(pid: number): string | null {
  return readOr(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${ticks}`;
  }, null);
}

export function identifyProcess(pid = process.pid): ProcessIdentity {
  const pids = readOr(() => readlinkSync('/proc/self/ns/pid'), '');
  return { pid, startedAt: startOf(pid), where: `${hostname()} ${pids}`.trim() };
}

/** Whether that very process still runs; null when it cannot be known from here, because it lives on another host. */
export function isRunning(one: ProcessIdentity): boolean | null {
  if (one.where !== identifyProcess().where) return null;
  try {
    process.kill(one.pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return one.startedAt === null || startOf(one.pid) === one.startedAt;
}
