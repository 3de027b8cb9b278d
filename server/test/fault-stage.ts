import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { createAdapter } from '@socket.io/redis-adapter';
import { pino } from 'pino';
import { findFreePort, type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { startPostgres, startRedis, type TestServer } from '../../scripts/test-servers.mjs';
import { openApp } from '../src/app.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { openRedisConnections } from '../src/platform/bus/redis-connections.ts';
import { type DatabaseClock, databaseClock } from '../src/platform/clock/database-clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openPostgres } from '../src/platform/db/postgres.ts';
import { logGateway } from '../src/platform/gateway/log-gateway.ts';
import { memoryRankings } from '../src/platform/rankings/memory-rankings.ts';
import { type CutProxy, openCutProxy } from './cut-proxy.ts';
import { makeContest } from './open-test-app.ts';
import { mayMount, openSmallDisk, type SmallDisk } from './small-disk.ts';

/** Two server processes behind a proxy, their own PostgreSQL and Redis behind two more, and small disks where one may mount. */
export type FaultTest = {
  postgres: TestServer;
  redis: TestServer;
  databaseConnection: CutProxy;
  redisConnection: CutProxy;
  front: CutProxy;
  servers: ServerProcess[];
  /** The disk of the database, and the one of the first server's published files. */
  disks: { database: SmallDisk; published: SmallDisk } | null;
  /** Asks the database past every proxy. */
  db: Database;
  clock: DatabaseClock;
  urls(): string[];
  /** Starts again what does not run. */
  repair(): Promise<void>;
  makeContests(rules: readonly Rulebook[]): Promise<{ contest: CachedContest; round: CachedRound }[]>;
  close(): Promise<void>;
};

const portOf = (url: string): number => Number(new URL(url).port);
const through = (url: string, line: CutProxy): string => Object.assign(new URL(url), { port: String(line.port) }).href;

async function within<T>(folder: string | null, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  if (folder !== null) process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

export async function openFaultTest(): Promise<FaultTest> {
  const disks = mayMount ? { database: openSmallDisk(400), published: openSmallDisk(1) } : null;
  const [postgres, redis] = [
    await within(disks?.database.folder ?? null, () => startPostgres({ fsync: false })),
    await startRedis(),
  ];
  const databaseConnection = await openCutProxy([portOf(postgres.url)]);
  const redisConnection = await openCutProxy([portOf(redis.url)]);
  const db = await openPostgres(postgres.url);
  await migrate(db);
  const clock = await databaseClock(db);
  const ports = [await findFreePort(), await findFreePort()];
  const dataDirs = [
    disks?.published.folder ?? (await mkdtemp(join(tmpdir(), 'hoithi-faults-'))),
    await mkdtemp(join(tmpdir(), 'hoithi-faults-')),
  ];
  const open = (at: number): Promise<ServerProcess> =>
    startServer(
      {
        DATABASE_URL: through(postgres.url, databaseConnection),
        REDIS_URL: through(redis.url, redisConnection),
        PORT: String(ports[at]),
        DATA_DIR: dataDirs[at] ?? '',
        LOG_LEVEL: 'warn',
      },
      ['--empty'],
    );
  const servers: ServerProcess[] = [await open(0), await open(1)];
  const front = await openCutProxy(ports);
  const isGone = (server: ServerProcess): boolean => {
    try {
      process.kill(server.pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  return {
    postgres,
    redis,
    databaseConnection,
    redisConnection,
    front,
    servers,
    disks,
    db,
    clock,
    urls: () => servers.map((server) => server.url),
    async repair() {
      for (const [at, server] of servers.entries()) if (isGone(server)) servers[at] = await open(at);
    },
    async makeContests(rules) {
      const lines = openRedisConnections(redis.url, () => undefined);
      const folder = await mkdtemp(join(tmpdir(), 'hoithi-faults-maker-'));
      const maker = await openApp({
        db,
        clock,
        rankings: memoryRankings(),
        gateway: logGateway(() => undefined),
        log: pino({ level: 'silent' }),
        joinOthers: (io) => void io.adapter(createAdapter(lines.publisher, lines.subscriber)),
        publishedDir: folder,
        publicUrl: null,
        trustProxyHops: 0,
        pingRedis: null,
        metricsToken: null,
        gatherFigures: null,
      });
      const made = [];
      for (const each of rules) made.push(await makeContest(maker.app, each));
      for (const { contest } of made)
        for (const url of servers.map((server) => server.url))
          while ((await fetch(`${url}/api/contests/${contest.slug}/state.json`)).status !== 200)
            await new Promise((resolve) => setTimeout(resolve, 50));
      await maker.close();
      lines.close();
      await rm(folder, { recursive: true, force: true });
      return made;
    },
    async close() {
      for (const server of servers) await server.kill('SIGKILL');
      clock.stop();
      await db.close();
      for (const line of [front, databaseConnection, redisConnection]) await line.close();
      await redis.stop();
      await postgres.stop();
      for (const folder of dataDirs.slice(disks ? 1 : 0)) await rm(folder, { recursive: true, force: true });
      disks?.database.close();
      disks?.published.close();
    },
  };
}
