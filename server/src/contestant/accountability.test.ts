import { randomUUID } from 'node:crypto';
import type { ContestService } from '@hoithi/shared/contract/accountability';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import { insertAnswer, insertComplaint } from '../result/complaints-sql.ts';
import { closeRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';

describe('[O8] the public page of service of a contest', { timeout: 60_000 }, () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  const read = async (slug: string) =>
    must(
      fetch(`${test.url}/api/contests/${slug}/service`).then(
        async (response) => (await response.json()) as Result<ContestService>,
      ),
    );

  it('names who answers and the deadlines of the rules; figures are of published rounds alone', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((own) => {
        own.file.meta.contact = 'Sở Nội vụ, 024 3825 0000';
      }),
    );
    const person = await enrolPerson(test, contest, 'Nguyễn Thị Hoa');
    await sit(test, contest, round, person.cookie, { right: 3, paceMs: 1_000, prediction: 1 });
    const { complaints, privacy } = contest.rulebook;
    expect(await read(contest.slug)).toMatchObject({
      contact: 'Sở Nội vụ, 024 3825 0000',
      complaintDays: complaints.workingDays,
      answerDays: complaints.answerWorkingDays,
      retentionDays: privacy.retentionDays,
      ...{ publishedRounds: 0, submissions: 0 },
    });

    const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
    await must(closeRound(test.app, by, { roundId: round.roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, by, round.roundId));
    const nowMs = test.clock.nowMs();
    const complain = async (dueAtMs: number, answeredAtMs: number | null) => {
      const id = randomUUID();
      await insertComplaint(test.db, {
        ...{ id, contest_id: contest.contestId, round_id: round.roundId, contestant_id: person.contestantId },
        ...{ attempt_id: null, at_ms: nowMs, due_at_ms: dueAtMs, words: 'Tôi muốn xem lại điểm' },
      });
      if (answeredAtMs === null) return;
      const answer = { complaint_id: id, upheld: false, decision_no: null, actor: 'test', account_id: null };
      await insertAnswer(test.db, { ...answer, at_ms: answeredAtMs, words: 'Điểm đúng' });
    };
    await complain(nowMs + 1_000, nowMs + 1_000);
    await complain(nowMs + 1_000, nowMs + 1_001);
    await complain(nowMs + 1_000, null);
    await complain(nowMs + 90_000, null);
    test.clock.advance(2_000);
    expect(await read(contest.slug)).toMatchObject({
      ...{ publishedRounds: 1, submissions: 1 },
      complaints: { all: 4, inTime: 1, late: 1, open: 1, overdue: 1 },
    });
  });
});
