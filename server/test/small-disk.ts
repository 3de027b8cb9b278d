import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own that a test can fill to the last byte. Only where this user may mount. */
export type SmallDisk = { folder: string; fill(): void; empty(): void; close(): void };

function mount(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}
function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
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
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    empty: () => rmSync(ballast, { force: true }),
    close: () => unmount(folder),
  };
}
