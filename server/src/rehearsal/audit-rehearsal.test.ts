import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, must, rightOptions, say } from '../../test/scripted-contestant.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { auditRehearsal } from './audit-rehearsal.ts';

describe('the audit of a rehearsal', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let attemptId: string;
  const audit = () => auditRehearsal(test.app, randomUUID(), contest, async () => undefined);
  /** Changes rows of the ledger, as only a fault could. */
  async function spoil(table: 'submissions' | 'answers' | 'attempts', sql: string, params: unknown[]): Promise<void> {
    await test.db.query(`alter table ${table} disable trigger append_only`);
    await test.db.query(sql, params);
    await test.db.query(`alter table ${table} enable trigger append_only`);
  }

  /**
   * Spoils the ranking and audits. The server may still rank once more from the ledger and so repair it: then it is spoilt
   * again.
   */
  const auditSpoilt = (spoilt: () => Promise<unknown>, found: object): Promise<void> =>
    vi.waitFor(async () => {
      await spoilt();
      expect(await audit()).toMatchObject(found);
    }, 10_000);

  beforeAll(async () => {
    test = await openTestApp();
    ({ contest, round } = await makeContest(test.app, testRules()));
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    ({ attemptId } = attempt);
    let [question] = attempt.questions;
    for (let at = 0; at < 3 && question; at++) {
      const answer = {
        attemptId,
        answerId: randomUUID(),
        questionId: question.questionId,
        optionIds: rightOptions(contest, question),
      };
      test.clock.advance(1_000);
      question = (await must(say<AnswerSaved>(device, 'answer:submit', answer))).next ?? undefined;
    }
    await must(say(device, 'attempt:submit', { attemptId }));
    device.disconnect();
    await vi.waitFor(async () => expect(await test.rankings.size(boardOf(round.roundId))).toBe(1), 10_000);
  });
  afterAll(() => test.close());

  it('[Y5] finds nothing where the ledger equals what was acknowledged', async () => {
    expect(await audit()).toEqual({ claimed: 0, lost: 0, doubled: 0, pointsWrong: 0, submissions: 1, rankingWrong: 0 });
  });

  it('[Y5] points that are not those of the answers are found, and the place that follows from them', async () => {
    const [own] = await test.rankings.top(boardOf(round.roundId), 1);
    await spoil('submissions', 'update submissions set points = points + 10 where attempt_id = $1', [attemptId]);
    const asBefore = () => test.rankings.put(boardOf(round.roundId), new Map([[own?.who ?? '', own?.key ?? 0]]));
    await auditSpoilt(asBefore, { pointsWrong: 1, rankingWrong: 1 });
    await spoil('submissions', 'update submissions set points = points - 10 where attempt_id = $1', [attemptId]);
  });

  it('[Y5] somebody missing from the ranking, and somebody there whom the ledger does not know, are found', async () => {
    const [own] = await test.rankings.top(boardOf(round.roundId), 1);
    const stranger = new Map([[randomUUID(), 1]]);
    await auditSpoilt(() => test.rankings.put(boardOf(round.roundId), stranger), { rankingWrong: 1 });
    await auditSpoilt(() => test.rankings.wipe(boardOf(round.roundId)), { rankingWrong: 1 });
    await test.rankings.put(boardOf(round.roundId), new Map([[own?.who ?? '', own?.key ?? 0]]));
    expect(await audit()).toMatchObject({ rankingWrong: 0 });
  });

  it('[Y5] an answer saved twice and an attempt started twice are found', async () => {
    await spoil(
      'answers',
      `insert into answers select $2, attempt_id, question_id, 1, option_ids, arrived_at_ms, counted_at_ms, elapsed_ms, round_trip_ms, credit_ms
       from answers where attempt_id = $1 order by arrived_at_ms limit 1`,
      [attemptId, randomUUID()],
    );
    expect(await audit()).toMatchObject({ doubled: 1 });
    await spoil(
      'attempts',
      `insert into attempts select $2, round_id, contestant_id, practice, 2, rules_version, seed, question_ids, started_at_ms, limit_at_ms
       from attempts where id = $1`,
      [attemptId, randomUUID()],
    );
    expect(await audit()).toMatchObject({ doubled: 2 });
  });
});
