import { once } from 'node:events';
import { connect } from 'node:net';
import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { afterEach, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import {
  connectDevice,
  type Device,
  enrolPerson,
  enter,
  must,
  rightOptions,
  say,
} from '../../test/scripted-contestant.ts';
import { dropSlowReaders } from './slow-readers.ts';

describe('overload', { timeout: 60_000 }, () => {
  let test: TestApp;
  const devices: Device[] = [];
  afterEach(async () => {
    for (const device of devices.splice(0)) device.disconnect();
    await test.close();
  });
  async function player(cookie: string | null): Promise<Device> {
    const device = await connectDevice(test, cookie);
    devices.push(device);
    return device;
  }
  const start = (device: Device, roundId: string) => say<AttemptView>(device, 'attempt:start', { roundId });

  it('[W5] beyond the rate people wait in their order, are called, and start with a fresh clock', async () => {
    test = await openTestApp({ startsPerSecond: 1, startQueueMax: 2 });
    const { contest, round } = await makeContest(test.app, testRules());
    const newcomer = async () => {
      const person = await enrolPerson(test, contest);
      return { person, device: await player(person.cookie) };
    };
    const first = await newcomer();
    const second = await newcomer();
    const third = await newcomer();
    const fourth = await newcomer();
    const fifth = await newcomer();
    await must(start(first.device, round.roundId));
    await must(start(second.device, round.roundId));
    expect(await start(third.device, round.roundId)).toMatchObject({
      ok: false,
      refusal: { code: 'waiting', ahead: 0, estimateMs: 1_000 },
    });
    expect(await start(fourth.device, round.roundId)).toMatchObject({ refusal: { code: 'waiting', ahead: 1 } });
    expect(await start(fifth.device, round.roundId)).toMatchObject({ refusal: { code: 'busy' } });
    expect(await test.db.query('select 1 from attempts')).toHaveLength(2);

    third.device.disconnect(); // a tunnel; the place is the person's
    const back = await player(third.person.cookie);
    expect(await start(back, round.roundId)).toMatchObject({ refusal: { code: 'waiting', ahead: 0 } });
    const called = new Promise<void>((resolve) => back.once('attempt:called', resolve));
    test.clock.advance(1_000);
    await called;
    const attempt = await must(start(back, round.roundId));
    expect(attempt.startedAtMs).toBe(test.clock.nowMs());
    expect(await start(fourth.device, round.roundId)).toMatchObject({ refusal: { code: 'waiting', ahead: 0 } });
  });

  it('[W5] answers of a running attempt do not stand in the queue of starts', async () => {
    test = await openTestApp({ startsPerSecond: 1, startQueueMax: 1_000 });
    const { contest, round } = await makeContest(test.app, testRules());
    const sitting = await player((await enrolPerson(test, contest)).cookie);
    await enter(sitting, contest.slug);
    const attempt = await must(start(sitting, round.roundId));
    for (let at = 0; at < 900; at++) test.app.admission.request(`somebody ${at}`);
    const late = await player((await enrolPerson(test, contest)).cookie);
    expect(await start(late, round.roundId)).toMatchObject({ refusal: { code: 'waiting' } });
    const [question] = attempt.questions;
    if (!question) throw new Error('a question was handed out');
    const saved = await say(sitting, 'answer:submit', {
      answerId: crypto.randomUUID(),
      attemptId: attempt.attemptId,
      questionId: question.questionId,
      optionIds: rightOptions(contest, question),
    });
    expect(saved).toMatchObject({ ok: true, value: { answered: 1 } });
  });

  it('[W9] sockets without a session share a small part; whoever has one connects from the same address', async () => {
    test = await openTestApp({ guestSocketsMax: 3, socketsMax: 6 });
    const { contest } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    for (let at = 0; at < 3; at++) await player(null);
    await expect(player(null)).rejects.toThrow();
    for (let at = 0; at < 3; at++) await player(person.cookie);
    await expect(player(person.cookie)).rejects.toThrow(); // every place is taken
    devices.shift()?.disconnect();
    await expect
      .poll(() =>
        player(person.cookie).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('[W9] a made-up session counts as none', async () => {
    test = await openTestApp({ guestSocketsMax: 2 });
    const { contest } = await makeContest(test.app, testRules());
    const invented = (at: number) => `hoithi_contestant=${String(at).padStart(32, 'x')}`;
    for (let at = 0; at < 2; at++) await player(invented(at));
    await expect(player(invented(2))).rejects.toThrow();
    await expect(player(null)).rejects.toThrow();
    await player((await enrolPerson(test, contest)).cookie);
  });

  it('[W7] a device that does not read is disconnected before it fills the memory', async () => {
    test = await openTestApp();
    const { contest } = await makeContest(test.app, testRules());
    const { hostname, port } = new URL(test.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: upgrade\r\n` +
        'upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await once(socket, 'data');
    const { io } = test.open;
    await expect.poll(() => io.engine.clientsCount).toBe(1);
    socket.pause();
    const [wire] = Object.values(
      (io.engine as unknown as { clients: Record<string, { send(text: string): void }> }).clients,
    );
    const watch = dropSlowReaders(io, test.app.log, 100_000);
    for (let at = 0; at < 100; at++) wire?.send('x'.repeat(100_000));
    await expect.poll(() => io.engine.clientsCount, { timeout: 10_000 }).toBe(0);
    watch.stop();
    socket.destroy();
    expect(contest.slug).toBeTruthy();
  });

  it('[W11] staff who try a route of another role again and again make one audit row a minute', async () => {
    test = await openTestApp();
    const { contest } = await makeContest(test.app, testRules());
    const { token } = await openStaff(test, { role: 'mc', contestId: contest.contestId, unitCode: null });
    const attempt = () =>
      fetch(`${test.url}/api/organizer/contests/${contest.contestId}/units`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}` },
        body: 'x',
      });
    for (let tries = 0; tries < 5; tries++) expect((await attempt()).status).toBe(403);
    expect(await readActs(test.db, contest.contestId, 10)).toMatchObject([{ act: 'access:refused', detail: {} }, {}]);
    test.clock.advance(60_000);
    await attempt();
    const rows = (await readActs(test.db, contest.contestId, 10)).filter(({ act }) => act === 'access:refused');
    expect(rows.map(({ detail }) => detail)).toEqual([{ more: 4 }, {}]);
  });

  it("[W8] the hour's sign-in messages are bounded for the whole installation, and it is logged once", async () => {
    test = await openTestApp({ messagesPerHour: 2 });
    const requestCode = async (phone: string) => {
      const response = await fetch(`${test.url}/api/sign-in/code`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' }, // no device token: no limit but the hour's
        body: JSON.stringify({ phone }),
      });
      return { status: response.status, after: response.headers.get('retry-after'), body: await response.json() };
    };
    for (const phone of ['0912000001', '0912000002']) expect((await requestCode(phone)).status).toBe(200);
    expect(await requestCode('0912000003')).toMatchObject({
      status: 429,
      after: '3540', // the test's clock stands one minute past the hour
      body: { ok: false, refusal: { code: 'messages_spent', retryInMs: 3_540_000 } },
    });
    expect(test.messages).toHaveLength(2);
    test.clock.advance(3_540_000);
    expect((await requestCode('0912000003')).status).toBe(200);
  });
});
