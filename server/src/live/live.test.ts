import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { foundProvince, liveProvince } from '../../test/synthetic-province.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readCounts } from './count-people.ts';
import { countByUnit } from './counts-sql.ts';
import { Live } from './live.ts';
import { wipeCounts } from './person-counts-sql.ts';
import type { UnitCounts } from './unit-figures.ts';

describe('live figures at the start', () => {
  let test: TestApp;
  let live: Live | null = null;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterEach(() => live?.stop());
  afterAll(() => test.close());

  const open = (): Live => {
    const { db, bus, clock, contests, rankings, log } = test.app;
    live = new Live({ db, bus, clock, contests, rankings, log, onRebuilt: () => undefined });
    return live;
  };
  const scopesOf = (contest: CachedContest): string[] => [
    ...contest.rounds.map(({ roundId }) => roundId),
    contest.contestId,
  ];
  const persons = (units: UnitCounts | undefined): number =>
    [...(units?.values() ?? [])].reduce((sum, unit) => sum + unit.persons + unit.citizens, 0);
  const countsOf = async (contest: CachedContest): Promise<UnitCounts[]> => {
    const counts = await readCounts(test.db, contest);
    return scopesOf(contest).map((scope) => counts.get(scope)?.units ?? new Map());
  };

  const personsBySql = async ({ contestId, entrance }: CachedContest): Promise<number> =>
    persons(await countByUnit(test.db, { contestId }, Number.MAX_SAFE_INTEGER, entrance.citizensApart));

  it('[C6] [C6a] shows true figures at once, also of a contest that was never counted', async () => {
    const contest = await foundProvince(test.app, 'dong');
    for await (const _ of liveProvince(test.db, contest, { people: 500, attemptsEach: 2, minutes: 4 }, 'at once'));
    await wipeCounts(test.db, contest); // as a database that was restored
    const opened = open();
    await opened.refresh(contest.contestId);
    const bySql = await personsBySql(contest);
    expect(bySql).toBeGreaterThan(300);
    expect(persons(opened.unitCounts(contest.contestId))).toBe(bySql);
    expect(opened.counts(contest.contestId).contestPersons).toBe(bySql);
  });

  it('[C6] finds people whom a process that stopped left due', async () => {
    const contest = await foundProvince(test.app, 'sot');
    const opened = open();
    await opened.refresh(contest.contestId);
    for await (const _ of liveProvince(test.db, contest, { people: 300, attemptsEach: 2, minutes: 2 }, 'stray'));
    const counted = async () => persons((await countsOf(contest)).at(-1));
    await expect.poll(counted, { timeout: 20_000 }).toBe(await personsBySql(contest));
  });
});
