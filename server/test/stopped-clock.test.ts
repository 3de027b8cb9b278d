import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { limits } from '@hoithi/shared/contract/limits';
import { afterEach, describe, expect, it } from 'vitest';
import { openCutConnectionApp } from './cut-connection-app.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { connectDevice, type Device, enrolPerson, enter, must, say } from './scripted-contestant.ts';
import type { TestParts } from './test-rules.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function begin(test: TestApp, change?: (rules: TestParts) => void) {
  const { contest, round } = await makeContest(test.app, testRules(change));
  const person = await enrolPerson(test, contest);
  const device = await connectDevice(test, person.cookie);
  closers.push(() => device.disconnect());
  await enter(device, contest.slug);
  const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
  const [question] = attempt.questions;
  if (!question) throw new Error('a question was handed out');
  return { contest, round, device, attempt, question };
}

const answerOf = ({ attemptId }: AttemptView, question: QuestionView, option: number) => ({
  answerId: randomUUID(),
  attemptId,
  questionId: question.questionId,
  optionIds: [question.options[option]?.optionId ?? ''],
});
const submit = (device: Device, answer: unknown) => say<AnswerSaved>(device, 'answer:submit', answer);
const away = { ok: false, refusal: { code: 'unavailable' } };

const withoutCredit = (rules: TestParts) => {
  rules.time.lagCredit = { quotaMs: 0, refillMs: 0 };
};

/** Takes every turn of an attempt until it is released. */
function fillTurns({ app }: TestApp, attemptId: string): () => Promise<unknown> {
  let go: () => void = () => undefined;
  const going = new Promise<void>((resolve) => {
    go = resolve;
  });
  const turns = Array.from({ length: limits.attemptTurnsMax }, () =>
    app.attempts.inTurn(attemptId, async () => {
      await going;
      return { ok: true, value: null };
    }),
  );
  return () => {
    go();
    return Promise.all(turns);
  };
}

describe('whoever fills a bound gains no time', () => {
  it('[N15g] [W7] with the turns of an attempt full a new answer, a prediction and a submission are too fast, and none counts by that arrival', async () => {
    const test = await openTestApp();
    closers.push(() => test.close());
    const { device, attempt, question } = await begin(test, withoutCredit);
    const letGo = fillTurns(test, attempt.attemptId);
    const answers = question.options.map((_, option) => answerOf(attempt, question, option));
    const tooFast = { ok: false, refusal: { code: 'too_fast', retryInMs: 1_000 } };
    for (const answer of answers) expect(await submit(device, answer)).toEqual(tooFast);
    const predict = () => say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 7 });
    const end = () => say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId });
    expect(await predict()).toEqual(tooFast);
    expect(await end()).toEqual(tooFast);
    expect(test.app.firstArrivals.size()).toBe(0);
    await letGo();

    test.clock.advance(10_000);
    const thoughtUntilMs = test.clock.nowMs();
    const { receipt } = await must(submit(device, answers[2]));
    expect(receipt).toMatchObject({ arrivedAtMs: thoughtUntilMs, elapsedMs: 10_000 });
    await must(predict());
    const [row] = await test.db.query<{ at_ms: number }>('select at_ms from predictions');
    expect(row?.at_ms).toBe(thoughtUntilMs);
    expect((await must(end())).submittedAtMs).toBe(thoughtUntilMs);
  });

  it('[N15g] what is saved already takes no turn when it is sent again', async () => {
    const test = await openTestApp();
    closers.push(() => test.close());
    const { device, attempt, question } = await begin(test);
    const answer = answerOf(attempt, question, 0);
    const predict = () => say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 7 });
    const end = () => say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId });
    await must(submit(device, answer));
    await must(predict());
    const letGo = fillTurns(test, attempt.attemptId);
    expect(await must(predict())).toEqual({ value: 7 });
    expect(await must(submit(device, answer))).toMatchObject({ receipt: { repeated: true } });
    expect(await submit(device, { ...answer, questionId: 'another' })).toMatchObject({
      refusal: { code: 'answer_id_reused' },
    });
    await letGo();
    const ended = await must(end());
    expect(ended.promise).toBeDefined();
    const letGoAgain = fillTurns(test, attempt.attemptId);
    expect(await must(end())).toEqual(ended);
    await letGoAgain();
  });

  it('[N15g] the server ends an attempt whose time is over, however full its turns are', async () => {
    const test = await openTestApp();
    closers.push(() => test.close());
    const { device, attempt } = await begin(test);
    const over = new Promise((resolve) => device.once('attempt:submitted', resolve));
    const letGo = fillTurns(test, attempt.attemptId);
    test.clock.advance(3_600_000);
    await expect.poll(() => test.app.attempts.longestTurn()).toBeGreaterThan(limits.attemptTurnsMax);
    await letGo();
    expect(await over).toMatchObject({ submittedBy: 'time' });
  });
});

describe('of an outage each question has one first arrival', () => {
  const ownLimit = (rules: TestParts) => {
    rules.quiz.questionSeconds = 30;
  };

  it('[N15g] [T6] of the answers to a question with its own limit the first said counts after it, no other', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { device, attempt, question } = await begin(test, ownLimit);
    const [first, ...others] = question.options.map((_, option) => answerOf(attempt, question, option));
    test.clock.advance(5_000);
    const arrivedAtMs = test.clock.nowMs();
    line.cut();
    expect(await submit(device, first)).toEqual(away);
    test.clock.advance(1_000);
    for (const other of others) expect(await submit(device, other)).toEqual(away);
    expect(test.app.firstArrivals.size()).toBe(1);
    test.clock.advance(60_000);
    await healed();
    for (const other of others)
      await expect
        .poll(() => submit(device, other), { timeout: 15_000 })
        .toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    expect((await must(submit(device, first))).receipt).toMatchObject({ arrivedAtMs, repeated: false });
  });

  it('[N15g] [T6] an answer that came after its question ended does not count, though the store was away by then', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { device, attempt, question } = await begin(test, ownLimit);
    const answer = answerOf(attempt, question, 0);
    line.cut();
    test.clock.advance(60_000);
    const late = { ok: false, refusal: { code: 'answer_too_late' } };
    expect(await submit(device, answer)).toMatchObject(late);
    await healed();
    await expect.poll(() => submit(device, answer), { timeout: 15_000 }).toMatchObject(late);
  });

  it('[N15g] [P2] of several predictions the first said counts', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { round, device, attempt } = await begin(test);
    const predict = (value: number) => say(device, 'prediction:submit', { attemptId: attempt.attemptId, value });
    line.cut();
    for (const value of [1_234, 5_678]) expect(await predict(value)).toEqual(away);
    test.clock.advance(round.closesAtMs - test.clock.nowMs() + 60_000);
    await healed();
    await expect
      .poll(() => predict(5_678), { timeout: 15_000 })
      .toMatchObject({ refusal: { code: 'answer_too_late' } });
    expect(await predict(1_234)).toEqual({ ok: true, value: { value: 1_234 } });
  });

  it('[N15h] a submission said during an outage counts no earlier than the last answer saved after it', async () => {
    const { test, line, healed } = await openCutConnectionApp();
    closers.push(() => test.close());
    const { device, attempt, question } = await begin(test, (rules) => {
      rules.quiz.pacing = 'paper';
      rules.quiz.questionSeconds = null;
      withoutCredit(rules);
    });
    const end = () => say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId });
    line.cut();
    expect(await end()).toEqual(away);
    await healed();
    test.clock.advance(40_000);
    const thoughtUntilMs = test.clock.nowMs();
    await expect
      .poll(() => submit(device, answerOf(attempt, question, 0)), { timeout: 15_000 })
      .toMatchObject({ ok: true });
    test.clock.advance(5_000);
    expect(await must(end())).toMatchObject({ submittedAtMs: thoughtUntilMs, elapsedMs: 40_000, answered: 1 });
  });
});
