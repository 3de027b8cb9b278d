import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptReceipt, AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import {
  connectDevice,
  type Device,
  enrolPerson,
  enter,
  must,
  rightOptions,
  say,
  signInAgain,
  wrongOption,
} from '../../test/scripted-contestant.ts';

describe('the contestant namespace', () => {
  let test: TestApp;
  const devices: Device[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterEach(() => {
    for (const device of devices.splice(0)) device.disconnect();
  });
  afterAll(() => test.close());

  async function sitDown(change?: Parameters<typeof testRules>[0]) {
    const { contest, round } = await makeContest(test.app, testRules(change));
    const person = await enrolPerson(test, contest);
    const device = await connect(person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    return { contest, round, person, device, attempt };
  }
  async function connect(cookie: string | null): Promise<Device> {
    const device = await connectDevice(test, cookie);
    devices.push(device);
    return device;
  }
  const answerOf = (
    attempt: AttemptView,
    optionIds: string[],
    questionId = attempt.questions[0]?.questionId ?? '',
  ) => ({
    answerId: randomUUID(),
    attemptId: attempt.attemptId,
    questionId,
    optionIds,
  });

  it('[A5] one by one: the next question comes with the ack of the last, until there is none', async () => {
    const { contest, device, attempt } = await sitDown();
    expect(attempt.questions).toHaveLength(1);
    let question = attempt.questions[0] ?? null;
    const seen = new Set<string>();
    while (question) {
      seen.add(question.questionId);
      test.clock.advance(5_000);
      const kept: AnswerSaved = await must(
        say<AnswerSaved>(
          device,
          'answer:submit',
          answerOf(attempt, rightOptions(contest, question), question.questionId),
        ),
      );
      expect(kept.receipt).toMatchObject({
        questionId: question.questionId,
        elapsedMs: 5_000 - kept.receipt.creditMs,
        repeated: false,
      });
      question = kept.next;
    }
    expect(seen.size).toBe(15);
    test.clock.advance(60_000); // thinking about the prediction is not answering time
    const receipt = await must(say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId }));
    expect(receipt).toMatchObject({ answered: 15, submittedBy: 'contestant', score: null });
    expect([74_000, 75_000]).toContain(receipt.elapsedMs); // whole seconds, as it is published [T5]; less the lag credit
  });

  it('[A5] a paper: a choice may be changed until the lock and the last one counts', async () => {
    const { contest, device, attempt } = await sitDown((rules) => {
      rules.quiz.pacing = 'paper';
      rules.publication.ownScore = 'at-submit';
    });
    expect(attempt.questions).toHaveLength(15);
    for (const question of attempt.questions) {
      await must(say(device, 'answer:submit', answerOf(attempt, wrongOption(contest, question), question.questionId)));
      await must(say(device, 'answer:submit', answerOf(attempt, rightOptions(contest, question), question.questionId)));
    }
    test.clock.advance(100_000);
    const receipt = await must(say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId }));
    expect(receipt.score).toMatchObject({ right: 15 });
    expect([99_000, 100_000]).toContain(receipt.elapsedMs);
  });

  it('[A4] ten refreshes, ten taps, five resends: one answer, the first receipt each time', async () => {
    const { contest, device, attempt, person } = await sitDown();
    const [question] = attempt.questions;
    if (!question) throw new Error('a question was handed out');
    const first = answerOf(attempt, wrongOption(contest, question));
    test.clock.advance(3_000);
    const kept = await must(say<AnswerSaved>(device, 'answer:submit', first));
    const taps = await Promise.all(
      Array.from({ length: 10 }, () =>
        must(say<AnswerSaved>(device, 'answer:submit', answerOf(attempt, rightOptions(contest, question)))),
      ),
    );
    test.clock.advance(3_000);
    for (let resend = 0; resend < 5; resend++) taps.push(await must(say<AnswerSaved>(device, 'answer:submit', first)));
    for (let refresh = 0; refresh < 10; refresh++) {
      const again = await connect(person.cookie);
      const view = await enter(again, contest.slug);
      expect(view.attempt?.saved).toEqual([
        {
          questionId: question.questionId,
          optionIds: first.optionIds,
          typed: null,
          arrivedAtMs: kept.receipt.arrivedAtMs,
        },
      ]);
      expect(view.attempt?.startedAtMs).toBe(attempt.startedAtMs);
      taps.push(await must(say<AnswerSaved>(again, 'answer:submit', first)));
    }
    for (const tap of taps) expect(tap.receipt).toEqual({ ...kept.receipt, repeated: true });
    const rows = await test.db.query('select 1 from answers where attempt_id = $1', [attempt.attemptId]);
    expect(rows).toHaveLength(1);
  });

  it('[A9] [A11] two devices that start at once share one attempt, and one of them holds it', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    for (let pair = 0; pair < 20; pair++) {
      const person = await enrolPerson(test, contest);
      const both = await Promise.all([connect(person.cookie), connect(person.cookie)]);
      const [one, other] = await Promise.all(
        both.map((device) => must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }))),
      );
      expect(one?.attemptId).toBe(other?.attemptId);
      const rows = await test.db.query('select 1 from attempts where contestant_id = $1', [person.contestantId]);
      expect(rows).toHaveLength(1);
      const [question] = one?.questions ?? [];
      if (!one || !question) throw new Error('an attempt was started');
      const choice = wrongOption(contest, question);
      const received = await Promise.all(both.map((device) => say(device, 'answer:submit', answerOf(one, choice))));
      const codes = received.map((result) => (result.ok ? 'saved' : result.refusal.code));
      expect(codes.toSorted()).toEqual(['saved', 'superseded']);
    }
  });

  it('[A11] the newest device takes over, with the same clock and order; the other is notified and may take it back', async () => {
    const { contest, device, attempt, person } = await sitDown();
    const received = new Promise<void>((resolve) => device.once('attempt:superseded', resolve));
    const newer = await connect(await signInAgain(test, person));
    const view = await enter(newer, contest.slug);
    await received;
    expect(view.attempt?.questions).toEqual(attempt.questions);
    expect(view.attempt?.locksAtMs).toBe(attempt.locksAtMs);
    const [question] = attempt.questions;
    const message = answerOf(attempt, question ? wrongOption(contest, question) : []);
    expect(await say(device, 'answer:submit', message)).toMatchObject({ ok: false, refusal: { code: 'superseded' } });
    expect((await enter(device, contest.slug, false)).elsewhere).toBe(true);
    expect((await enter(device, contest.slug, true)).elsewhere).toBe(false);
    await must(say(device, 'answer:submit', message));
  });

  it('[A11] a connection of the same device that ended unnoticed is not another device', async () => {
    const { contest, person } = await sitDown();
    const again = await connect(person.cookie);
    expect((await enter(again, contest.slug, false)).elsewhere).toBe(false);
  });

  it('[T2] an arrival at the deadline counts, within the grace it counts with the time of the deadline, after it is refused', async () => {
    for (const [afterMs, expected] of [
      [0, 900_000],
      [800, 900_000],
    ] as const) {
      const { contest, device, attempt } = await sitDown((rules) => {
        rules.quiz.pacing = 'one-by-one';
        rules.time.lagCredit.quotaMs = 0;
      });
      test.clock.set(attempt.locksAtMs + afterMs);
      const [question] = attempt.questions;
      const kept = await must(
        say<AnswerSaved>(device, 'answer:submit', answerOf(attempt, question ? rightOptions(contest, question) : [])),
      );
      expect(kept.receipt.elapsedMs).toBe(expected);
    }
    const { contest, device, attempt } = await sitDown();
    const [question] = attempt.questions;
    test.clock.set(attempt.locksAtMs + 801);
    const late = await say(device, 'answer:submit', answerOf(attempt, question ? rightOptions(contest, question) : []));
    expect(late.ok).toBe(false);
    if (!late.ok)
      expect([{ code: 'answer_too_late', lateByMs: 801, graceMs: 800 }, { code: 'attempt_over' }]).toContainEqual(
        late.refusal,
      );
  });

  it("[T6] a question's own limit locks that question alone: late is refused and the next one comes", async () => {
    const { contest, device, attempt, person } = await sitDown((rules) => {
      rules.quiz.questionSeconds = 10;
      rules.time.lagCredit.quotaMs = 0;
    });
    const [first] = attempt.questions;
    expect(first?.locksAtMs).toBe(attempt.startedAtMs + 10_000);
    const received = new Promise<ContestantView>((resolve) => device.once('view', resolve));
    test.clock.set(attempt.startedAtMs + 10_801);
    const late = await say(device, 'answer:submit', answerOf(attempt, first ? rightOptions(contest, first) : []));
    expect(late).toMatchObject({ refusal: { code: 'answer_too_late', lateByMs: 801 } });
    const next = (await received).attempt;
    expect(next).toMatchObject({
      answered: 0,
      questions: [{ position: 2, handedOutAtMs: attempt.startedAtMs + 10_801 }],
    });

    device.disconnect(); // nobody is there: the third question waits for the contestant
    test.clock.advance(60_000);
    const again = await connect(person.cookie);
    const back = await enter(again, contest.slug);
    expect(back.attempt?.questions[0]).toMatchObject({ position: 3, handedOutAtMs: test.clock.nowMs() });
    const receipt = await must(say<AttemptReceipt>(again, 'attempt:submit', { attemptId: attempt.attemptId }));
    expect(receipt).toMatchObject({ answered: 0, elapsedMs: 20_000 }); // two limits, and nothing yet of the third
  });

  it('[A8] when time is up the server submits what it has, with the prediction that was given', async () => {
    const { contest, device, attempt } = await sitDown();
    const [question] = attempt.questions;
    await must(say(device, 'answer:submit', answerOf(attempt, question ? rightOptions(contest, question) : [])));
    await must(say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 1234 }));
    const submitted = new Promise<AttemptReceipt>((resolve) => device.once('attempt:submitted', resolve));
    test.clock.set(attempt.locksAtMs + 5_000);
    expect(await submitted).toMatchObject({
      submittedBy: 'time',
      answered: 1,
      prediction: 1234,
      submittedAtMs: attempt.locksAtMs,
    });
  });

  it('[P2] a second prediction in the round is refused with the first value', async () => {
    const { device, attempt, round } = await sitDown((rules) => {
      rules.week.attempts.limits = [];
    });
    await must(say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: 100 }));
    await must(say(device, 'attempt:submit', { attemptId: attempt.attemptId }));
    const second = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    expect(second.prediction.value).toBe(100);
    const again = await say(device, 'prediction:submit', { attemptId: second.attemptId, value: 101 });
    expect(again).toEqual({ ok: false, refusal: { code: 'prediction_locked', value: 100 } });
  });

  it('[A1] [Q3] no message to the device contains a key, an explanation or a score before the rules allow', async () => {
    const { contest, device, attempt, round } = await sitDown();
    const received: unknown[] = [attempt];
    device.onAny((...args) => received.push(args));
    let question = attempt.questions[0] ?? null;
    while (question) {
      const kept: AnswerSaved = await must(
        say<AnswerSaved>(
          device,
          'answer:submit',
          answerOf(attempt, wrongOption(contest, question), question.questionId),
        ),
      );
      received.push(kept);
      question = kept.next;
    }
    received.push(await must(say(device, 'attempt:submit', { attemptId: attempt.attemptId })));
    received.push(await must(say(device, 'attempt:review', { attemptId: attempt.attemptId })));
    received.push(await enter(device, contest.slug));
    const text = JSON.stringify(received);
    expect(text).not.toMatch(/"(right|explanation|source)"/);
    for (const known of contest.bank.values()) expect(text).not.toContain(known.explanation);
    expect(text).not.toMatch(/"score":\{/);
    expect(round.published).toBe(false);
  });

  it('[W1] messages of any shape are refused with a reason and change nothing', async () => {
    const { contest, device, attempt, person, round } = await sitDown();
    const [question] = attempt.questions;
    const good = answerOf(attempt, question ? rightOptions(contest, question) : []);
    const bad: [string, unknown, string][] = [
      ['answer:submit', null, 'malformed'],
      ['answer:submit', 'text', 'malformed'],
      ['answer:submit', { ...good, answerId: 'x' }, 'malformed'],
      ['answer:submit', { ...good, optionIds: [] }, 'option_count'],
      ['answer:submit', { ...good, typed: 'b' }, 'option_unknown'],
      ['answer:submit', { ...good, typed: 'b'.repeat(101) }, 'malformed'],
      ['answer:submit', { ...good, optionIds: Array.from({ length: 7 }, () => 'a') }, 'malformed'],
      ['answer:submit', { ...good, optionIds: ['zz'] }, 'option_unknown'],
      ['answer:submit', { ...good, optionIds: ['a', 'b'] }, 'option_count'],
      ['answer:submit', { ...good, questionId: 'hue-s-01' }, 'question_not_handed_out'],
      ['answer:submit', { ...good, questionId: '../../etc' }, 'malformed'],
      ['answer:submit', { ...good, attemptId: randomUUID() }, 'not_found'],
      ['attempt:start', { roundId: randomUUID() }, 'not_found'],
      ['attempt:start', { roundId: round.roundId, practice: 'yes' }, 'malformed'],
      ['prediction:submit', { attemptId: attempt.attemptId, value: -1 }, 'malformed'],
      ['prediction:submit', { attemptId: attempt.attemptId, value: 1e12 }, 'malformed'],
      ['__proto__', {}, 'malformed'],
      ['no:such', {}, 'malformed'],
      ['view:enter', { slug: 'khong-co' }, 'not_found'],
    ];
    for (const [event, message, code] of bad) {
      expect(await say(device, event, message), `${event} ${JSON.stringify(message)}`).toMatchObject({
        ok: false,
        refusal: { code },
      });
    }
    const before = await test.db.query('select 1 from answers where attempt_id = $1', [attempt.attemptId]);
    expect(before).toHaveLength(0);
    const stranger = await enrolPerson(test, contest);
    const other = await connect(stranger.cookie);
    expect(await say(other, 'answer:submit', good)).toMatchObject({
      ok: false,
      refusal: { code: 'attempt_not_yours' },
    });
    const passerBy = await connect(null);
    expect(await say(passerBy, 'attempt:start', { roundId: round.roundId })).toMatchObject({
      refusal: { code: 'not_signed_in' },
    });
    expect(person.contestantId).not.toBe(stranger.contestantId);
  });

  it('[W3] a flood from one socket is slowed and nobody else is', async () => {
    const { contest, device } = await sitDown();
    const other = await connect(null);
    const flood = await Promise.all(Array.from({ length: 200 }, () => say(device, 'clock:read', {})));
    expect(flood.filter((answer) => !answer.ok && answer.refusal.code === 'too_fast').length).toBeGreaterThan(50);
    expect((await enter(other, contest.slug)).contest.slug).toBe(contest.slug);
  });

  it('[F1] before the opening and after the close nothing starts; what is open at the close is submitted', async () => {
    const { contest, device, attempt } = await sitDown((rules) => {
      rules.time.limitSeconds = null;
    });
    const next = contest.rounds[1];
    expect(await say(device, 'attempt:start', { roundId: next?.roundId })).toMatchObject({
      refusal: { code: 'round_not_open', phase: 'scheduled' },
    });
    const submitted = new Promise<AttemptReceipt>((resolve) => device.once('attempt:submitted', resolve));
    test.clock.set(roundClosesAtMs + 10_000);
    await test.open.runTimetable();
    expect(await submitted).toMatchObject({ submittedBy: 'close', submittedAtMs: roundClosesAtMs });
    expect(await say(device, 'attempt:start', { roundId: attempt.roundId })).toMatchObject({
      refusal: { code: 'round_not_open', phase: 'verifying' },
    });
    const view = await must(say<ContestantView>(device, 'view:enter', { slug: contest.slug }));
    expect(view.attempt).toBeNull();
  });
});
