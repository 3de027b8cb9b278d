import { randomUUID } from 'node:crypto';
import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CachedContest } from '../src/contest/contests.ts';
import type { Database } from '../src/platform/db/database.ts';
import { openPostgres } from '../src/platform/db/postgres.ts';
import { freshDatabase } from './fresh-database.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { connectDevice, type Device, enrolPerson, enter, must, rightOptions, say } from './scripted-contestant.ts';
import { openSilentProxy, type SilentProxy } from './silent-proxy.ts';

/** How a server waits for a database that does not answer as it should; what people receive meanwhile. */
describe('a server whose database misbehaves', { timeout: 60_000 }, () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let proxy: SilentProxy;
  let db: Database;
  let test: TestApp;
  let contest: CachedContest;
  let device: Device;
  let cookie: string;
  let attempt: AttemptView;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const url = new URL(fresh.url);
    proxy = await openSilentProxy(Number(url.port), 4_000);
    url.port = String(proxy.port);
    db = await openPostgres(url.href, { waitMs: 400, statementMs: 400, urgentStatementMs: 200 });
    test = await openTestApp({}, { db });
    const made = await makeContest(test.app, testRules());
    contest = made.contest;
    cookie = (await enrolPerson({ ...test, db }, contest)).cookie;
    device = await connectDevice(test, cookie);
    await enter(device, contest.slug);
    attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: made.round.roundId }));
  });
  afterAll(async () => {
    device.disconnect();
    await test.close();
    await db.close();
    await proxy.close();
    await fresh.close();
  });

  const answerTo = (at: number) => {
    const question = attempt.questions[at];
    if (!question) throw new Error('a question was handed out');
    const optionIds = rightOptions(contest, question);
    return { answerId: randomUUID(), attemptId: attempt.attemptId, questionId: question.questionId, optionIds };
  };
  const figures = async () => (await fetch(`${test.url}/metrics`)).text();

  it.each(['silent', 'garbage', 'slow'] as const)(
    '[W16] [A4] %s: an answer and a request hear that it is away, health says so, and the answer is kept when it is back',
    async (how) => {
      proxy.behave(how);
      const answer = answerTo(0);
      expect(await say(device, 'answer:submit', answer)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
      const asked = await fetch(`${test.url}/api/contests/${contest.slug}/enter`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ takeOver: true }),
      });
      expect([asked.status, await asked.json()]).toEqual([503, { ok: false, refusal: { code: 'unavailable' } }]);
      await test.app.health.check();
      await expect.poll(async () => (await fetch(`${test.url}/health/ready`)).status, { timeout: 10_000 }).toBe(503);
      expect((await fetch(`${test.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${test.url}/`)).status).toBe(200); // pages need no store

      proxy.behave('pass');
      await expect
        .poll(() => say(device, 'answer:submit', answer), { timeout: 20_000 })
        .toMatchObject({ ok: true, value: { receipt: { answerId: answer.answerId } } });
      expect(await figures()).not.toContain('hoithi_refusals_total{code="fault"}');
      const next = (await enter(device, contest.slug)).attempt;
      if (next) attempt = next;
    },
  );
});
