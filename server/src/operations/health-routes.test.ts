import { randomUUID } from 'node:crypto';
import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, must, rightOptions, say } from '../../test/scripted-contestant.ts';

describe('routes for machines', () => {
  let test: TestApp;
  let guarded: TestApp;
  const token = '0123456789abcdef0123';
  beforeAll(async () => {
    test = await openTestApp();
    guarded = await openTestApp({}, { metricsToken: token });
  });
  afterAll(async () => {
    await test.close();
    await guarded.close();
  });
  const read = (path: string, headers: Record<string, string> = {}, app = test) =>
    fetch(`${app.url}${path}`, { headers });

  it('[N5] a process that answers is live', async () => {
    const live = await read('/health/live');
    expect([live.status, await live.json()]).toMatchObject([200, { live: true, serverNowMs: test.clock.nowMs() }]);
  });

  it('[N6] [W17] it is ready while database and tables are as they should be, reports since when it knows, and how many connections it takes', async () => {
    const ready = await read('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      ready: true,
      draining: false,
      sockets: { open: 0, max: 19_000 },
      parts: {
        database: { ok: true, ageMs: expect.any(Number) },
        migrations: { ok: true, ageMs: expect.any(Number) },
      },
    });
  });

  it('[N6] tables older than this version make it not ready, newer ones do not', async () => {
    const other = await openTestApp();
    await other.db.query("insert into migration (name, checksum) values ('9999-later.sql', 'x')");
    await other.app.health.check();
    expect((await read('/health/ready', {}, other)).status).toBe(200);
    await other.db.query("update migration set checksum = 'x' where name like '0001%'");
    await expect
      .poll(async () => {
        await other.app.health.check(); // one that had begun before the change may still be under way
        const ready = await read('/health/ready', {}, other);
        return [ready.status, await ready.json()];
      })
      .toMatchObject([503, { ready: false, parts: { migrations: { ok: false } } }]);
    await other.close();
  });

  it('[N3] while it leaves it is not ready, accepts no socket, and closes those it has', async () => {
    const other = await openTestApp();
    const device = await connectDevice(other, null);
    const why = new Promise<string>((resolve) => device.once('disconnect', resolve));
    await other.open.leave(0);
    expect(await why).toBe('transport close'); // what the client comes back from by itself
    expect(other.app.health.readiness()).toMatchObject({ ready: false, draining: true });
    await expect(connectDevice(other, null)).rejects.toThrow();
    await other.close();
  });

  it('[N7] the way of a request is reported as the server sees it, without addresses', async () => {
    const way = await (await read('/health/way', { 'x-forwarded-for': '203.0.113.9, 10.0.0.2' })).json();
    expect(way).toEqual({
      serverNowMs: test.clock.nowMs(),
      host: new URL(test.url).host,
      protocol: 'http',
      proxiesSeen: 2,
      proxiesTrusted: 0,
      publicUrl: null,
    });
  });

  it('[N8] without a token metrics are sent to this machine alone, and to nobody who came through a proxy', async () => {
    expect((await read('/metrics')).status).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await read('/metrics', { [name]: '127.0.0.1' })).status).toBe(404);
  });

  it('[N8] with a token metrics are sent to whoever sends it, and to nobody else', async () => {
    expect((await read('/metrics', {}, guarded)).status).toBe(401);
    expect((await read('/metrics', { authorization: `Bearer ${token}x` }, guarded)).status).toBe(401);
    const answer = await read('/metrics', { authorization: `Bearer ${token}` }, guarded);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
  });

  it('[N9] figures count answers, refusals by code, late ones, credit, batches and sockets', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    const [question] = attempt.questions;
    if (!question) throw new Error('a question');
    const answer = { answerId: randomUUID(), attemptId: attempt.attemptId, questionId: question.questionId };
    await must(say(device, 'answer:submit', { ...answer, optionIds: rightOptions(contest, question) }));
    await say(device, 'answer:submit', { ...answer, answerId: 'no id' });
    const figures = await (await read('/metrics')).text();
    const figure = (name: string) =>
      Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(figures)?.[1]);
    expect(figure('hoithi_answer_ack_seconds_count{namespace="contestant",transport="socket"}')).toBe(2);
    expect(figure('hoithi_batch_items_sum{batch="answers"}')).toBe(1);
    expect(figure('hoithi_batch_age_seconds_count{batch="starts"}')).toBe(1);
    expect(figure('hoithi_refusals_total{code="malformed"}')).toBe(1);
    expect(figure('hoithi_sockets{namespace="contestant"}')).toBe(1);
    expect(figure('hoithi_store_unavailable{store="database"}')).toBe(0);
    expect(figure('hoithi_processes')).toBe(1);
    for (const name of [
      'late_answers_total',
      'lag_credit_seconds_total',
      'rankings_rebuilds_total',
      'rankings_waiting',
    ])
      expect(figure(`hoithi_${name}`)).toBe(0);
    expect(figure('hoithi_event_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    device.disconnect();
  });

  it('[N9] an outage of a store is counted once', async () => {
    const other = await openTestApp();
    await other.db.close();
    await other.app.health.check();
    await other.app.health.check();
    const figures = await (await read('/metrics', {}, other)).text();
    expect(figures).toContain('hoithi_store_outages_total{store="database"} 1');
    expect(figures).toContain('hoithi_store_unavailable{store="database"} 1');
    expect((await read('/health/ready', {}, other)).status).toBe(503);
    await other.close();
  });

  it('[N10] every answer carries an id of its own request', async () => {
    const ids = await Promise.all(['/', '/api/site', '/health/live', '/api/nothing'].map((path) => read(path)));
    const sent = ids.map((response) => response.headers.get('x-request-id'));
    for (const id of sent) expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(new Set(sent).size).toBe(4);
  });
});
