import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { makeContest, openTestHouse, type TestHouse, testRules } from '../../test/open-test-house.ts';
import { connectDevice, enrolPerson, enter, must, say } from '../../test/scripted-contestant.ts';
import type { Database } from '../ledger/database.ts';

describe('what a contestant costs the store', () => {
  const asked: { text: string; params: string }[] = [];
  let fresh: FreshDatabase;
  let test: TestHouse;
  beforeAll(async () => {
    fresh = await freshDatabase('pglite');
    const db: Database = {
      ...fresh.db,
      query(sql, params) {
        asked.push({ text: typeof sql === 'string' ? sql : sql.text, params: JSON.stringify(params ?? []) });
        return fresh.db.query(sql, params);
      },
    };
    test = await openTestHouse('pglite', {}, { db });
  });
  afterAll(async () => {
    await test.close();
    await fresh.close();
  });

  it('entering asks once about a person, starting twice, a predicted value once', async () => {
    const { contest, round } = await makeContest(
      test.house,
      testRules((rules) => {
        rules.questions.pacing = 'paper';
      }),
    );
    const { contestantId, personId, cookie } = await enrolPerson({ db: fresh.db, clock: test.clock }, contest);
    /** Different questions that named this person: a view that is pushed meanwhile asks an old one again. */
    const different = (): number =>
      new Set(
        asked
          .filter(({ params }) => params.includes(contestantId) || params.includes(personId))
          .map(({ text }) => text),
      ).size;

    const device = await connectDevice(test, cookie);
    await enter(device, contest.slug);
    expect(different()).toBe(1);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    expect(different()).toBe(1 + 2);
    await must(say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 1_234 }));
    expect(different()).toBe(1 + 2 + 1);
    device.disconnect();
  });
});
