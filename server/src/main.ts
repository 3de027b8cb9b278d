import cluster from 'node:cluster';
import { join } from 'node:path';
import { assert } from '@hoithi/shared/rules/assert';
import { pino } from 'pino';
import type { Server } from 'socket.io';
import { readFirstOrganization } from './accounts/accounts-sql.ts';
import { entryForOrganizers } from './accounts/first-account.ts';
import { type OpenedApp, openApp } from './app.ts';
import { makeProgramBank } from './banks/program-bank.ts';
import { printBanner } from './banner.ts';
import { type Config, readConfig } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { dropStoredDemo } from './demo/stored-demo-sql.ts';
import { openLogKey } from './log/log-key.ts';
import { databaseClock } from './platform/clock/database-clock.ts';
import { inTurn } from './platform/db/advisory-lock.ts';
import { DataDirInUse } from './platform/db/data-lock.ts';
import { StartRefused } from './platform/db/embedded/start-refused.ts';
import { migrate } from './platform/db/migrate.ts';
import { openDatabase, startOwnPostgres } from './platform/db/open-database.ts';
import { httpGateway } from './platform/gateway/http-gateway.ts';
import { logGateway } from './platform/gateway/log-gateway.ts';
import { fitSockets, loweredWords, readOpenFilesMax } from './platform/processes/open-files.ts';
import { ownSupervisor } from './platform/processes/own-supervisor.ts';
import { stopInOrder } from './platform/processes/stop-in-order.ts';
import { supervise } from './platform/processes/supervise.ts';
import { memoryRankings } from './platform/rankings/memory-rankings.ts';
import { verifierScorer } from './result/second-scorer.ts';

/**
 * Starts the server: reads the settings, chooses the drivers, makes the demo at the first start, listens. With several
 * processes the first one only supervises the others, which start here again.
 */

/**
 * Redis counts a process whose connection went silent as present until it finds out, minutes later. Requests to the others
 * wait no longer than this, and go on with what is known here. [N13]
 */
const othersAnswerWithinMs = 1_000;

/** From the first socket that is asked to move to the last, while others serve. Units: ms. */
const moveOverMs = 5_000;

const settings = readConfig(process.env, process.argv.slice(2));
if (!settings.ok) {
  process.stderr.write(`${settings.problems.map((problem) => `- ${problem}`).join('\n')}\n`);
  process.exit(1);
}
const { config } = settings;
// A store's error may quote a value, so only its type, code, message and stack are logged. [S8]
const log = pino({
  level: config.logLevel,
  serializers: {
    err: (fault: Error & { code?: string }) => ({
      type: fault.name,
      code: fault.code,
      message: fault.message,
      stack: fault.stack,
    }),
  },
});

try {
  await (config.processes > 1 && cluster.isPrimary ? startProcesses(config) : start(config));
} catch (fault) {
  if (fault instanceof DataDirInUse || fault instanceof StartRefused) process.stderr.write(`${fault.message}\n`);
  else log.fatal({ err: fault }, 'the server could not be started');
  process.exit(1);
}

/** The embedded database belongs to the first process of all, which hands its address to the others. */
async function startProcesses({ processes, databaseUrl, dataDir }: Config): Promise<void> {
  const embedded = databaseUrl === null ? await startOwnPostgres(dataDir, log) : null;
  supervise({
    processes,
    log,
    env: embedded === null ? {} : { DATABASE_URL: embedded.url },
    afterAll: async () => embedded?.stop(),
  });
}

/** What speaks to Redis, loaded only where there is one: a start on one machine does not wait for it. */
async function loadRedis() {
  return {
    ...(await import('./platform/rankings/redis-rankings.ts')),
    ...(await import('./platform/bus/redis-connections.ts')),
    ...(await import('@socket.io/redis-adapter')),
  };
}

/** Rankings and the channels to other processes: in Redis, or in this process where there is none. */
async function openRankingStores(redisUrl: string | null) {
  let onBack: () => void = () => undefined;
  if (redisUrl === null) {
    return {
      rankings: memoryRankings(),
      joinOthers: null,
      peers: null,
      busWaiting: null,
      pingRedis: null,
      close: () => undefined,
    };
  }
  const redis = await loadRedis();
  const rankings = await redis.openRedisRankings(redisUrl, { onBack: () => onBack() });
  const { publisher, subscriber, peers, waiting, close } = redis.openRedisConnections(redisUrl, (err) =>
    log.warn({ err }, 'Redis is unavailable'),
  );
  return {
    rankings,
    joinOthers: (io: Server) =>
      void io.adapter(redis.createAdapter(publisher, subscriber, { requestsTimeout: othersAnswerWithinMs })),
    onRankingsBack: (listener: () => void) => {
      onBack = listener;
    },
    peers,
    busWaiting: waiting,
    pingRedis: async () => (await publisher.ping()) === 'PONG',
    close,
  };
}

/** Of several processes that start on a new database one makes the demo; the others wait and find it. */
async function seedOnFirstStart({ app, runTimetable }: OpenedApp): Promise<void> {
  const isNew = () => app.contests.listed().length === 0;
  if (!isNew()) return;
  await inTurn(app.db, 'demo', async () => {
    await app.contests.loadAll();
    if (!isNew()) return;
    await seedDemo(app);
    const { id } = await readFirstOrganization(app.db);
    await makeProgramBank(app, { actor: 'server', organizationId: id });
  });
  for (const { contestId } of app.contests.all()) await app.live.refresh(contestId);
  await runTimetable();
}

/** Prints the addresses, in one process of all: the banner is read once. */
async function announce({ app, server }: OpenedApp, publicUrl: string | null): Promise<void> {
  const organizers = await entryForOrganizers(app.db, app.clock.nowMs());
  const demo = app.contests.listed().some((contest) => contest.demo);
  const bound = server.address();
  assert(bound !== null && typeof bound !== 'string', 'the server listens on an address');
  await printBanner({ bound, publicUrl, organizers, demo }, (text) => process.stdout.write(`${text}\n`));
}

async function start(settings: Config): Promise<void> {
  const { dataDir, databaseUrl, redisUrl, port, host, publicUrl, messageRoutes, trustProxyHops, metricsToken } =
    settings;
  const supervisor = ownSupervisor();
  const { lowered, ...sockets } = fitSockets(settings.overload, readOpenFilesMax());
  if (lowered !== null) log.warn({ ...lowered, socketsMax: sockets.socketsMax }, loweredWords);
  const db = await openDatabase({ databaseUrl, dataDir }, log);
  await migrate(db);
  const clock = await databaseClock(db);
  const { close: closeChannels, ...stores } = await openRankingStores(redisUrl);
  const open = await openApp({
    db,
    clock,
    ...stores,
    gateway:
      messageRoutes.length === 0
        ? logGateway((text) => log.info(text))
        : httpGateway({ db, clock, log }, messageRoutes),
    log,
    publishedDir: join(dataDir, 'published'),
    publicUrl,
    trustProxyHops,
    overload: { ...settings.overload, ...sockets },
    oidc: settings.oidc,
    ways: settings.ways,
    logKey: await openLogKey(dataDir, settings.logKey),
    logWitnesses: settings.logWitnesses,
    secondScorer: verifierScorer,
    metricsToken,
    gatherFigures: supervisor && (() => supervisor.gather()),
  });
  await (settings.empty ? dropStoredDemo(db) : seedOnFirstStart(open));
  await new Promise<void>((resolve, reject) => {
    open.server.once('error', reject);
    open.server.listen(port, host, resolve);
  });

  stopInOrder({ log, supervisor }, async ({ move }) => {
    await open.leave(move ? moveOverMs : 0);
    await open.close();
    clock.stop();
    await stores.rankings.close();
    closeChannels();
    await db.close();
  });
  if (supervisor === null) return announce(open, publicUrl);
  supervisor.onCount(() => open.app.metrics.prometheus.registry.getMetricsAsJSON());
  supervisor.sendReady(() => announce(open, publicUrl));
}
