import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { findProgram, hasPostgres, startRedis } from '../../scripts/test-servers.mjs';
import { readPidFile } from '../src/platform/db/embedded/orphans.ts';
import { ClosedCheckout } from './closed-checkout.ts';
import { mayMount } from './small-disk.ts';

/** Where root's database goes when its user cannot reach the checkout. */
const ownFolder = '/var/lib/hoithi';

describe.runIf(hasPostgres() && process.platform === 'linux')('a server on its embedded database', () => {
  const running: { stop(): unknown }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });
  const newDataDir = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'hoithi-server-'));
    running.push({ stop: () => rmSync(folder, { recursive: true, force: true }) });
    return join(folder, `dữ liệu ${randomUUID().slice(0, 8)}`);
  };
  async function start(settings: Record<string, string>, flags: string[] = [], checkout?: string) {
    const from = checkout === undefined ? {} : { root: checkout };
    const all = { DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: 'warn', ...settings };
    const server = await startServer(all, flags, from);
    running.push({ stop: () => server.kill('SIGKILL') });
    return server;
  }
  const postmasterOf = (dataDir: string): number => readPidFile(join(dataDir, 'postgres'))?.pid ?? 0;
  const runs = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);
  const isReady = async (server: ServerProcess): Promise<boolean> => (await fetch(`${server.url}/health/ready`)).ok;

  it.runIf(findProgram('redis-server') !== null)(
    '[N1] [D2] several processes share one, which ends after the last of them; a second server is refused',
    async () => {
      const redis = await startRedis();
      running.push(redis);
      const dataDir = newDataDir();
      const settings = { DATA_DIR: dataDir, REDIS_URL: redis.url };
      const server = await start(settings, ['--empty', '--processes', '2']);
      const figures = await (await fetch(`${server.url}/metrics`)).text();
      expect(figures).toMatch(/^hoithi_processes 2$/m);
      expect(await isReady(server)).toBe(true);
      const pid = postmasterOf(dataDir);
      expect(runs(pid)).toBe(true);
      await expect(start(settings, ['--empty', '--processes', '2'])).rejects.toThrow(
        /data folder .* is in use by process/,
      );
      await expect(start(settings, ['--empty'])).rejects.toThrow(/data folder .* is in use by process/);
      expect(await isReady(server)).toBe(true);
      await server.kill('SIGTERM');
      expect(runs(pid)).toBe(false);
      expect(readdirSync(dataDir)).not.toContain('lock');
    },
    180_000,
  );

  it('[N15] [D2] the database is killed: the server lives on, is not ready for a moment, and is ready again', async () => {
    const dataDir = newDataDir();
    const server = await start({ DATA_DIR: dataDir }, ['--empty']);
    const pid = postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => postmasterOf(dataDir) !== pid && isReady(server), { timeout: 30_000 }).toBe(true);
    expect(server.output()).toContain('the embedded PostgreSQL ended; it is started again');
    await server.kill('SIGTERM');
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  }, 120_000);

  it.runIf(process.getuid?.() === 0 && mayMount)(
    '[D2] as root in a folder of mode 700, with neither setpriv nor unshare on the path, it starts like anywhere',
    async () => {
      const closed = new ClosedCheckout();
      running.push({ stop: () => closed.close() });
      const before = existsSync(ownFolder) ? readdirSync(ownFolder) : [];
      running.push({
        stop() {
          for (const name of existsSync(ownFolder) ? readdirSync(ownFolder) : [])
            if (!before.includes(name)) rmSync(join(ownFolder, name), { recursive: true });
        },
      });
      const dataDir = join(closed.root, '..', 'dữ liệu');
      const settings = { DATA_DIR: dataDir, PATH: closed.pathOf() };
      const server = await start(settings, ['--empty'], closed.root);
      expect(await isReady(server)).toBe(true);
      expect(server.output()).toContain('the database user cannot enter this folder');
      await server.kill('SIGTERM');
      expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
      expect(readlinkSync(join(dataDir, 'postgres')).startsWith(ownFolder)).toBe(true);
      const again = await start(settings, ['--empty'], closed.root);
      expect(await isReady(again)).toBe(true);
      await again.kill('SIGTERM');
    },
    180_000,
  );
});
