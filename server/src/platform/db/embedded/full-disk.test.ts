import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEmbeddedFolder, rememberingLog } from '../../../../test/embedded-template.ts';
import { mayMount, openSmallDisk, type SmallDisk } from '../../../../test/small-disk.ts';
import { startEmbedded } from './embedded-postgres.ts';

describe.runIf(mayMount)('the embedded PostgreSQL on a full disk', { timeout: 120_000 }, () => {
  let made: Awaited<ReturnType<typeof makeEmbeddedFolder>>;
  const disks: SmallDisk[] = [];
  beforeAll(async () => {
    made = await makeEmbeddedFolder();
  });
  afterAll(() => {
    for (const disk of disks) disk.close();
    made.remove();
  });
  function openDisk(megabytes: number): SmallDisk {
    const disk = openSmallDisk(megabytes);
    disks.push(disk);
    return disk;
  }

  it('[D2] a first start without room is refused in words, and succeeds once there is room', async () => {
    const disk = openDisk(120);
    const dataDir = join(disk.folder, 'data');
    const { log } = rememberingLog();
    disk.fill(64 * 1_024); // room for the lock, not for a database
    const start = (template: string | null) => startEmbedded({ dataDir, template, log });
    for (const template of [made.template, null])
      await expect(start(template)).rejects.toThrow(/is full: free some space.*đã đầy/);
    disk.empty();
    await (await start(made.template)).stop();
  });

  it('[A3] [N15] full while it works: nothing acknowledged is lost, and it goes on when there is room again', async () => {
    const disk = openDisk(160);
    const { log } = rememberingLog();
    const one = await startEmbedded({ dataDir: join(disk.folder, 'data'), template: made.template, log });
    const pool = new pg.Pool({ connectionString: one.url, max: 1, connectionTimeoutMillis: 5_000 });
    pool.on('error', () => undefined);
    const write = (): Promise<boolean> =>
      pool.query("insert into note select repeat('đề', 20000) returning 1").then(
        () => true,
        () => false,
      );
    await pool.query('create table note (words text)');
    await pool.query('alter table note alter words set storage external');
    let acked = 0;
    for (; acked < 20; acked++) expect(await write()).toBe(true);
    disk.fill();
    while (await write()) acked += 1;
    // What had been put by is used up as well: its next segment finds no room, and it goes down.
    const useUp = () => pool.query("select pg_logical_emit_message(true, 'disk', 'full'), pg_switch_wal()");
    for (let segments = 0; segments < 50; segments++) if (!(await useUp().catch(() => null))) break;
    expect(await write()).toBe(false);
    disk.empty();
    await expect.poll(write, { timeout: 30_000 }).toBe(true);
    const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from note');
    expect(rows[0]?.n).toBeGreaterThanOrEqual(acked + 1);
    await pool.end();
    await one.stop();
  });
});
