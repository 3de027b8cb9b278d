import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyBinaries, findBinaries, locatePackage } from './binaries.ts';
import { assertClosed } from './cluster.ts';
import { makeSocketFolder, socketName } from './socket-folder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoithi-binaries-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (from: Parameters<typeof findBinaries>[1]): Promise<string> =>
  findBinaries(join(folder, 'own'), from).then(
    () => 'found',
    (fault: Error) => `${fault.name}: ${fault.message}`,
  );

describe('the programs that npm brought', () => {
  it('[D2] where there are none for the platform one sentence says what to set, in both languages', async () => {
    expect(locatePackage('plan9-mips')).toBeNull();
    const said = await refusal({ platform: 'plan9-mips', folder: locatePackage('plan9-mips') });
    expect(said).toMatch(/^StartRefused: .*\(plan9-mips\).*set DATABASE_URL.*Không có.*khai báo DATABASE_URL/);
    const omitted = await refusal({ platform: 'linux-x64', folder: join(folder, 'not-installed') });
    expect(omitted).toMatch(/npm left out the optional packages: set DATABASE_URL/);
  });

  it('[D2] on Windows it says WSL or DATABASE_URL', async () => {
    const said = await refusal({ platform: 'win32-x64', folder: null });
    expect(said).toMatch(/inside WSL, or set DATABASE_URL.*trong WSL, hoặc hãy khai báo DATABASE_URL/);
  });

  it('[D2] where they are there and do not run, as on Alpine, it says so', async () => {
    const native = join(folder, 'alpine', 'native');
    mkdirSync(join(native, 'bin'), { recursive: true });
    // What an Alpine does with a program of another C library: its loader is not there.
    writeFileSync(join(native, 'bin', 'postgres'), '#!/lib64/no-such-loader.so.2\n', { mode: 0o755 });
    const said = await refusal({ platform: 'linux-x64', folder: native });
    expect(said).toMatch(/does not run on this system.*Alpine.*set DATABASE_URL.*không chạy được/);
  });
});

describe.runIf(locatePackage() !== null)('the programs of this platform', () => {
  const own = locatePackage() ?? '';

  it('[D2] are whole without an install script: their links are made, and they tell their version', async () => {
    const native = join(folder, 'no-scripts', 'native');
    const isLink = (path: string) => lstatSync(path).isSymbolicLink();
    await cp(own, native, { recursive: true, filter: (path) => !isLink(path) });
    writeFileSync(join(native, '..', 'package.json'), '{"version":"18.4.0-beta.17"}');
    const found = await findBinaries(join(folder, 'own'), { platform: 'here', folder: native });
    expect(found).toMatchObject({ folder: native, version: '18.4', major: 18 });
    if (process.platform === 'linux') expect(isLink(join(native, 'lib', 'libicuuc.so.60'))).toBe(true);
  });

  it('[D2] can be copied to where others may read them, once', async () => {
    const to = join(folder, 'own');
    mkdirSync(to, { recursive: true });
    const copied = await copyBinaries(own, to);
    expect(await findBinaries(to, { platform: 'here', folder: copied })).toMatchObject({ folder: copied, major: 18 });
    expect(statSync(join(copied, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
    expect(existsSync(join(copied, 'lib', 'libpq.a'))).toBe(false);
    const madeAtMs = statSync(copied).mtimeMs;
    await copyBinaries(own, to);
    expect(statSync(copied).mtimeMs).toBe(madeAtMs);
  });
});

describe('folders', () => {
  it('[D2] the socket goes to /tmp where the temporary folder is too long or closed to its owner', async () => {
    const long = join(folder, 'x'.repeat(120));
    mkdirSync(long);
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const other = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    for (const made of [await makeSocketFolder(null, long), await makeSocketFolder(other, closed)]) {
      expect(made).toMatch(/^\/tmp\/hoithi-pg-/);
      expect(statSync(made).mode & 0o777).toBe(0o700);
      expect(Buffer.byteLength(join(made, socketName))).toBeLessThan(103);
      rmSync(made, { recursive: true });
    }
    const usual = await makeSocketFolder(null, closed);
    expect(usual.startsWith(closed)).toBe(true); // its owner is we
  });

  it('[D2] a file system that does not hold permissions is refused in words', async () => {
    const loose = join(folder, 'loose');
    mkdirSync(loose);
    chmodSync(loose, 0o755); // what is left of a mode 700 there
    await expect(assertClosed(loose)).rejects.toThrow(/does not hold permissions.*không giữ quyền truy cập/);
    chmodSync(loose, 0o700);
    await assertClosed(loose);
  });
});
