import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshRedis, redisUrl } from '../../test/fresh-redis.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { foundProvince, liveProvince, type ProvinceSize } from '../../test/synthetic-province.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { Counters } from '../platform/rankings/counters.ts';
import { memoryCounters } from '../platform/rankings/memory-counters.ts';
import { openRedisCounters } from '../platform/rankings/redis-counters.ts';
import { countLedger, countPeople, countsAreWhole, expectCounts, readCounts, rebuildCounts } from './count-people.ts';
import { countByUnit } from './counts-sql.ts';
import { rollUpUnits } from './unit-figures.ts';

const wholeProvince: ProvinceSize = { people: 12_000, attemptsEach: 5, minutes: 10 };

describe('people counted by unit', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  /** In memory, and in Redis where there is one. */
  async function openCounters(): Promise<{ all: Counters[]; close(): Promise<void> }> {
    if (redisUrl === null) return { all: [memoryCounters()], close: async () => undefined };
    const fresh = await freshRedis();
    const inRedis = await openRedisCounters(fresh.url, { prefix: fresh.prefix });
    return { all: [memoryCounters(), inRedis], close: () => inRedis.close().then(fresh.close) };
  }

  type Sums = { units: object; persons: number; attempts: number };

  /** By the id of each round and of the contest: what SQL says. */
  async function readBySql(contest: CachedContest): Promise<Map<string, Sums>> {
    const sums = new Map<string, Sums>();
    for (const scope of [...contest.rounds, null]) {
      const [where, asOfMs] = scope
        ? [{ roundId: scope.roundId }, scope.closesAtMs]
        : [{ contestId: contest.contestId }, Number.MAX_SAFE_INTEGER];
      const units = Object.fromEntries(await countByUnit(test.db, where, asOfMs, contest.entrance.citizensApart));
      const column = scope ? 'round_id' : 'contest_id';
      const id = scope?.roundId ?? contest.contestId;
      const [total] = await test.db.query<{ persons: number; attempts: number }>(
        `select count(distinct contestant_id)::int as persons, count(*)::int as attempts from counted_submissions where ${column} = $1`,
        [id],
      );
      sums.set(id, { units, persons: total?.persons ?? -1, attempts: total?.attempts ?? -1 });
    }
    return sums;
  }

  async function compare(counters: Counters, contest: CachedContest, bySql: Map<string, Sums>): Promise<void> {
    const counted = await readCounts({ counters }, contest);
    for (const [id, sums] of bySql) {
      const own = counted?.get(id);
      expect({ units: Object.fromEntries(own?.units ?? []), persons: own?.persons, attempts: own?.attempts }).toEqual(
        sums,
      );
    }
  }

  it('[C4] [C5] [C6] a synthetic province: the counters in memory and in Redis equal SQL at every minute, also after a wipe', {
    timeout: 300_000,
  }, async () => {
    const { all, close } = await openCounters();
    const contest = await foundProvince(test.app, 'tinh');
    for (const counters of all) expect(await rebuildCounts({ db: test.db, counters }, contest)).toBe(true);
    let minute = 0;
    for await (const { touched } of liveProvince(test.db, contest, wholeProvince, 'province')) {
      minute += 1;
      if (minute === 1 || minute === 4) await test.db.query('analyze'); // as the database does by itself after a while
      const bySql = await readBySql(contest);
      for (const counters of all) {
        if (minute === 7) await counters.wipe(contest.contestId); // in the middle of the work
        await countPeople({ db: test.db, counters }, contest, touched);
        await countPeople({ db: test.db, counters }, contest, touched.slice(0, 50)); // a second process counts the same
        if ((await readCounts({ counters }, contest)) === null) {
          expect(await rebuildCounts({ db: test.db, counters }, contest)).toBe(true);
        }
        await compare(counters, contest, bySql);
      }
    }
    const bySql = await readBySql(contest);
    for (const counters of all) {
      expect(await countsAreWhole({ counters }, await expectCounts({ db: test.db }, contest))).toBe(true);
      for (const { roundId } of contest.rounds) await counters.wipe(roundId);
      expect(await readCounts({ counters }, contest)).toBeNull();
      expect(await rebuildCounts({ db: test.db, counters }, contest)).toBe(true);
      await compare(counters, contest, bySql);
      expect(await countLedger({ db: test.db }, contest)).toEqual(await readCounts({ counters }, contest));
    }
    await close();
  });

  it('[C4] levels and blocks add up to the people of their units, each person once', async () => {
    const contest = await foundProvince(test.app, 'khoi');
    const counters = memoryCounters();
    for await (const _ of liveProvince(test.db, contest, { people: 600, attemptsEach: 3, minutes: 4 }, 'blocks'));
    await rebuildCounts({ db: test.db, counters }, contest);
    const round = contest.rounds[0]?.roundId ?? '';
    const units = rollUpUnits(contest, (await readCounts({ counters }, contest))?.get(round)?.units ?? new Map());
    const rows = await test.db.query<{ district: string; persons: number; citizens: number }>(
      `with own as (
         select distinct s.contestant_id, c.audience = 'CITIZEN' as citizen,
           (select m.unit_code from unit_memberships m where m.contestant_id = s.contestant_id and m.since_ms <= $2
            order by m.since_ms desc limit 1) as code
         from counted_submissions s join contestants c on c.id = s.contestant_id where s.round_id = $1)
       select coalesce(u.parent_code, u.code) as district, count(*) filter (where not citizen)::int as persons,
              count(*) filter (where citizen)::int as citizens
       from own join units u on u.contest_id = $3 and u.code = own.code group by 1`,
      [round, contest.rounds[0]?.closesAtMs, contest.contestId],
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const { district, persons, citizens } of rows)
      expect(units.find((unit) => unit.code === district)).toMatchObject({ persons, citizens });
    const block = units.filter((unit) => unit.block === 'Khối cơ quan');
    expect(block).toHaveLength(20);
    expect(units.filter((unit) => unit.level === 'COMMUNE').every((unit) => unit.block === 'Khối huyện')).toBe(true);
  });
});
