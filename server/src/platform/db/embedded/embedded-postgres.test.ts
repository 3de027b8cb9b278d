import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedProcess, findByCommand, runEmbedded } from '../../../../test/embedded-process.ts';
import { makeEmbeddedFolder, rememberingLog } from '../../../../test/embedded-template.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded-postgres.ts';
import { readPidFile } from './orphans.ts';

type Made = Awaited<ReturnType<typeof makeEmbeddedFolder>>;

let made: Made;
let count = 0;
const running: { stop(): Promise<void> }[] = [];
const processes: EmbeddedProcess[] = [];
const strangers: ChildProcess[] = [];

beforeAll(async () => {
  made = await makeEmbeddedFolder();
});
afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.kill('SIGKILL');
  for (const one of processes.splice(0)) await one.end('SIGKILL');
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => made.remove());

/** A data folder that nobody has used, with blanks and Vietnamese letters in its path. */
const newDataDir = (): string => join(made.folder, `dữ liệu ${++count}`);
const clusterOf = (dataDir: string): string => join(dataDir, 'postgres');

async function start(dataDir: string, log = rememberingLog().log): Promise<EmbeddedPostgres> {
  const one = await startEmbedded({ dataDir, template: made.template, log });
  running.push(one);
  return one;
}

async function startElsewhere(dataDir: string): Promise<EmbeddedProcess> {
  const one = await runEmbedded({ dataDir, template: made.template });
  processes.push(one);
  return one;
}

async function query<R extends object>(url: string, sql: string, params: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

/** The same, as soon as the database takes connections again. */
const queryWhenBack = <R extends object>(url: string, sql: string): Promise<R[]> =>
  expect
    .poll(() => query<R>(url, sql).catch(() => null), { timeout: 15_000 })
    .not.toBeNull()
    .then(() => query<R>(url, sql));

/** Commits one number after the other until the connection is cut, and answers with the last that was acknowledged. */
async function writeUntilCut(url: string, at: number, strike: () => void): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  let acked = 0;
  try {
    await client.query('create table note (n int)');
    for (let n = 1; ; n++) {
      await client.query('insert into note values ($1)', [n]);
      acked = n;
      if (n === at) strike();
    }
  } catch {
    return acked; // as intended
  }
}

const countNotes = async (url: string): Promise<number> => {
  const [row] = await queryWhenBack<{ rows: number }>(url, 'select count(*)::int as rows from note');
  return row?.rows ?? 0;
};

const postmasterPid = (dataDir: string): number => readPidFile(clusterOf(dataDir))?.pid ?? 0;
/** Whether it runs: one that has ended and was not waited for is only a name. */
const isThere = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};
const socketFolderOf = (url: string): string => new URL(url).searchParams.get('host') ?? '';

describe('the embedded PostgreSQL', () => {
  it('[D2] commits to the disk, listens to no network, and logs nothing of what an error quotes', async () => {
    const { url } = await start(newDataDir());
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'ssl', 'TimeZone'];
    names.push('log_error_verbosity', 'log_min_error_statement', 'log_statement', 'server_encoding', 'lc_messages');
    const rows = await query<{ name: string; setting: string }>(
      url,
      'select name, setting from pg_settings where name = any($1)',
      [names],
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      ssl: 'off',
      TimeZone: 'UTC',
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      log_statement: 'none',
      server_encoding: 'UTF8',
      lc_messages: 'C',
    });
    const refused = await new Promise((resolve) => createConnection(5432, '127.0.0.1').on('error', resolve));
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('[D2] its socket is in a folder of the system, closed to others, and goes with it', async () => {
    const dataDir = newDataDir();
    const one = await start(dataDir);
    const folder = socketFolderOf(one.url);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(folder.startsWith(dataDir)).toBe(false);
    expect(statSync(clusterOf(dataDir)).mode & 0o777).toBe(0o700);
    await one.stop();
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  });

  it('[D2] a second start on the data folder is refused, in this process and in another', async () => {
    const dataDir = newDataDir();
    const { url } = await start(dataDir);
    await expect(start(dataDir)).rejects.toMatchObject({ name: 'DataDirInUse' });
    const other = await startElsewhere(dataDir);
    expect(other.said).toEqual([expect.objectContaining({ refused: 'DataDirInUse' })]);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]); // the refused ones harmed nothing
  });

  it('[D2] a stop and a start later the rows are there', async () => {
    const dataDir = newDataDir();
    const one = await start(dataDir);
    await query(one.url, "create table note as select 'đề thi' as words");
    await one.stop();
    const again = await start(dataDir);
    expect(await query(again.url, 'select words from note')).toEqual([{ words: 'đề thi' }]);
  });

  it('[A3] each commit waits for the disk: as many fsyncs of the log as commits', async () => {
    const { url } = await start(newDataDir());
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const countSyncs = async (): Promise<number> => {
      await client.query('select pg_stat_force_next_flush()');
      const { rows } = await client.query<{ fsyncs: number }>(
        "select sum(fsyncs)::int as fsyncs from pg_stat_io where object = 'wal' and backend_type = 'client backend'",
      );
      return rows[0]?.fsyncs ?? 0;
    };
    await client.query('create table note (words text)');
    const before = await countSyncs();
    for (let i = 0; i < 20; i++) await client.query("insert into note values ('đáp án')");
    expect((await countSyncs()) - before).toBeGreaterThanOrEqual(20);
    await client.end();
  });

  it('[A3] SIGKILL of the database alone: it is started again at the same address, with all that was committed', async () => {
    const dataDir = newDataDir();
    const { log, entries } = rememberingLog();
    const { url } = await start(dataDir, log);
    const pid = postmasterPid(dataDir);
    const acked = await writeUntilCut(url, 200, () => process.kill(pid, 'SIGKILL'));
    expect(await countNotes(url)).toBeGreaterThanOrEqual(acked);
    expect(acked).toBeGreaterThanOrEqual(200);
    expect(postmasterPid(dataDir)).not.toBe(pid);
    expect(entries.map((entry) => entry.log)).toContain('the embedded PostgreSQL ended; it is started again');
  });

  it('[S8] what a failing or killed statement quotes never stands in the log', async () => {
    const dataDir = newDataDir();
    const { log, entries } = rememberingLog();
    const { url } = await start(dataDir, log);
    const phone = '0912345678';
    await query(url, 'create table people (phone text primary key)');
    await query(url, 'insert into people values ($1)', [phone]);
    await expect(query(url, `insert into people values ('${phone}')`)).rejects.toMatchObject({ code: '23505' });
    await expect(query(url, `select '${phone}x'::int`)).rejects.toMatchObject({ code: '22P02' });
    const sleeping = query(url, `select pg_sleep(60), '${phone}'`).catch(() => 'cut off');
    const [backend] = await expect
      .poll(() => query<{ pid: number }>(url, "select pid from pg_stat_activity where query like 'select pg_sleep%'"))
      .toHaveLength(1)
      .then(() => query<{ pid: number }>(url, "select pid from pg_stat_activity where query like 'select pg_sleep%'"));
    process.kill(backend?.pid ?? 0, 'SIGKILL');
    expect(await sleeping).toBe('cut off');
    await expect.poll(() => JSON.stringify(entries), { timeout: 15_000 }).toContain('was terminated by signal 9');
    await queryWhenBack(url, 'select 1');
    process.kill(postmasterPid(dataDir), 'SIGKILL'); // its last words come into the log
    await queryWhenBack(url, 'select 1');
    const text = JSON.stringify(entries);
    expect(text).toContain('the embedded PostgreSQL ended');
    expect(text).not.toContain(phone);
  });
});

describe.runIf(process.platform === 'linux')('what a killed server leaves behind', () => {
  it('[D2] SIGKILL of the server: its database ends by itself, in order', async () => {
    const dataDir = newDataDir();
    const server = await startElsewhere(dataDir);
    const pid = postmasterPid(dataDir);
    const acked = await writeUntilCut(server.url ?? '', 200, () => server.child.kill('SIGKILL'));
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
    expect(existsSync(join(clusterOf(dataDir), 'postmaster.pid'))).toBe(false);
    expect(acked).toBeGreaterThanOrEqual(200);
    expect(await countNotes((await start(dataDir)).url)).toBeGreaterThanOrEqual(acked);
  });

  it('[D2] a database that runs on is stopped by the next start, and its socket folder goes', async () => {
    const dataDir = newDataDir();
    const server = await startElsewhere(dataDir);
    await query(server.url ?? '', 'create table note as select 1 as n');
    const pid = postmasterPid(dataDir);
    for (const watcher of findByCommand(`kill -INT "$0"\0${pid}\0`)) process.kill(watcher, 'SIGKILL');
    await server.end('SIGKILL');
    expect(isThere(pid)).toBe(true);
    const { log, entries } = rememberingLog();
    const { url } = await start(dataDir, log);
    expect(isThere(pid)).toBe(false);
    expect(entries[0]?.log).toBe('processes of an earlier PostgreSQL on the data folder were stopped');
    expect(existsSync(socketFolderOf(server.url ?? ''))).toBe(false);
    expect(await query(url, 'select n from note')).toEqual([{ n: 1 }]);
  });

  it('[D2] server and database killed at once, one of its processes still busy: the next start ends it', async () => {
    const dataDir = newDataDir();
    const server = await startElsewhere(dataDir);
    // A busy one does not see at once that its first process is gone.
    const busy = query(server.url ?? '', 'select count(*) from generate_series(1, 1000000000)').catch(() => 'cut off');
    const [backend] = await expect
      .poll(() =>
        query<{ pid: number }>(server.url ?? '', "select pid from pg_stat_activity where query like 'select count%'"),
      )
      .toHaveLength(1)
      .then(() =>
        query<{ pid: number }>(server.url ?? '', "select pid from pg_stat_activity where query like 'select count%'"),
      );
    const pid = postmasterPid(dataDir);
    for (const watcher of findByCommand(`kill -INT "$0"\0${pid}\0`)) process.kill(watcher, 'SIGKILL');
    const acked = await writeUntilCut(server.url ?? '', 200, () => {
      process.kill(pid, 'SIGKILL');
      server.child.kill('SIGKILL');
    });
    await server.end('SIGKILL');
    const { url } = await start(dataDir);
    expect(await busy).toBe('cut off');
    expect(isThere(backend?.pid ?? 0)).toBe(false);
    expect(acked).toBeGreaterThanOrEqual(200);
    expect(await countNotes(url)).toBeGreaterThanOrEqual(acked);
  });

  it('[D2] a pid file whose number another process has by now does not stop the start, and harms nobody', async () => {
    const dataDir = newDataDir();
    const one = await start(dataDir);
    const { uid, gid } = statSync(clusterOf(dataDir));
    const pidFile = join(clusterOf(dataDir), 'postmaster.pid');
    const written = readFileSync(pidFile, 'utf8').split('\n');
    await one.stop();
    // Somebody else's process under the database's own user: PostgreSQL alone would refuse to start beside it.
    const stranger = spawn('sleep', ['60'], {
      stdio: 'ignore',
      cwd: '/',
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    });
    strangers.push(stranger);
    await once(stranger, 'spawn');
    writeFileSync(pidFile, [String(stranger.pid), ...written.slice(1)].join('\n'), { mode: 0o600 });
    const { url } = await start(dataDir);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(isThere(stranger.pid ?? 0)).toBe(true);
  });
});

describe('data folders that cannot be opened', () => {
  it('[D2] one of another major version is refused with the way through a backup, in both languages', async () => {
    const dataDir = newDataDir();
    await (await start(dataDir)).stop();
    writeFileSync(join(clusterOf(dataDir), 'PG_VERSION'), '17\n');
    const fault = await start(dataDir).catch((reason: Error) => reason);
    expect(fault).toMatchObject({ name: 'StartRefused' });
    expect((fault as Error).message).toMatch(/PostgreSQL 17.*npm run backup.*npm run restore.*sao lưu/);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  });

  it('[D2] a first start that was cut short leaves nothing that is taken for a database', async () => {
    const dataDir = newDataDir();
    const one = await start(dataDir);
    await one.stop();
    const half = `${clusterOf(dataDir)}.unfinished`;
    const { rename, mkdir } = await import('node:fs/promises');
    await rename(clusterOf(dataDir), half);
    await mkdir(dirname(half), { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '17\n');
    const { url } = await start(dataDir);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
