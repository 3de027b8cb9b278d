import type { ConsentPurpose } from '@hoithi/shared/contract/rules';
import { SetConsents } from '@hoithi/shared/contract/sign-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson } from '../../test/scripted-contestant.ts';
import type { CachedContest } from '../contest/contests.ts';
import { setConsents } from './enrol.ts';
import { readEnrolled, readOwnProfile } from './people-sql.ts';

describe('consents', { timeout: 30_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
  });
  afterAll(() => test.close());

  async function person() {
    const { personId } = await enrolPerson(test, contest);
    const id = (await readEnrolled(test.db, contest.contestId, personId))?.id;
    const say = (given: boolean, purposes: ConsentPurpose[] = ['take-part']) =>
      setConsents(test.app, contest.slug, personId, { consents: purposes.map((purpose) => ({ purpose, given })) });
    const stored = () =>
      test.db.query<{ purpose: string; given: boolean; at_ms: number }>(
        'select purpose, given, at_ms from consents where contestant_id = $1 order by purpose, at_ms',
        [id],
      );
    const latest = async () => {
      const own = await readOwnProfile(test.db, contest.contestId, personId);
      return { given: own?.given.sort(), withheld: own?.withheld };
    };
    return { say, stored, latest };
  }

  it('[S6b] of two consents in the same millisecond the later one counts, and both are stored', async () => {
    const { say, stored, latest } = await person();
    test.clock.advance(1_000);
    const atMs = test.clock.nowMs();
    for (const given of [true, false]) expect(await say(given)).toMatchObject({ ok: true });
    const rows = (await stored()).filter((row) => row.purpose === 'take-part' && row.at_ms >= atMs);
    expect(rows.map(({ given, at_ms }) => [given, at_ms - atMs])).toEqual([
      [true, 0],
      [false, 1],
    ]);
    expect((await latest()).withheld).toEqual(['take-part']);
  });

  it('[S6b] of consents that arrive at once in any order of their purposes none is lost', async () => {
    const { say, stored } = await person();
    test.clock.advance(1_000);
    const atMs = test.clock.nowMs();
    const purposes = contest.rulebook.privacy.consents.map(({ purpose }) => purpose);
    expect(purposes.length).toBeGreaterThan(1);
    const said = Array.from({ length: 12 }, (_, at) => say(at % 2 === 0, at % 3 ? purposes : [...purposes].reverse()));
    for (const answer of await Promise.all(said)) expect(answer).toMatchObject({ ok: true });
    expect((await stored()).filter((row) => row.at_ms >= atMs)).toHaveLength(12 * purposes.length);
  });

  it('[S6b] a purpose twice in one message is malformed', () => {
    const consents = [true, false].map((given) => ({ purpose: 'take-part', given }));
    expect(SetConsents.safeParse({ consents }).success).toBe(false);
    expect(SetConsents.safeParse({ consents: consents.slice(1) }).success).toBe(true);
  });
});
