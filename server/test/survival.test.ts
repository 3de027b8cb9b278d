import { randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptView } from '@hoithi/shared/contract/contestant';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { makeContest, openAppNow, testRules } from './open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say } from './scripted-contestant.ts';
import { setRounds } from './test-rules.ts';

const dayMs = 86_400_000;
/** Rules whose first round is open now. */
const openNow = () =>
  testRules((rules) => {
    setRounds(rules.week, [[Date.now() - dayMs, Date.now() + dayMs]]);
    rules.week.publish = { kind: 'days-after', days: 1, clock: '24:00' };
  });

describe('server processes that die', () => {
  const running: ServerProcess[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.kill('SIGKILL');
  });
  async function start(databaseUrl: string, more: Record<string, string> = {}): Promise<ServerProcess> {
    const server = await startServer(
      { DATABASE_URL: databaseUrl, DATA_DIR: `/tmp/hoithi-survival-${randomUUID()}`, LOG_LEVEL: 'error', ...more },
      ['--empty'],
    );
    running.push(server);
    return server;
  }

  it('[A3] SIGKILL in the middle of 200 attempts: every acknowledged answer is there and clocks go on', async () => {
    const test = await openAppNow();
    const { contest, round } = await makeContest(test.app, openNow());
    const people = await Promise.all(Array.from({ length: 200 }, () => enrolPerson(test, contest)));
    const server = await start(test.databaseUrl);
    const acked = new Map<string, string>(); // answer -> attempt
    const attempts = new Map<string, AttemptView>();
    const kill = { going: null as Promise<void> | null };

    const joined = await Promise.all(
      people.map(async (person) => {
        const device = await connectDevice(server, person.cookie);
        const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
        attempts.set(person.contestantId, attempt);
        return { device, attempt };
      }),
    );
    await Promise.all(
      joined.map(async ({ device, attempt }) => {
        let question = attempt.questions[0] ?? null;
        try {
          while (question) {
            const [option] = question.options;
            const message = {
              answerId: randomUUID(),
              attemptId: attempt.attemptId,
              questionId: question.questionId,
              optionIds: [option?.optionId ?? ''],
            };
            const kept: AnswerSaved = await must(say<AnswerSaved>(device, 'answer:submit', message));
            acked.set(message.answerId, attempt.attemptId);
            question = kept.next;
            if (acked.size >= 900) kill.going ??= server.kill('SIGKILL');
          }
        } catch {
          // the server died under this device, as intended
        }
        device.disconnect();
      }),
    );
    await kill.going;
    expect(kill.going).not.toBeNull();
    expect(acked.size).toBeLessThan(200 * 15);
    const rows = await test.db.query<{ id: string }>('select id from answers where id = any($1::uuid[])', [
      [...acked.keys()],
    ]);
    expect(rows).toHaveLength(acked.size);

    const again = await start(test.databaseUrl);
    for (const person of people.slice(0, 40)) {
      const device = await connectDevice(again, person.cookie);
      const view = await enter(device, contest.slug);
      const before = attempts.get(person.contestantId);
      expect(view.attempt?.locksAtMs).toBe(before?.locksAtMs);
      const own = [...acked].filter(([, attemptId]) => attemptId === before?.attemptId).length;
      expect(view.attempt?.answered).toBeGreaterThanOrEqual(own);
      device.disconnect();
    }
    await test.close();
  }, 180_000);

  it('[A11] [T1] an attempt goes on in another process with the same clock; the first device is informed', async () => {
    const test = await openAppNow();
    const { contest, round } = await makeContest(test.app, openNow());
    const person = await enrolPerson(test, contest);
    const redis = { REDIS_URL: process.env.TEST_REDIS_URL ?? '' };
    const [one, other] = await Promise.all([start(test.databaseUrl, redis), start(test.databaseUrl, redis)]);
    if (!one || !other) throw new Error('two processes');
    const phone = await connectDevice(one, person.cookie);
    const attempt = await must(say<AttemptView>(phone, 'attempt:start', { roundId: round.roundId }));
    const laptop = await connectDevice(other, person.cookie);
    const superseded = new Promise<void>((resolve) => phone.once('attempt:superseded', resolve));
    const view = await enter(laptop, contest.slug);
    await superseded;
    expect(view.attempt?.questions).toEqual(attempt.questions);
    expect(view.attempt?.locksAtMs).toBe(attempt.locksAtMs);
    const question = attempt.questions[0];
    const message = {
      answerId: randomUUID(),
      attemptId: attempt.attemptId,
      questionId: question?.questionId,
      optionIds: [question?.options[0]?.optionId],
    };
    const kept = await must(say<AnswerSaved>(laptop, 'answer:submit', message));
    expect(await say(phone, 'answer:submit', { ...message, answerId: randomUUID() })).toMatchObject({ ok: false });
    await enter(phone, contest.slug);
    const resent = await must(say<AnswerSaved>(phone, 'answer:submit', message));
    expect(resent.receipt).toEqual({ ...kept.receipt, repeated: true });
    phone.disconnect();
    laptop.disconnect();
    await test.close();
  }, 180_000);
});
