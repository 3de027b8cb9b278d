import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own that a test can fill to the last byte. Only where this user may mount. */
export type SmallDisk = {
  folder: string;
  /** Units: what is left of it, in bytes. */
  fill(leftBytes?: number): void;
  empty(): void;
  close(): void;
};

/** Not in the folder of a test run, which could not be removed while something is mounted in it. */
const root = '/tmp';
const named = /^hoithi-disk-(\d+)-/;

/** Disks of runs that were cut short. */
function sweep(): void {
  for (const name of readdirSync(root)) {
    const pid = Number(named.exec(name)?.[1] ?? process.pid);
    try {
      process.kill(pid, 0);
    } catch {
      unmount(join(root, name));
    }
  }
}

function mount(megabytes: number): string {
  sweep();
  const folder = mkdtempSync(join(root, `hoithi-disk-${process.pid}-`));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}
function unmount(folder: string): void {
  try {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  } catch {
    // it was never mounted
  }
  rmSync(folder, { recursive: true, force: true });
}

export const mayMount: boolean = (() => {
  try {
    unmount(mount(1));
    return true;
  } catch {
    return false;
  }
})();

export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = mount(megabytes);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leftBytes = 0) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - leftBytes));
    },
    empty: () => rmSync(ballast, { force: true }),
    close: () => unmount(folder),
  };
}
