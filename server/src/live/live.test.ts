import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { foundProvince, liveProvince } from '../../test/synthetic-province.ts';
import type { CachedContest } from '../contest/contests.ts';
import { countLedger, readCounts } from './count-people.ts';
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
  const shownBy = (shown: Live, contest: CachedContest): UnitCounts[] =>
    scopesOf(contest).map((scope) => shown.unitCounts(scope));
  const persons = (units: UnitCounts | undefined): number =>
    [...(units?.values() ?? [])].reduce((sum, unit) => sum + unit.persons + unit.citizens, 0);
  const countsOf = async (contest: CachedContest): Promise<UnitCounts[]> => {
    const counts = await readCounts(test.db, contest);
    return scopesOf(contest).map((scope) => counts.get(scope)?.units ?? new Map());
  };

  it.each([
    ['a few', { people: 500, attemptsEach: 2, minutes: 4 }],
    ['a crowd', { people: 2_500, attemptsEach: 3, minutes: 4 }],
  ])(
    '[C6] shows true figures at once where %s are due, and the same ones once they are counted',
    async (name, size) => {
      const contest = await foundProvince(test.app, name === 'a few' ? 'it' : 'dong');
      for await (const _ of liveProvince(test.db, contest, size, name));
      await wipeCounts(test.db, contest); // as a database from before there were counts
      const opened = open();
      await opened.begin(contest.contestId);
      const atOnce = shownBy(opened, contest);
      expect(persons(atOnce.at(-1))).toBeGreaterThan(size.people * 0.6);
      expect(opened.counts(contest.contestId).contestPersons).toBe(persons(atOnce.at(-1)));
      await expect.poll(() => countsOf(contest), { timeout: 20_000 }).toEqual(atOnce);
    },
  );

  it('[C6] finds people whom a process that stopped left due', async () => {
    const contest = await foundProvince(test.app, 'sot');
    const opened = open();
    await opened.begin(contest.contestId);
    for await (const _ of liveProvince(test.db, contest, { people: 300, attemptsEach: 2, minutes: 2 }, 'stray'));
    const counted = async () => persons((await countsOf(contest)).at(-1));
    await expect
      .poll(counted, { timeout: 20_000 })
      .toBe((await countLedger(test.db, contest)).get(contest.contestId)?.persons);
  });
});
