import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, rightOptions, say } from '../../test/scripted-contestant.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import { submitAttempt } from '../attempt/submit-attempt.ts';
import { verifyLedger, verifyWithin } from './verify.ts';

describe('the elapsed time of a paper', () => {
  let test: TestApp;
  let handedOutAtMs: number;
  let submittedAtMs: number;
  beforeAll(async () => {
    test = await openTestApp();
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.quiz.pacing = 'paper';
        rules.time.lagCredit = { quotaMs: 300, refillMs: 50 };
      }),
    );
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    handedOutAtMs = attempt.startedAtMs;
    for (const question of attempt.questions.slice(0, 4)) {
      test.clock.advance(5_000);
      const { attemptId } = attempt;
      const optionIds = rightOptions(contest, question);
      await must(
        say(device, 'answer:submit', {
          answerId: crypto.randomUUID(),
          attemptId,
          questionId: question.questionId,
          optionIds,
        }),
      );
    }
    test.clock.advance(5_000);
    submittedAtMs = test.clock.nowMs();
    const arrival = { atMs: submittedAtMs, roundTripMs: 180 };
    await must(submitAttempt(test.app, person.contestantId, attempt.attemptId, arrival));
    device.disconnect();
  });
  afterAll(() => test.close());

  /** What the ledger's check finds after a change that nobody may make. */
  function findingsAfter(change: string): Promise<string[]> {
    return readCorrupted(
      test,
      (tx) => tx.query(`update submissions set ${change}`),
      async (tx) => (await verifyWithin(tx)).findings.map(({ check }) => check),
    );
  }

  it('[T4a] is credited once, by the round trip that lies in the ledger', async () => {
    const [row] = await test.db.query<SubmissionRow>('select * from submissions');
    expect(row).toMatchObject({ round_trip_ms: 180, credit_ms: 180, elapsed_ms: submittedAtMs - handedOutAtMs - 180 });
    expect((await verifyLedger(test.db)).findings).toEqual([]);
  });

  it.each([
    'credit_ms = credit_ms + 100, elapsed_ms = elapsed_ms - 100',
    'round_trip_ms = 90',
    'round_trip_ms = null',
    'at_ms = at_ms - 1000, elapsed_ms = elapsed_ms - 500',
  ])('[T4a] [B2] the check of the ledger computes it again, and finds `%s`', async (change) => {
    expect(await findingsAfter(change)).toContain('submissions.score');
  });

  it('[T4a] a paper from before the round trip was stored keeps its credit, and its time is computed from that', async () => {
    expect(await findingsAfter('round_trip_ms = -1')).not.toContain('submissions.score'); // the log says another
    expect(await findingsAfter('round_trip_ms = -1, elapsed_ms = elapsed_ms - 1')).toContain('submissions.score');
  });
});
