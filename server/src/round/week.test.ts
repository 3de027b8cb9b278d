import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say, sit } from '../../test/scripted-contestant.ts';
import { splitByTopics } from '../../test/test-rules.ts';
import { readAudit } from '../platform/audit.ts';
import { closeRound, extendRound, stepRound } from './change-round.ts';
import { publishRound } from './publish-round.ts';

describe('a week', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };

  it('[F2] [F3] [L3] [F4] sign-in to published result: places, deciding keys, counts, masked names, static file', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.time.lagCredit.quotaMs = 0;
        rules.week.attempts.limits = [];
      }),
    );
    const names = ['Nguyễn Thị Hoa', 'Trần Văn Bình', 'Lê Đức Anh', 'Phạm Quốc Ý'];
    const people = [];
    for (const name of names) people.push(await enrolPerson(test, contest, name));
    const [first, second, third, fourth] = people;
    if (!first || !second || !third || !fourth) throw new Error('four people');
    await sit(test, contest, round, first.cookie, { right: 15, paceMs: 2_000, prediction: 9 });
    await sit(test, contest, round, second.cookie, { right: 15, paceMs: 2_040, prediction: 4 }); // 30.6 s: the same 30 s
    await sit(test, contest, round, third.cookie, { right: 15, paceMs: 2_100, prediction: 4 });
    for (let again = 0; again < 3; again++)
      await sit(test, contest, round, fourth.cookie, { right: 14, paceMs: 100, prediction: 4 });

    const closed = await closeRound(test.app, organizer, { roundId: round.roundId, reason: 'kết thúc sớm để thử' });
    expect(closed.ok).toBe(true);
    test.clock.advance(10_000);
    await test.open.runTimetable();
    const settled = test.app.contests.byRound(round.roundId)?.round;
    expect(settled).toMatchObject({ settled: true, published: false, standingVersion: 1 });
    await finalizeRound(test, round.roundId);
    const published = await must(publishRound(test.app, organizer, round.roundId));
    expect(published.resultsPath).toBe(`/c/${contest.slug}/ket-qua/1`);

    const file = JSON.parse(
      await readFile(join(test.app.publishedDir, contest.slug, '1.json'), 'utf8'),
    ) as PublicResults;
    expect(file.counts).toEqual({
      attempts: 6,
      roundPersons: 4,
      sumOfRoundPersons: 4,
      contestPersons: 4,
      allCorrectPersons: 3,
    });
    expect(file.prediction).toEqual({ kind: 'PARTICIPANT_PERSONS', target: 4 });
    expect(file).toMatchObject({ standingVersion: 1, rulesVersion: contest.rulesVersion });
    expect(file.computedAtMs).toBeLessThanOrEqual(file.publishedAtMs);
    await expect(test.db.query('update standings set version = 2')).rejects.toThrow(/append-only/);
    expect(file.winners.map((winner) => [winner.rank, winner.name, winner.prize?.label.vi, winner.decidedBy])).toEqual([
      [1, 'Trần V. B.', 'Giải Nhất', 'predictionError'],
      [2, 'Nguyễn T. H.', 'Giải Nhì', 'elapsed'],
      [3, 'Lê Đ. A.', 'Giải Nhì', 'score'],
      [4, 'Phạm Q. Ý.', 'Giải Ba', null],
    ]);
    expect(file.bands.find((band) => band.id === 'all')).toEqual({ id: 'all', persons: 3, share: 0.75 });
    const commune = file.units.find((unit) => unit.code === '18070');
    expect(commune).toMatchObject({ persons: 4, headcount: 20, headcountDate: '2026-02-01', rate: 0.2, rank: 1 });
    expect(file.units.find((unit) => unit.code === '436')).toMatchObject({ persons: 4, headcount: null, rate: null });
    for (const person of people) expect(JSON.stringify(file)).not.toContain(person.contestantId);

    const response = await fetch(`${test.url}/api/results/${contest.slug}/1.json`);
    expect(await response.json()).toEqual(file);
    const device = await connectDevice(test, second.cookie);
    const view: ContestantView = await enter(device, contest.slug);
    device.disconnect();
    expect(view.mine[0]?.result).toMatchObject({
      rank: 1,
      persons: 4,
      prizes: [{ place: 0, label: { vi: 'Giải Nhất', en: 'First prize' } }],
      behindDecidedBy: 'predictionError',
      predictionTarget: 4,
    });

    const acts = (await readAudit(test.db, contest.contestId, 10)).map((entry) => entry.act);
    expect(acts).toEqual([
      'round:published',
      'round:finalized',
      'round:settled',
      'round:closed-early',
      'round:seal',
      'contest:create',
    ]);
  });

  it('[N18] a publication that stopped after its first step is finished by whoever comes next', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 1, paceMs: 1_000 });
    await must(closeRound(test.app, organizer, { roundId: round.roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    const settled = test.app.contests.byRound(round.roundId)?.round;
    if (!settled?.standingVersion) throw new Error('the round is settled');
    const step = { kind: 'finalized' as const, detail: { standingVersion: settled.standingVersion } };
    expect(await stepRound(test.app, settled, step, 'a process that ends here')).toBe(true);

    await must(publishRound(test.app, organizer, round.roundId));
    const events = await test.db.query<{ kind: string }>(
      'select kind from round_events where round_id = $1 order by seq',
      [round.roundId],
    );
    expect(events.map((event) => event.kind)).toEqual(['closed-early', 'settled', 'finalized', 'published']);
  });

  it('[Q4] a question that a coming round can draw is published with that round, and not reviewed before', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.paper.count = 10;
        splitByTopics(rules, [
          ['chuyen-doi-so', 'de-an-06'],
          ['de-an-06', 'can-cuoc-vneid'],
        ]);
      }),
    );
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 1, paceMs: 1_000 });
    await must(closeRound(test.app, organizer, { roundId: round.roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, organizer, round.roundId));
    const file = JSON.parse(
      await readFile(join(test.app.publishedDir, contest.slug, '1.json'), 'utf8'),
    ) as PublicResults;
    const topicOf = (questionId: string) => questionId.replace(/-\d+$/, '');
    expect([...new Set(file.answers?.map(({ questionId }) => topicOf(questionId)))]).toEqual(['chuyen-doi-so']);
    const device = await connectDevice(test, person.cookie);
    const view: ContestantView = await enter(device, contest.slug);
    const attemptId = view.mine[0]?.receipts[0]?.attemptId ?? '';
    const review = await device.emitWithAck('attempt:review', { attemptId });
    device.disconnect();
    if (!review.ok) throw new Error(review.refusal.code);
    expect(review.value.questions.length).toBeGreaterThan(0);
    for (const { questionId } of review.value.questions) expect(topicOf(questionId)).toBe('chuyen-doi-so');
  });

  it('[L4] equals across a prize edge share the rank and wait for the committee', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.time.lagCredit.quotaMs = 0;
        rules.prizes.prizes = [{ label: label('giải Nhất'), count: 1 }];
      }),
    );
    for (let at = 0; at < 2; at++) {
      const person = await enrolPerson(test, contest);
      await sit(test, contest, round, person.cookie, { right: 10, paceMs: 1_000, prediction: 2 });
    }
    await must(closeRound(test.app, organizer, { roundId: round.roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, organizer, round.roundId));
    const file = JSON.parse(
      await readFile(join(test.app.publishedDir, contest.slug, '1.json'), 'utf8'),
    ) as PublicResults;
    expect(file.winners.map((winner) => [winner.rank, winner.prize, winner.toDecide])).toEqual([
      [1, null, true],
      [1, null, true],
    ]);
  });

  it('[F1] of two that close, settle or publish at once one succeeds and the others change nothing', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 1, paceMs: 1_000 });
    const close = () => closeRound(test.app, organizer, { roundId: round.roundId, reason: 'đóng hai lần một lúc' });
    expect((await Promise.all([close(), close()])).filter((result) => result.ok)).toHaveLength(1);
    test.clock.advance(10_000);
    await Promise.all([test.open.runTimetable(), test.open.runTimetable()]);
    await finalizeRound(test, round.roundId);
    const publish = () => publishRound(test.app, organizer, round.roundId);
    expect((await Promise.all([publish(), publish()])).filter((result) => result.ok)).toHaveLength(1);
    const events = await test.db.query<{ kind: string }>(
      'select kind from round_events where round_id = $1 order by seq',
      [round.roundId],
    );
    expect(events.map((event) => event.kind)).toEqual(['closed-early', 'settled', 'finalized', 'published']);
  });

  it('[O2] an extension moves the lock of open attempts; an earlier instant and a closed round are refused', async () => {
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.time.limitSeconds = null;
      }),
    );
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    expect(attempt.locksAtMs).toBe(round.closesAtMs);
    const published = new Promise<ContestantView>((resolve) => device.once('view', resolve));
    const later = { roundId: round.roundId, closesAt: '2026-03-08T19:00:00+07:00', reason: 'sự cố đường truyền' };
    await must(extendRound(test.app, organizer, later));
    expect((await published).attempt?.locksAtMs).toBe(Date.parse(later.closesAt));
    device.disconnect();
    expect(await extendRound(test.app, organizer, later)).toMatchObject({ refusal: { code: 'instant_not_later' } });
    await must(closeRound(test.app, organizer, { roundId: round.roundId, reason: 'đóng để thử' }));
    test.clock.advance(1);
    expect(await extendRound(test.app, organizer, { ...later, closesAt: '2026-03-08T19:30:00+07:00' })).toMatchObject({
      refusal: { code: 'round_phase', phase: 'closed' },
    });
  });

  it('[K3] a wiped ranking is rebuilt from the ledger, identical', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    for (let at = 0; at < 3; at++) {
      const person = await enrolPerson(test, contest);
      await sit(test, contest, round, person.cookie, { right: 5 + at, paceMs: 1_000 + at });
    }
    const { rebuildRankings } = await import('../live/rank-contestants.ts');
    const { boardOf } = await import('../live/rank-contestants.ts');
    await expect.poll(() => test.rankings.size(boardOf(round.roundId)), { timeout: 5_000 }).toBe(3);
    const before = await test.rankings.top(boardOf(round.roundId), 10);
    await test.rankings.wipe(boardOf(round.roundId));
    await rebuildRankings({ db: test.db, rankings: test.rankings, contests: test.app.contests }, round.roundId);
    expect(await test.rankings.top(boardOf(round.roundId), 10)).toEqual(before);
  });

  it('[C3] simulated people never count in a real contest, and a demo visitor cannot enter one', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 3, paceMs: 500 });
    await test.db.transaction(async (tx) => {
      const personId = randomUUID();
      const contestantId = randomUUID();
      await tx.query('insert into people (id, simulated, made_at_ms) values ($1, true, 1)', [personId]);
      await tx.query(
        'insert into contestants (id, contest_id, person_id, simulated, registered_at_ms) values ($1, $2, $3, true, 1)',
        [contestantId, contest.contestId, personId],
      );
      await tx.query(
        `insert into submissions select gen_random_uuid(), round_id, $1, false, 1, 1, 1, 'contestant', 15, 15, 15, 150, 1, 0
         from submissions where round_id = $2 limit 1`,
        [contestantId, round.roundId],
      );
    });
    await test.app.live.refresh(contest.contestId);
    expect(test.app.live.counts(contest.contestId).byRound.get(round.roundId)).toEqual({
      attempts: 1,
      roundPersons: 1,
    });
  });

  it('[S8] the ledger refuses changes', async () => {
    await expect(test.db.query('update answers set option_ids = option_ids')).rejects.toThrow(/append-only/);
    await expect(test.db.query('delete from submissions')).rejects.toThrow(/append-only/);
    await expect(test.db.query('truncate audit cascade')).rejects.toThrow(/append-only/);
  });
});
