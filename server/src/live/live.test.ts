import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { foundProvince, liveProvince, type ProvinceSize } from '../../test/synthetic-province.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { Counters } from '../platform/rankings/counters.ts';
import { memoryCounters } from '../platform/rankings/memory-counters.ts';
import { readCounts, rebuildCounts } from './count-people.ts';
import { Live } from './live.ts';
import type { UnitCounts } from './unit-figures.ts';

const size: ProvinceSize = { people: 1_500, attemptsEach: 2, minutes: 4 };

describe('live figures at the start', () => {
  let test: TestApp;
  let live: Live | null = null;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterEach(() => live?.stop());
  afterAll(() => test.close());

  const open = (counters: Counters): Live => {
    const { db, bus, clock, contests, rankings, log } = test.app;
    live = new Live({ db, bus, clock, contests, rankings, counters, log, onRebuilt: () => undefined });
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

  async function whole(counters: Counters, contest: CachedContest): Promise<UnitCounts[]> {
    await expect.poll(() => readCounts({ counters }, contest), { timeout: 20_000 }).not.toBeNull();
    const counts = await readCounts({ counters }, contest);
    return scopesOf(contest).map((scope) => counts?.get(scope)?.units ?? new Map());
  }

  it('[C6] [K3] shows true figures before the counters are complete, and the same ones afterwards', async () => {
    const contest = await foundProvince(test.app, 'mo-cua');
    for await (const _ of liveProvince(test.db, contest, size, 'opening'));
    const counters = memoryCounters();
    const opened = open(counters);
    await opened.begin(contest.contestId);
    const atOnce = shownBy(opened, contest);
    expect(persons(atOnce.at(-1))).toBeGreaterThan(1_000);
    expect(opened.counts(contest.contestId).contestPersons).toBe(persons(atOnce.at(-1)));
    expect(await whole(counters, contest)).toEqual(atOnce);
  });

  it('[K3] detects counters that lag behind the ledger and rebuilds them', async () => {
    const contest = await foundProvince(test.app, 'ban-cu');
    const counters = memoryCounters();
    let old = false;
    for await (const _ of liveProvince(test.db, contest, size, 'older')) {
      if (!old) expect(await rebuildCounts({ db: test.db, counters }, contest)).toBe(true); // a copy of the first minute
      old = true;
    }
    const before = await whole(counters, contest);
    const opened = open(counters);
    await opened.begin(contest.contestId);
    const atOnce = shownBy(opened, contest);
    expect(persons(atOnce.at(-1))).toBeGreaterThan(persons(before.at(-1)));
    await expect.poll(() => whole(counters, contest), { timeout: 20_000 }).toEqual(atOnce);
  });
});
