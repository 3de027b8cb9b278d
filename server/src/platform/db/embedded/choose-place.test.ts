import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ClosedCheckout } from '../../../../test/closed-checkout.ts';
import { type EmbeddedProcess, runEmbedded } from '../../../../test/embedded-process.ts';
import { makeEmbeddedFolder } from '../../../../test/embedded-template.ts';
import { mayMount } from '../../../../test/small-disk.ts';
import { readPidFile } from './orphans.ts';
import { rootWays } from './run-as.ts';

const isRoot = process.getuid?.() === 0;
/** Users without and with a name: an ordinary one, and a number that no list of users has. */
const nobody = { uid: 65_534, gid: 65_534 };
const nameless = { uid: 54_321, gid: 54_321 };

const running: EmbeddedProcess[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.end('SIGTERM');
});

async function start(options: Parameters<typeof runEmbedded>[0]): Promise<EmbeddedProcess> {
  const one = await runEmbedded(options);
  running.push(one);
  return one;
}

async function query<R extends object>(one: EmbeddedProcess, sql: string): Promise<R[]> {
  expect(one.said.at(-1)).toEqual({ url: one.url });
  const client = new pg.Client({ connectionString: one.url ?? '' });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whose process the database of a data folder is, as the kernel counts. */
const uidOf = (dataDir: string): number => statSync(`/proc/${readPidFile(join(dataDir, 'postgres'))?.pid}`).uid;

describe.runIf(isRoot && mayMount)('root, in a checkout under a folder that only root may enter', () => {
  let made: Awaited<ReturnType<typeof makeEmbeddedFolder>>;
  let closed: ClosedCheckout;
  let ownFolder: string;
  beforeAll(async () => {
    made = await makeEmbeddedFolder();
    closed = new ClosedCheckout();
    ownFolder = join(made.folder, 'own');
  });
  afterAll(() => {
    closed.close();
    made.remove();
  });
  const startIn = (dataDir: string, path: string) =>
    start({ dataDir, template: made.template, ownFolder, root: closed.root, env: { PATH: path } });

  it('[D2] with setpriv the database runs in place, under a user of its own', async () => {
    const dataDir = join(closed.folder, 'dữ liệu setpriv');
    const one = await startIn(dataDir, closed.pathOf('setpriv'));
    expect(uidOf(dataDir)).toBe(statSync(join(dataDir, 'postgres')).uid);
    expect(uidOf(dataDir)).not.toBe(0);
    expect(uidOf(dataDir)).not.toBe(nobody.uid);
    expect(existsSync(ownFolder)).toBe(false);
    expect(one.said).toHaveLength(1);
  });

  it('[D2] without setpriv it runs in place in a user namespace', async () => {
    const dataDir = join(closed.folder, 'dữ liệu unshare');
    const one = await startIn(dataDir, closed.pathOf('unshare'));
    expect(await query(one, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(uidOf(dataDir)).toBe(0); // by another name there
    expect(lstatSync(join(dataDir, 'postgres')).isDirectory()).toBe(true);
    expect(existsSync(ownFolder)).toBe(false);
  });

  it('[D2] with neither, programs and data are in a folder of its own, said in one line, also after a move', async () => {
    const dataDir = join(closed.folder, 'dữ liệu');
    const first = await startIn(dataDir, closed.pathOf('setpriv'));
    await query(first, "create table note as select 'đề thi' as words");
    await first.end('SIGTERM');
    const path = closed.pathOf();
    const moved = await startIn(dataDir, path);
    expect(await query(moved, 'select words from note')).toEqual([{ words: 'đề thi' }]);
    expect(moved.said.map((each) => each.log)).toEqual([
      'the database user cannot enter this folder: see there',
      undefined,
    ]);
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(['lock', 'postgres']);
    expect(uidOf(dataDir)).not.toBe(0);
    const { data = '', programs = '' } = moved.said[0] ?? {};
    for (const folder of [data, programs]) expect(folder.startsWith(ownFolder)).toBe(true);
    await query(moved, "insert into note values ('đáp án')");
    await moved.end('SIGTERM');
    const again = await startIn(dataDir, path);
    expect(await query(again, 'select count(*)::int as n from note')).toEqual([{ n: 2 }]);
    await again.end('SIGTERM');
    const fresh = await startIn(join(closed.folder, 'mới'), path);
    expect(await query(fresh, 'select 1 as one')).toEqual([{ one: 1 }]);
  }, 60_000);
});

describe.runIf(isRoot)('an ordinary user', () => {
  let made: Awaited<ReturnType<typeof makeEmbeddedFolder>>;
  beforeAll(async () => {
    made = await makeEmbeddedFolder();
  });
  afterAll(() => made.remove());
  function folderOf(name: string, owner: { uid: number; gid: number }): string {
    const folder = join(made.folder, name);
    mkdirSync(folder);
    chownSync(folder, owner.uid, owner.gid);
    return folder;
  }
  /** Under that user, who passes closed folders where the checkout is in one. */
  const prefixOf = (owner: { uid: number; gid: number }): string[] => {
    const { file, args } = rootWays(owner)[1]?.command('env', []) ?? { file: '', args: [] };
    return [file, ...args];
  };

  it('[D2] runs it alone, from the template or without one', async () => {
    for (const [name, template] of [
      ['with', made.template],
      ['without', undefined],
    ] as const) {
      const dataDir = folderOf(name, nobody);
      const one = await start({ dataDir, prefix: prefixOf(nobody), ...(template ? { template } : {}) });
      expect(await query(one, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(uidOf(dataDir)).toBe(nobody.uid);
    }
  });

  it('[D2] without a name anywhere: from the template, and a sentence without one', async () => {
    const dataDir = folderOf('named', nameless);
    const one = await start({ dataDir, template: made.template, prefix: prefixOf(nameless) });
    expect(await query(one, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(uidOf(dataDir)).toBe(nameless.uid);
    const refused = await start({ dataDir: folderOf('unnamed', nameless), prefix: prefixOf(nameless) });
    expect(refused.said.at(-1)).toEqual({
      refused: 'StartRefused',
      words: expect.stringMatching(/54321 has none.*npm run prepare.*mã người dùng 54321/),
    });
  });

  it('[D2] reports whose the data is when it belongs to somebody else; root goes on with it, as its owner', async () => {
    const dataDir = folderOf('theirs', nobody);
    const own = await start({ dataDir, template: made.template, prefix: prefixOf(nobody) });
    await own.end('SIGTERM');
    chownSync(dataDir, nameless.uid, nameless.gid);
    const refused = await start({ dataDir, template: made.template, prefix: prefixOf(nameless) });
    expect(refused.said.at(-1)?.words).toMatch(/another user \(id 65534\).*người dùng khác \(mã 65534\)/);
    chmodSync(dataDir, 0o755);
    const asRoot = await start({ dataDir, template: made.template });
    expect(await query(asRoot, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(uidOf(dataDir)).toBe(nobody.uid);
  });
});
