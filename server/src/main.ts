import { join } from 'node:path';
import { createAdapter } from '@socket.io/redis-adapter';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { printBanner } from './banner.ts';
import { openRedisLines } from './bus/redis-lines.ts';
import { databaseClock } from './clock/database-clock.ts';
import { openBackupDoor } from './commands/backup-door.ts';
import { type Config, readConfig } from './config.ts';
import { httpGateway } from './gateway/http-gateway.ts';
import { logGateway } from './gateway/log-gateway.ts';
import { openHouse } from './house/open-house.ts';
import { DataDirInUse } from './ledger/data-lock.ts';
import { migrate } from './ledger/migrate.ts';
import { openDatabase } from './ledger/open-database.ts';
import { makeOneTimeLink } from './ledger/sessions.ts';
import { memoryCounters } from './rankings/memory-counters.ts';
import { memoryRankings } from './rankings/memory-rankings.ts';
import { openRedisCounters } from './rankings/redis-counters.ts';
import { openRedisRankings } from './rankings/redis-rankings.ts';
import { seedDemo } from './simulation/seed-demo.ts';

/** Opens the house: reads the settings, chooses the drivers, makes the demo at the first start, listens. */

const settings = readConfig(process.env, process.argv.slice(2));
if (!settings.ok) {
  process.stderr.write(`${settings.problems.map((problem) => `- ${problem}`).join('\n')}\n`);
  process.exit(1);
}
const { config } = settings;
// What a store says of a failure may quote a value, so only its kind, words and place are logged. [S8]
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
  await start(config);
} catch (fault) {
  if (fault instanceof DataDirInUse) process.stderr.write(`${fault.message}\n`);
  else log.fatal({ err: fault }, 'the house could not be opened');
  process.exit(1);
}

async function start({
  dataDir,
  databaseUrl,
  redisUrl,
  port,
  host,
  publicUrl,
  gateway,
  empty,
  trustProxyHops,
  overload,
}: Config): Promise<void> {
  const db = await openDatabase({ databaseUrl, dataDir });
  await migrate(db);
  const clock = await databaseClock(db);
  const rankings = redisUrl === null ? memoryRankings() : await openRedisRankings(redisUrl);
  const counters = redisUrl === null ? memoryCounters() : await openRedisCounters(redisUrl);
  const lines = redisUrl === null ? null : openRedisLines(redisUrl, (err) => log.warn({ err }, 'redis is away'));

  const open = await openHouse({
    db,
    clock,
    rankings,
    counters,
    gateway: gateway === null ? logGateway((text) => log.info(text)) : httpGateway(gateway),
    log,
    joinOthers: lines && ((io) => void io.adapter(createAdapter(lines.publisher, lines.subscriber))),
    publishedDir: join(dataDir, 'published'),
    publicUrl,
    trustProxyHops,
    overload,
  });
  if (!empty && open.house.contests.all().length === 0) {
    await seedDemo(open.house);
    await open.lookAtTimetable();
  }
  await new Promise<void>((resolve, reject) => {
    open.server.once('error', reject);
    open.server.listen(port, host, resolve);
  });
  const backupDoor = databaseUrl === null ? await openBackupDoor(open.house, dataDir) : null;
  const organizerPath = `/to-chuc/vao#${await makeOneTimeLink(db, clock.nowMs())}`;
  const demo = open.house.contests.all().some((contest) => contest.demo);
  const address = open.server.address();
  const boundPort = typeof address === 'object' && address ? address.port : port;
  printBanner({ port: boundPort, publicUrl, organizerPath, demo, embedded: databaseUrl === null }, (text) =>
    process.stdout.write(`${text}\n`),
  );

  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) log.fatal({ err }, 'the house closes on a fault');
    await backupDoor?.close();
    await open.close();
    clock.stop();
    await rankings.close();
    await counters.close();
    lines?.close();
    await db.close();
  });
}
