import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirInUse, lockDataDir } from './data-lock.ts';
import { identifyProcess } from './process-identity.ts';

/** How long a lock of another host is watched in these tests. */
const watchMs = 200;
const source = fileURLToPath(new URL('./data-lock.ts', import.meta.url));

describe('data folder lock', () => {
  let dir: string;
  let other: ChildProcess | null = null;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hoithi-lock-'));
  });

  afterEach(async () => {
    await endOther();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Another process that takes the lock, says so and stays. */
  async function startOther(): Promise<ChildProcess> {
    const code = `import(${JSON.stringify(source)}).then((m) => m.lockDataDir(${JSON.stringify(dir)}))
      .then(() => { console.log('locked'); setInterval(() => undefined, 1000); }, (f) => { console.log(f.name); });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    other = child;
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString().trim()).toBe('locked');
    return child;
  }

  async function endOther(): Promise<void> {
    if (other === null || other.exitCode !== null || other.signalCode !== null) return;
    const gone = once(other, 'exit');
    other.kill('SIGKILL');
    await gone;
  }

  function writeOwner(owner: object): void {
    writeFileSync(join(dir, 'lock'), JSON.stringify({ ...identifyProcess(), ...owner }));
  }

  it('[D2] a second process is refused with whose folder it is', async () => {
    const child = await startOther();
    const fault = await lockDataDir(dir).catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(DataDirInUse);
    expect(fault).toMatchObject({ dir, pid: child.pid });
  });

  it('[D2] a lock left behind by a killed process is taken over', async () => {
    await startOther();
    await endOther();
    expect(existsSync(join(dir, 'lock'))).toBe(true);
    const lock = await lockDataDir(dir);
    await lock.release();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });

  it.runIf(existsSync('/proc/self/stat'))('[D2] a pid that a later process uses does not hold the lock', async () => {
    writeOwner({ startedAt: 'an earlier boot:1' });
    await (await lockDataDir(dir)).release();
  });

  it('[D2] one process cannot take it twice, and can take it again after the release', async () => {
    const first = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toBeInstanceOf(DataDirInUse);
    await first.release();
    await (await lockDataDir(dir)).release();
  });

  it('[D2] of many that find a dead lock at the same moment only one takes it', async () => {
    writeOwner({ startedAt: 'an earlier boot:1' });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dir)));
    const locks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
  });

  it('[D2] a lock of another host holds while it is touched, and not when it lies still', async () => {
    writeOwner({ where: 'another host', pid: 1 });
    let beat = 0;
    const touching = setInterval(() => utimesSync(join(dir, 'lock'), ++beat, beat), watchMs / 10);
    const refused = await lockDataDir(dir, watchMs).catch((reason: unknown) => reason);
    clearInterval(touching);
    expect(refused).toBeInstanceOf(DataDirInUse);
    await (await lockDataDir(dir, watchMs)).release();
  });

  it('[D2] a lock file cut short by a crash does not keep the folder closed for ever', async () => {
    writeFileSync(join(dir, 'lock'), '{"pid":');
    await (await lockDataDir(dir, watchMs)).release();
  });
});
