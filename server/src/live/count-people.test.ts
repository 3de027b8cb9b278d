import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { foundProvince, liveProvince, type ProvinceSize } from '../../test/synthetic-province.ts';
import type { CachedContest } from '../contest/contests.ts';
import { countDue, countNow, readCounts } from './count-people.ts';
import { countByUnit, countOpenAttempts } from './counts-sql.ts';
import { wipeCounts } from './person-counts-sql.ts';
import { rollUpUnits } from './unit-figures.ts';

const wholeProvince: ProvinceSize = { people: 12_000, attemptsEach: 5, minutes: 10 };

describe('people counted by unit', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const countAll = (contest: CachedContest, crowdMin?: number) => countNow(test.db, contest, crowdMin);

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

  async function compare(contest: CachedContest): Promise<void> {
    const bySql = await readBySql(contest);
    const counted = await readCounts(test.db, contest);
    for (const [id, sums] of bySql) {
      const own = counted.get(id);
      expect({ units: Object.fromEntries(own?.units ?? []), persons: own?.persons, attempts: own?.attempts }).toEqual(
        sums,
      );
    }
  }

  it('[C4] [C5] [C6] a synthetic province: the counts equal SQL at every minute, counted by two at once, and also after a wipe', {
    timeout: 300_000,
  }, async () => {
    const contest = await foundProvince(test.app, 'tinh');
    let minute = 0;
    for await (const _ of liveProvince(test.db, contest, wholeProvince, 'province')) {
      minute += 1;
      if (minute === 1 || minute === 4) await test.db.query('analyze'); // as the database does by itself after a while
      if (minute === 7) await wipeCounts(test.db, contest); // in the middle of the work
      const crowdMin = minute % 3 === 0 ? 1 : 1_000_000; // the whole contest by one query, or page by page
      await Promise.all([countAll(contest, crowdMin), countAll(contest, crowdMin)]);
      await compare(contest);
    }
  });

  it('[C6] a void and another unit each change the counts in their own transaction, and only once', async () => {
    const contest = await foundProvince(test.app, 'doi');
    for await (const _ of liveProvince(test.db, contest, { people: 300, attemptsEach: 2, minutes: 2 }, 'changes'));
    await countAll(contest);
    const sql = (text: string) => test.db.query(text, [contest.contestId]);
    await sql(
      `insert into attempts select attempt_id, round_id, contestant_id, false, 99, 1, '', '{}', 1, null
       from counted_submissions where contest_id = $1 order by attempt_id limit 1`,
    );
    const changes = [
      `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason)
       select a.id, 90, true, 1, 'test', 'test' from attempts a join rounds r on r.id = a.round_id
       where a.ordinal = 99 and r.contest_id = $1`,
      `insert into unit_memberships select s.contestant_id, 2, 'A1' from counted_submissions s
       where s.contest_id = $1 and not exists (select 1 from unit_memberships m where m.contestant_id = s.contestant_id) limit 1`,
    ];
    for (const change of changes) {
      const before = await readCounts(test.db, contest);
      await sql(change);
      expect(await readCounts(test.db, contest)).toEqual(before);
      await countAll(contest);
      expect(await readCounts(test.db, contest)).not.toEqual(before);
      await compare(contest);
      expect(await countDue(test.db, contest)).toBe('done');
    }
  });

  it('[C6] attempts that are open are sums that each commit moves on', async () => {
    const contest = await foundProvince(test.app, 'mo');
    for await (const _ of liveProvince(test.db, contest, { people: 200, attemptsEach: 2, minutes: 2 }, 'open'));
    const rows = await test.db.query<{ round_id: string; open: number }>(
      `select r.id as round_id, ((select count(*) from attempts a where a.round_id = r.id)
                - (select count(*) from submissions s where s.round_id = r.id))::int as open
       from rounds r where r.contest_id = $1`,
      [contest.contestId],
    );
    const open = await countOpenAttempts(test.db, contest.contestId);
    expect(rows.some((row) => row.open !== 0)).toBe(true);
    for (const row of rows) expect(open.get(row.round_id)).toBe(row.open);
  });

  it('[C4] levels and blocks add up to the people of their units, each person once', async () => {
    const contest = await foundProvince(test.app, 'khoi');
    for await (const _ of liveProvince(test.db, contest, { people: 600, attemptsEach: 3, minutes: 4 }, 'blocks'));
    await countAll(contest);
    const round = contest.rounds[0]?.roundId ?? '';
    const units = rollUpUnits(contest, (await readCounts(test.db, contest)).get(round)?.units ?? new Map());
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
