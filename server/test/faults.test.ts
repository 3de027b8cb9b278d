import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, hasPostgres } from '../../scripts/test-servers.mjs';
import type { Rankings } from '../src/platform/rankings/rankings.ts';
import { openRedisRankings } from '../src/platform/rankings/redis-rankings.ts';
import {
  answerAndSubmit,
  countDoubled,
  countLost,
  countOf,
  countUnlike,
  openDesk,
  openHall,
  pause,
  publishUntilDone,
  readEverywhere,
  rulesOpening,
  startWhenOpen,
} from './fault-moments.ts';
import { type FaultTest, openFaultTest } from './fault-stage.ts';
import { mayMount } from './small-disk.ts';

/** A fault: how it begins, how long it lasts, and how it ends. */
type Fault = {
  name: string;
  strike(stage: FaultTest): unknown; // a promise where it takes its time
  lastsMs: number;
  end(stage: FaultTest): unknown;
};

const first = (stage: FaultTest): number => stage.servers[0]?.pid ?? 0;
const faults: readonly Fault[] = [
  {
    name: 'SIGKILL of a process',
    strike: (stage) => stage.servers[0]?.kill('SIGKILL'),
    lastsMs: 0,
    end: () => undefined, // the other one carries on; what died is started again afterwards
  },
  {
    name: 'a process stopped for ten seconds',
    strike: (stage) => process.kill(first(stage), 'SIGSTOP'),
    lastsMs: 10_000,
    end: (stage) => process.kill(first(stage), 'SIGCONT'),
  },
  {
    name: 'Redis restarted empty',
    strike: ({ redis }) => redis.halt('SIGKILL'),
    lastsMs: 1_000,
    end: ({ redis }) => redis.resume(),
  },
  {
    name: 'Redis restarted with an older copy',
    strike: async ({ redis }) => {
      const line = new Redis(redis.url);
      await line.save();
      line.disconnect();
      await pause(1_500); // people go on: what they submit now is not in the copy
      await redis.halt('SIGKILL');
    },
    lastsMs: 500,
    end: ({ redis }) => redis.resume(),
  },
  {
    name: 'PostgreSQL shut down at once and started again',
    strike: ({ postgres }) => postgres.halt('SIGQUIT'),
    lastsMs: 1_000,
    end: ({ postgres }) => postgres.resume(),
  },
  {
    name: 'the line to PostgreSQL cut',
    strike: ({ databaseConnection }) => databaseConnection.cut(),
    lastsMs: 2_000,
    end: ({ databaseConnection }) => databaseConnection.heal(),
  },
  {
    name: 'the line to Redis silent',
    strike: ({ redisConnection }) => redisConnection.mute(),
    lastsMs: 3_000,
    end: ({ redisConnection }) => redisConnection.heal(),
  },
  {
    name: 'the proxy before the servers restarted',
    strike: ({ front }) => front.cut(),
    lastsMs: 500,
    end: ({ front }) => front.heal(),
  },
];
const fullDisks: readonly Fault[] = [
  {
    name: 'the disks of PostgreSQL and of the published files full',
    strike: async ({ disks, db }) => {
      disks?.published.fill();
      disks?.database.fill();
      // What PostgreSQL had put by is used up as well: its next segment finds no room, and it goes down.
      const useUp = () => db.query("select pg_logical_emit_message(true, 'disk', 'full'), pg_switch_wal()");
      for (let segments = 0; segments < 50; segments++) if (!(await useUp().catch(() => null))) break;
    },
    lastsMs: 3_000,
    end: async ({ disks, postgres }) => {
      disks?.database.empty();
      disks?.published.empty();
      await postgres.halt('SIGQUIT'); // as the operator does, whether or not it has ended by itself
      await postgres.resume();
    },
  },
];

describe.runIf(hasPostgres() && findProgram('redis-server') !== null)('faults at every moment of a round', () => {
  let stage: FaultTest;
  let rankings: Rankings;
  beforeAll(async () => {
    stage = await openFaultTest();
    rankings = await openRedisRankings(stage.redis.url);
  }, 120_000);
  afterAll(async () => {
    await rankings.close();
    await stage.close();
  });

  it.each([...faults, ...(mayMount ? fullDisks : [])])(
    '[N13] [N14] [N15] [A3] $name: nothing acknowledged is lost or doubled, clocks stand, one standing, one publication',
    async ({ name, strike, lastsMs, end }) => {
      const [answering, opening, closing, publishing] = await stage.makeContests([
        rulesOpening(-60_000),
        rulesOpening(6_000),
        rulesOpening(-60_000),
        rulesOpening(-60_000),
      ]);
      if (!answering || !opening || !closing || !publishing) throw new Error('four contests');
      const desk = await openDesk(stage);
      const sent = await openHall(stage, publishing, 3);
      await Promise.all(sent.map((one) => one.answerAll(publishing.round.roundId, 2)));
      const close = ({ round }: typeof closing) =>
        desk.insist('round:close', { roundId: round.roundId, reason: 'Diễn tập sự cố' });
      await close(publishing);

      const halls = [
        await openHall(stage, answering, 10),
        await openHall(stage, opening, 6),
        await openHall(stage, closing, 6),
      ];
      const [answerers = [], starters = [], closers = []] = halls;
      await Promise.all(closers.map((one) => one.answerAll(closing.round.roundId, 2)));
      const before = answerers.slice(0, 3).map((one) => answerAndSubmit(one, answering.round.roundId));
      const starting = Promise.all(starters.map((one) => startWhenOpen(one, opening.round.roundId)));
      const rest = Promise.all(answerers.slice(3).map((one) => answerAndSubmit(one, answering.round.roundId)));
      await expect.poll(() => answerers.every((one) => one.acked.size > 0), { timeout: 60_000 }).toBe(true);
      await expect
        .poll(() => countOf(stage, "round_events where kind = 'settled'", publishing), { timeout: 60_000 })
        .toBe(1);
      await pause(Math.max(0, opening.round.opensAtMs - stage.clock.nowMs())); // the hour itself
      await close(closing);
      await expect
        .poll(() => countOf(stage, 'submissions where true', closing), { timeout: 60_000, interval: 20 })
        .toBeGreaterThan(0); // its settling has begun

      const struck = strike(stage);
      const published = publishUntilDone(stage, desk, publishing);
      await struck;
      await pause(lastsMs);
      await end(stage);
      const endedAtMs = performance.now();
      await stage.repair();
      await Promise.all([...before, rest, starting]);
      await published;
      await expect
        .poll(() => countOf(stage, "round_events where kind = 'settled'", closing), { timeout: 60_000 })
        .toBe(1);
      await expect.poll(() => readEverywhere(stage, publishing), { timeout: 60_000 }).not.toBeNull();

      const everybody = [...halls.flat(), ...sent];
      expect(everybody.filter((one) => one.acked.size === 0)).toEqual([]);
      expect(await countLost(stage, everybody)).toBe(0);
      for (const moment of [answering, opening, closing, publishing]) expect(await countDoubled(stage, moment)).toBe(0);
      expect(everybody.map((one) => one.locks.size)).toEqual(everybody.map(() => 1));
      expect(await countOf(stage, 'standings where true', closing)).toBe(1);
      expect(await countOf(stage, 'submissions where true', closing)).toBe(closers.length);
      expect(await countOf(stage, "round_events where kind = 'published'", publishing)).toBe(1);
      expect(await countOf(stage, 'publications where true', publishing)).toBe(1);
      const [rows] = await stage.db.query<{ document: object }>(
        'select document from publications where round_id = $1',
        [publishing.round.roundId],
      );
      for (const text of (await readEverywhere(stage, publishing)) ?? [])
        expect(JSON.parse(text)).toEqual(rows?.document);
      await expect.poll(() => countUnlike(stage, rankings, answering).catch(() => -1), { timeout: 60_000 }).toBe(0);

      const back = everybody
        .flatMap((one) => one.acks.find((atMs) => atMs >= endedAtMs) ?? [])
        .map((atMs) => atMs - endedAtMs);
      const refused = everybody.reduce(
        (sum, one) => sum + one.refusals.filter((code) => code === 'unavailable').length,
        0,
      );
      if (fullDisks.some((disk) => disk.name === name)) expect(refused).toBeGreaterThan(0);
      console.info(
        `${name}: ${everybody.reduce((sum, one) => sum + one.acked.size, 0)} answers, ${refused} times "unavailable", ` +
          `${everybody.reduce((sum, one) => sum + one.drops(), 0)} lines lost, the last of ${back.length} who went on was back ${Math.round(Math.max(...back))} ms after its end`,
      );
      for (const one of everybody) one.device.disconnect();
      desk.close();
    },
    180_000,
  );
});
