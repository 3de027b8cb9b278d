import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { startRedis } from '../../scripts/test-servers.mjs';
import { freshDatabase } from './fresh-database.ts';
import { makeContest, openAppNow, testRules } from './open-test-app.ts';
import { openReturning } from './returning-contestant.ts';
import { enrolPerson } from './scripted-contestant.ts';
import { setRounds } from './test-rules.ts';

const dayMs = 86_400_000;
const openNow = () =>
  testRules((rules) => {
    setRounds(rules.week, [[Date.now() - dayMs, Date.now() + dayMs]]);
    rules.week.publish = { kind: 'days-after', days: 1, clock: '24:00' };
  });

type Line = { pid?: number; msg: string };
/** What the supervisor has logged so far, oldest first. */
const rowsOf = (server: ServerProcess): Line[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
/** Processes that became ready, in that order. */
const readyPids = (server: ServerProcess): number[] =>
  rowsOf(server).flatMap((line) => (line.msg === 'process is ready' && line.pid ? [line.pid] : []));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

describe('several processes behind one address', () => {
  const running: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });

  async function start(databaseUrl: string, redisUrl: string, flags: string[]): Promise<ServerProcess> {
    const server = await startServer(
      { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, DATA_DIR: `/tmp/hoithi-processes-${randomUUID()}` },
      flags,
    );
    running.push({ stop: () => server.kill('SIGTERM') });
    return server;
  }
  async function ownRedis(): Promise<string> {
    const redis = await startRedis();
    running.push(redis);
    return redis.url;
  }

  it('[N1] two processes share one port: one demo, one banner, one link, and the figures of both', async () => {
    const fresh = await freshDatabase();
    running.push({ stop: () => fresh.close() });
    const redisUrl = await ownRedis();
    // And a third alone, started at the same instant on the same new database.
    const [server] = await Promise.all([
      start(fresh.url, redisUrl, ['--processes', '2']),
      start(fresh.url, redisUrl, []),
    ]);
    if (!server) throw new Error('a server');
    const count = async (table: string) =>
      (await fresh.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
    expect(await count('contests')).toBe(1);
    expect(await count('invitations')).toBe(2);
    expect(server.output().match(/Hội Thi đã sẵn sàng/g)).toHaveLength(1);
    expect(new Set(readyPids(server)).size).toBe(2);
    expect(readyPids(server)).not.toContain(server.pid);
    expect(await figure(server.url, 'hoithi_processes')).toBe(2);
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      {
        ready: true,
        draining: false,
        parts: { database: { ok: true }, redis: { ok: true }, migrations: { ok: true } },
      },
    ]);
  }, 180_000);

  it('[N2] a process that was killed is started again, and the address answers all the while', async () => {
    const fresh = await freshDatabase();
    running.push({ stop: () => fresh.close() });
    const server = await start(fresh.url, await ownRedis(), ['--empty', '--processes', '2']);
    const [victim] = readyPids(server);
    process.kill(victim ?? 0, 'SIGKILL');
    let unanswered = 0;
    await until(async () => {
      const asked = await fetch(`${server.url}/health/live`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
      if (asked?.status !== 200) unanswered += 1;
      return readyPids(server).length === 3;
    });
    // One may have been in the hands of the process that died: open, or just given to it.
    expect(unanswered).toBeLessThanOrEqual(2);
    expect(await figure(server.url, 'hoithi_processes')).toBe(2);
    expect(rowsOf(server).map((line) => line.msg)).toContain('process ended; it is restarted');
  }, 180_000);

  it('[N2] a first process that cannot open ends the supervisor with it', async () => {
    const away = start('postgres://hoithi@127.0.0.1:1/nothing', await ownRedis(), ['--empty', '--processes', '2']);
    await expect(away).rejects.toThrow('the server stopped with 1');
  }, 180_000);

  it('[N4] [A4] a rolling restart in the middle of answers loses no acknowledged answer, and everybody is back', async () => {
    const test = await openAppNow();
    running.push({ stop: () => test.close() });
    const { contest, round } = await makeContest(test.app, openNow());
    const people = await Promise.all(Array.from({ length: 60 }, () => enrolPerson(test, contest)));
    const server = await start(test.databaseUrl, await ownRedis(), ['--empty', '--processes', '2']);
    const before = readyPids(server);
    const hall = await Promise.all(people.map((person) => openReturning(server.url, contest.slug, person)));

    const answering = Promise.all(hall.map((one) => one.answerAll(round.roundId)));
    await until(() => hall.every((one) => one.acked.size > 0));
    process.kill(server.pid, 'SIGHUP');
    await until(() => rowsOf(server).some((line) => line.msg === 'rolling restart ended'));
    await answering;

    expect(readyPids(server)).toHaveLength(4);
    expect(before.some((pid) => readyPids(server).slice(2).includes(pid))).toBe(false);
    await until(() => hall.every((one) => one.device.connected)); // the last to be moved are on their way back
    expect(hall.filter((one) => one.drops() === 0)).toEqual([]);
    const acked = hall.flatMap((one) => [...one.acked.keys()]);
    expect(acked).toHaveLength(60 * 15);
    const rows = await test.db.query('select id from answers where id = any($1::uuid[])', [acked]);
    expect(rows).toHaveLength(acked.length);
    for (const one of hall) one.device.disconnect();
    await server.kill('SIGTERM');
    expect(server.output()).not.toContain('killed by timeout');
  }, 180_000);
});
