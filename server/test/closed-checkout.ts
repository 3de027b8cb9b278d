import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** A folder that root alone may enter, and in it this checkout under a name with blanks and Vietnamese letters. */
export class ClosedCheckout {
  readonly folder = mkdtempSync('/tmp/hoithi-closed-'); // not in the run's folder, which could not be removed meanwhile
  readonly root = join(this.folder, 'Bản mã của tôi');

  constructor() {
    mkdirSync(this.root);
    execFileSync('mount', ['--bind', checkout, this.root]);
  }

  /** A PATH on which only these programs are. */
  pathOf(...programs: string[]): string {
    const bin = mkdtempSync(join(this.folder, 'bin-'));
    for (const program of programs)
      symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), join(bin, program));
    return bin;
  }

  close(): void {
    execFileSync('umount', ['-l', this.root]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
