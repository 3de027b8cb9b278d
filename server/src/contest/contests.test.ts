import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { Contests } from './contests.ts';

describe('contests as a process caches them', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[N21] a contest that another process has just made is found before the bus has reported it', async () => {
    const elsewhere = new Contests(test.db);
    await elsewhere.loadAll();
    const { contest } = await makeContest(test.app, testRules());
    expect(elsewhere.bySlug(contest.slug)).toBeNull();
    expect((await elsewhere.findBySlug(contest.slug))?.contestId).toBe(contest.contestId);
    expect(elsewhere.bySlug(contest.slug)).not.toBeNull();
    expect(await elsewhere.findBySlug('khong-co')).toBeNull();
  });

  it('[N21] unknown names are looked up in the ledger a bounded number of times', async () => {
    let queries = 0;
    const counting = new Contests({
      query(sql, params) {
        queries += 1;
        return test.db.query(sql, params);
      },
    });
    await Promise.all(Array.from({ length: 500 }, (_, at) => counting.findBySlug(`la-${at}`)));
    expect(queries).toBeLessThan(100);
  });
});
