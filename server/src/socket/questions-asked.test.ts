import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { makeContest, openTestHouse, type TestHouse, testRules } from '../../test/open-test-house.ts';
import { connectDevice, enrolPerson, enter, must, say } from '../../test/scripted-contestant.ts';
import type { Database } from '../ledger/database.ts';

describe('what a contestant costs the store', () => {
  const asked: string[] = []; // the parameters of each question
  let fresh: FreshDatabase;
  let test: TestHouse;
  beforeAll(async () => {
    fresh = await freshDatabase('pglite');
    const db: Database = {
      ...fresh.db,
      query(sql, params) {
        asked.push(JSON.stringify(params ?? []));
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
    const { contestantId, personId, cookie } = await enrolPerson(test, contest);
    /** Questions that name this person; what the house asks for itself goes on meanwhile. */
    const askedSince = (from: number): number =>
      asked.slice(from).filter((params) => params.includes(contestantId) || params.includes(personId)).length;

    const device = await connectDevice(test, cookie);
    const beforeEnter = asked.length;
    await enter(device, contest.slug);
    expect(askedSince(beforeEnter)).toBe(1);
    const beforeStart = asked.length;
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    expect(askedSince(beforeStart)).toBe(2);
    const beforePrediction = asked.length;
    await must(say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 1_234 }));
    expect(askedSince(beforePrediction)).toBe(1);
    device.disconnect();
  });
});
