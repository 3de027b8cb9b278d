import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type {
  AnswerSaved,
  AttemptReceipt,
  AttemptView,
  ContestantView,
  QuestionView,
} from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareGet } from '../../test/bare-get.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import {
  connectDevice,
  enrolPerson,
  enter,
  must,
  rightOptions,
  say,
  signInAgain,
} from '../../test/scripted-contestant.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';

describe('an attempt without a socket', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest, round } = await makeContest(test.app, testRules()));
  });
  afterAll(() => test.close());

  async function post<T>(cookie: string, path: string, body: unknown = {}): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result<T>;
  }
  const look = (cookie: string, takeOver = true) =>
    must(post<ContestantView>(cookie, `/contests/${contest.slug}/enter`, { takeOver }));
  const start = (cookie: string) => must(post<AttemptView>(cookie, '/attempts', { roundId: round.roundId }));
  const answerTo = (attempt: AttemptView) => {
    const [question] = attempt.questions;
    if (!question) throw new Error('a question was handed out');
    return { answerId: randomUUID(), questionId: question.questionId, optionIds: rightOptions(contest, question) };
  };

  it('[W12] a whole attempt: entered, started, answered, predicted, submitted, with the receipts of the socket', async () => {
    const { cookie } = await enrolPerson(test, contest);
    expect((await look(cookie)).me).not.toBeNull();
    const attempt = await start(cookie);
    let question = attempt.questions[0] ?? null;
    let answered = 0;
    while (question) {
      test.clock.advance(1_000);
      const message = {
        answerId: randomUUID(),
        questionId: question.questionId,
        optionIds: rightOptions(contest, question),
      };
      const path = `/attempts/${attempt.attemptId}/answers`;
      const kept: AnswerSaved = await must(post<AnswerSaved>(cookie, path, message));
      expect(kept.receipt).toMatchObject({
        answerId: message.answerId,
        elapsedMs: 1_000,
        creditMs: 0,
        repeated: false,
      });
      const again = await must(post<AnswerSaved>(cookie, path, message)); // [A4]
      expect(again.receipt).toEqual({ ...kept.receipt, repeated: true });
      question = kept.next;
      answered += 1;
    }
    expect(answered).toBe(attempt.questionCount);
    if (attempt.prediction.enabled) {
      expect(await post(cookie, `/attempts/${attempt.attemptId}/prediction`, { value: 12 })).toMatchObject({
        ok: true,
      });
    }
    const receipt = await must(post<AttemptReceipt>(cookie, `/attempts/${attempt.attemptId}/submit`));
    expect(receipt).toMatchObject({ submittedBy: 'contestant', answered, elapsedMs: answered * 1_000 });
    const { promise, ...whole } = receipt;
    expect(promise?.leaf).toMatch(/^[0-9a-f]{64}$/);
    // [Z4] a resend carries the promise too, also when this process has forgotten the attempt
    const resent = () => must(post<AttemptReceipt>(cookie, `/attempts/${attempt.attemptId}/submit`));
    expect((await resent()).promise?.leaf).toBe(promise?.leaf);
    test.app.attempts.drop(attempt.attemptId);
    expect((await resent()).promise?.leaf).toBe(promise?.leaf);
    expect((await look(cookie)).mine[0]?.receipts[0]).toEqual(whole);
    const rows = await test.db.query(
      'select round_trip_ms, credit_ms from answers where attempt_id = $1 group by 1, 2',
      [attempt.attemptId],
    );
    expect(rows).toEqual([{ round_trip_ms: null, credit_ms: 0 }]);
  });

  it('[W12] the refusals are those of the socket', async () => {
    // A question has a limit of its own: after it the attempt goes on, so nothing else refuses the late answer.
    const own = await makeContest(
      test.app,
      testRules((rules) => {
        rules.quiz.questionSeconds = 10;
      }),
    );
    const mine = await enrolPerson(test, own.contest);
    const other = await enrolPerson(test, own.contest);
    const attempt = await must(post<AttemptView>(mine.cookie, '/attempts', { roundId: own.round.roundId }));
    const path = `/attempts/${attempt.attemptId}/answers`;
    const answerOf = (question: QuestionView) => ({
      answerId: randomUUID(),
      questionId: question.questionId,
      optionIds: rightOptions(own.contest, question),
    });
    const [question] = attempt.questions;
    if (!question) throw new Error('a question was handed out');
    const answer = answerOf(question);
    expect(await post('', path, answer)).toMatchObject({ refusal: { code: 'not_signed_in' } });
    expect(await post(other.cookie, path, answer)).toMatchObject({ refusal: { code: 'attempt_not_yours' } });
    expect(await post(mine.cookie, path, { ...answer, optionIds: [] })).toMatchObject({
      refusal: { code: 'option_count' },
    });
    expect(await post(mine.cookie, `/attempts/${randomUUID()}/submit`)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    const kept = await must(post<AnswerSaved>(mine.cookie, path, { ...answer, attemptId: randomUUID() })); // the address says which
    if (!kept.next) throw new Error('a second question was handed out');
    test.clock.advance(10_000 + attempt.graceMs + 1);
    const late = answerOf(kept.next);
    expect(await post(mine.cookie, path, late)).toMatchObject({ refusal: { code: 'answer_too_late' } });
  });

  it('[A11] the newest device holds the attempt, whichever way it speaks', async () => {
    const person = await enrolPerson(test, contest);
    const phone = await signInAgain(test, person);
    const attempt = await start(person.cookie);
    const device = await connectDevice(test, phone);
    const seen = await enter(device, contest.slug, false);
    expect(seen.elsewhere).toBe(true);
    await enter(device, contest.slug, true);
    const path = `/attempts/${attempt.attemptId}/answers`;
    expect(await post(person.cookie, path, answerTo(attempt))).toMatchObject({ refusal: { code: 'superseded' } });
    expect((await look(person.cookie, false)).elsewhere).toBe(true);
    const superseded = new Promise<void>((resolve) => device.once('attempt:superseded', () => resolve()));
    expect((await look(person.cookie, true)).elsewhere).toBe(false);
    await superseded;
    expect(await post(person.cookie, path, answerTo(attempt))).toMatchObject({ ok: true });
    const lost = { ...answerTo(attempt), attemptId: attempt.attemptId };
    expect(await say(device, 'answer:submit', lost)).toMatchObject({ refusal: { code: 'superseded' } });
    device.disconnect();
  });

  it('[A11] of two devices over HTTP the newer holds the attempt, and what the older had sent is still found by its id', async () => {
    const person = await enrolPerson(test, contest);
    const phone = await signInAgain(test, person);
    const attempt = await start(person.cookie);
    const path = `/attempts/${attempt.attemptId}/answers`;
    const first = answerTo(attempt);
    const kept = await must(post<AnswerSaved>(person.cookie, path, first));
    if (!kept.next) throw new Error('a second question was handed out');
    expect((await look(phone, false)).elsewhere).toBe(true);
    expect((await look(phone, true)).elsewhere).toBe(false);
    const second = {
      answerId: randomUUID(),
      questionId: kept.next.questionId,
      optionIds: rightOptions(contest, kept.next),
    };
    expect(await post(person.cookie, path, second)).toMatchObject({ refusal: { code: 'superseded' } });
    expect(await post(person.cookie, path, first)).toMatchObject({ ok: true, value: { receipt: { repeated: true } } });
    expect(await post(phone, path, second)).toMatchObject({ ok: true, value: { answered: 2 } });
  });

  it('[W12] an arrival is the whole message: headers sent early do not stop the clock', async () => {
    const { cookie } = await enrolPerson(test, contest);
    const attempt = await start(cookie);
    const body = JSON.stringify(answerTo(attempt));
    const { hostname, port } = new URL(test.url);
    const line = connect({ host: hostname, port: Number(port) });
    line.write(
      `POST /api/attempts/${attempt.attemptId}/answers HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\nconnection: close\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nexpect: 100-continue\r\n\r\n`,
    );
    await once(line, 'data'); // the server has the headers
    test.clock.advance(5_000);
    line.write(body);
    let received = '';
    line.on('data', (bytes) => {
      received += bytes.toString();
    });
    await once(line, 'close');
    expect(received).toContain('"elapsedMs":5000');
  });

  it('[W12] [W18] an arrival is stamped when the message is here, however long the store takes to say whose it is', async () => {
    const { cookie } = await enrolPerson(test, contest);
    const attempt = await start(cookie);
    test.clock.advance(1_000);
    const { db } = test.app;
    const { query } = db;
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((reached) => {
      db.query = async (sql, params) => {
        if (typeof sql !== 'string' && sql.name === 'contestant-of') {
          const held = new Promise<void>((resolve) => {
            goOn = resolve;
          });
          reached();
          await held;
        }
        return query.call(db, sql, params) as never;
      };
    });
    const received = new Promise<void>((resolve) => {
      test.open.server.once('request', (request) => request.once('end', () => setImmediate(resolve)));
    });
    const answered = post<AnswerSaved>(cookie, `/attempts/${attempt.attemptId}/answers`, answerTo(attempt));
    await Promise.all([waiting, received]);
    test.clock.advance(5_000);
    goOn();
    db.query = query;
    expect((await must(answered)).receipt.elapsedMs).toBe(1_000);
  });

  it('[W3] one flood slows its own session alone', async () => {
    const mine = await enrolPerson(test, contest);
    const other = await enrolPerson(test, contest);
    const flood = await Promise.all(
      Array.from({ length: 90 }, () => post(mine.cookie, `/contests/${contest.slug}/enter`)),
    );
    expect(flood.some((result) => !result.ok && result.refusal.code === 'too_fast')).toBe(true);
    expect(await post(other.cookie, `/contests/${contest.slug}/enter`)).toMatchObject({ ok: true });
  });

  it('[W12] the state of a contest is made once, has a strong validator, and changes with the contest', async () => {
    const url = `${test.url}/api/contests/${contest.slug}/state.json`;
    const first = await bareGet(url);
    expect(JSON.parse(first.text)).toMatchObject({ ok: true, value: { contest: { slug: contest.slug } } });
    expect(first.headers['cache-control']).toBe('public, max-age=2, no-transform');
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(await bareGet(url, { 'if-none-match': etag, 'accept-encoding': 'gzip' })).toMatchObject({
      status: 304,
      text: '',
    });
    expect(first.headers['set-cookie']).toBeUndefined();
    test.clock.set(Math.max(test.clock.nowMs(), round.closesAtMs + 1));
    const later = await bareGet(url, { 'if-none-match': etag });
    expect(later.status).toBe(200);
    expect(JSON.parse(later.text).value.rounds[0].phase).toBe('closed');
    expect((await bareGet(`${test.url}/api/contests/nowhere/state.json`)).status).toBe(404);
  });
});
