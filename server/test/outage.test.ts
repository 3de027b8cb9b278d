import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptView } from '@hoithi/shared/contract/contestant';
import { afterEach, describe, expect, it } from 'vitest';
import type { CachedRound } from '../src/contest/contests.ts';
import { appendRoundEvent } from '../src/contest/round-events-sql.ts';
import { boardOf } from '../src/live/rank-contestants.ts';
import { appendShowEvents } from '../src/show/shows-sql.ts';
import { openCutConnectionApp } from './cut-connection-app.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say, sit } from './scripted-contestant.ts';
import { openTestRun, testQuestion, testShow } from './scripted-show.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
async function open(...args: Parameters<typeof openTestApp>): Promise<TestApp> {
  const test = await openTestApp(...args);
  closers.push(() => test.close());
  return test;
}

/** As another process would, whose word never came. */
const extendElsewhere = async (test: TestApp, round: CachedRound, closesAtMs: number) => {
  const appended = await test.db.transaction((tx) =>
    appendRoundEvent(
      tx,
      round.roundId,
      round.seq,
      { kind: 'extended', detail: { closesAtMs, reason: 'gia hạn ở nơi khác' } },
      test.clock.nowMs(),
      'test',
    ),
  );
  expect(appended).toBe(true);
};

describe('a process that did not hear the others', () => {
  it('[N13] a close that moved elsewhere is seen before anything is submitted or settled for it', async () => {
    const test = await open();
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
    await extendElsewhere(test, round, round.closesAtMs + 3_600_000);
    test.clock.advance(round.closesAtMs - test.clock.nowMs() + 10_000);
    await test.open.runTimetable();
    await expect
      .poll(() => test.app.contests.byRound(round.roundId)?.round.closesAtMs)
      .toBe(round.closesAtMs + 3_600_000);
    const [question] = attempt.questions;
    const message = {
      answerId: randomUUID(),
      attemptId: attempt.attemptId,
      questionId: question?.questionId,
      optionIds: [question?.options[0]?.optionId],
    };
    expect(await say(device, 'answer:submit', message)).toMatchObject({ ok: true });
    device.disconnect();
  });

  it('[N13] while it receives nothing it reads the ledger by itself, and sends it to whoever watches', async () => {
    const test = await open({}, { peers: { isDeaf: () => true, onBack: () => undefined } });
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const closings = new Promise<number[]>((resolve) =>
      device.on('view', (view) => resolve(view.rounds.map((each) => each.closesAtMs))),
    );
    await extendElsewhere(test, round, round.closesAtMs + 60_000);
    expect(await closings).toContain(round.closesAtMs + 60_000);
    device.disconnect();
  });

  it('[N13b] a step whose process died before it could publish it is found in the ledger', async () => {
    const test = await open({}, { peers: { isDeaf: () => false, onBack: () => undefined } });
    const { contest, round } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    await extendElsewhere(test, round, round.closesAtMs + 60_000);
    const appended = await test.db.transaction((tx) =>
      appendShowEvents(tx, run.row.id, run.state.seq, [{ kind: 'ended' }], test.clock.nowMs(), 'test'),
    );
    expect(appended).toBe(true);
    const closesAt = () => test.app.contests.byRound(round.roundId)?.round.closesAtMs;
    await expect.poll(closesAt, { timeout: 15_000 }).toBe(round.closesAtMs + 60_000);
    await expect.poll(() => run.state.ended, { timeout: 15_000 }).toBe(true);
  });

  it('[N14] rankings that came back as an older copy of the same size are made again', async () => {
    const test = await open();
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 3, paceMs: 1_000 });
    const board = boardOf(round.roundId);
    await expect.poll(() => test.rankings.keyOf(board, person.contestantId), { timeout: 15_000 }).not.toBeNull();
    const key = await test.rankings.keyOf(board, person.contestantId);
    await test.rankings.put(board, new Map([[person.contestantId, 1]]));
    test.app.live.markStoreSuspect();
    await expect.poll(() => test.rankings.keyOf(board, person.contestantId), { timeout: 15_000 }).toBe(key);
  });
});

describe('an answer that came while the database was away', () => {
  it('[N15] counts by its first arrival, also when the lock has passed meanwhile; other words under its id do not', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    const [question] = attempt.questions;
    const message = {
      answerId: randomUUID(),
      attemptId: attempt.attemptId,
      questionId: question?.questionId,
      optionIds: [question?.options[0]?.optionId],
    };
    line.cut();
    const arrivedAtMs = test.clock.nowMs();
    expect(await say(device, 'answer:submit', message)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
    test.clock.advance(round.closesAtMs - test.clock.nowMs() + 60_000);
    await healed();
    await test.open.runTimetable(); // the round is over, and nothing is settled yet: people are still sending again
    const other = { ...message, optionIds: [question?.options[1]?.optionId] };
    await expect
      .poll(() => say(device, 'answer:submit', other), { timeout: 15_000 })
      .toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    const kept = await must(say<AnswerSaved>(device, 'answer:submit', message));
    expect(kept.receipt).toMatchObject({ answerId: message.answerId, arrivedAtMs, repeated: false });
    device.disconnect();
  });

  it('[N15] [P2] so does a prediction; another number under the same attempt does not', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const { attemptId } = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    line.cut();
    const arrivedAtMs = test.clock.nowMs();
    const predict = (value: number) => say(device, 'prediction:submit', { attemptId, value });
    expect(await predict(1_234)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
    test.clock.advance(round.closesAtMs - test.clock.nowMs() + 60_000);
    await healed();
    await expect.poll(() => predict(999), { timeout: 15_000 }).toMatchObject({ refusal: { code: 'answer_too_late' } });
    expect(await predict(1_234)).toEqual({ ok: true, value: { value: 1_234 } });
    const rows = await test.db.query('select value, at_ms from predictions where attempt_id = $1', [attemptId]);
    expect(rows).toEqual([{ value: 1_234, at_ms: arrivedAtMs }]);
    device.disconnect();
  });

  it('[N15] [A5] on a paper the choice that came last counts, whichever is sent again first', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { contest, round } = await makeContest(
      test.app,
      testRules((rules) => {
        rules.quiz.pacing = 'paper';
      }),
    );
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    const [question] = attempt.questions;
    const choose = (answerId: string, option: number) =>
      say<AnswerSaved>(device, 'answer:submit', {
        answerId,
        attemptId: attempt.attemptId,
        questionId: question?.questionId,
        optionIds: [question?.options[option]?.optionId],
      });
    const [first, then] = [randomUUID(), randomUUID()];
    line.cut();
    expect(await choose(first, 0)).toMatchObject({ refusal: { code: 'unavailable' } });
    test.clock.advance(2_000);
    expect(await choose(then, 1)).toMatchObject({ refusal: { code: 'unavailable' } });
    await healed();
    await expect.poll(() => choose(then, 1), { timeout: 15_000 }).toMatchObject({ ok: true });
    const received = await must(choose(first, 0));
    expect(received.receipt).toMatchObject({ answerId: then, optionIds: [question?.options[1]?.optionId] });
    device.disconnect();
  });
});
