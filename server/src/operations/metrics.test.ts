import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { limits } from '@hoithi/shared/contract/limits';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { repositoryFile } from '../../test/proxies.ts';
import { connectDevice, type Device, enrolPerson, must, rightOptions, say } from '../../test/scripted-contestant.ts';
import { Unavailable } from '../platform/db/database.ts';

describe('figures for operators', () => {
  let test: TestApp;
  const devices: Device[] = [];
  beforeAll(async () => {
    test = await openTestApp({ startQueueMax: 0, socketsMax: 50 }, { busWaiting: () => 2_500 });
  });
  afterEach(() => {
    for (const device of devices.splice(0)) device.disconnect();
  });
  afterAll(() => test.close());
  const read = async (of = test) => (await fetch(`${of.url}/metrics`)).text();
  /** One figure of the text; null: it is not there. */
  function figureIn(text: string, name: string): number | null {
    const row = text.split('\n').find((each) => each.startsWith(`${name} `));
    return row === undefined ? null : Number(row.slice(name.length + 1));
  }
  const boundIn = (text: string, bound: string) =>
    ['used', 'max', 'full_ratio'].map((what) => figureIn(text, `hoithi_bound_${what}{bound="${bound}"}`));
  async function connect(cookie: string | null, at = test): Promise<Device> {
    const device = await connectDevice(at, cookie);
    devices.push(device);
    return device;
  }

  it('[N22] every bound is reported with how full it is; in an idle server nothing waits', async () => {
    const text = await read();
    expect(Object.fromEntries(boundsOf(text).map((bound) => [bound, boundIn(text, bound)]))).toEqual({
      start_queue: [0, 0, 0], // switched off is not full
      sockets: [0, 50, 0],
      guest_sockets: [0, 4_000, 0],
      sign_in_messages: [0, 20_000, 0],
      batch_starts: [0, limits.batchWaitingMax, 0],
      batch_answers: [0, limits.batchWaitingMax, 0],
      batch_submissions: [0, limits.batchWaitingMax, 0],
      batch_show_answers: [0, limits.batchWaitingMax, 0],
      batch_players: [0, limits.batchWaitingMax, 0],
      database: [0, limits.databaseWaitingMax, 0],
      database_answers: [0, limits.databaseWaitingMax, 0],
      bus: [2_500, limits.busWaitingMax, 0.25],
      attempt_turns: [0, limits.attemptTurnsMax, 0],
      background: [0, limits.backgroundWaitingMax, 0],
      outgoing_bytes: [0, limits.outgoingBytesMax, 0],
      first_arrivals: [0, limits.firstArrivalsMax, 0],
      cached_attempts: [0, limits.cachedAttemptsMax, 0],
      http_attempt_locks: [0, limits.httpAttemptLocksMax, 0],
    });
  });

  it('[N22] what waits and who is here is counted against its bound', async () => {
    const small = await openTestApp({
      startsPerSecond: 1,
      startQueueMax: 8,
      socketsMax: 4,
      guestSocketsMax: 2,
    });
    const { app } = small;
    const { contest, round } = await makeContest(app, testRules());
    const person = await enrolPerson(small, contest);
    const attempt = await must(
      say<AttemptView>(await connect(person.cookie, small), 'attempt:start', { roundId: round.roundId }),
    );
    await connect(null, small);
    for (let at = 0; at < 5; at++) app.admission.request(`somebody ${at}`); // one start is left of two
    app.firstArrivals.note({ name: 'somebody', content: 'something' }, { atMs: 1 });
    app.httpAttemptLocks.claim(attempt.attemptId, 'phone');
    await app.attempts.get(attempt.attemptId);
    app.messageBudget.take({ device: 'một', address: '198.51.100.7' });
    let go: () => void = () => undefined;
    const going = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = [app.background.run(() => going), app.background.run(() => going)];
    const turns = Array.from({ length: 25 }, () => app.attempts.inServersTurn('one', () => going));
    const text = await read(small);
    expect(boundIn(text, 'start_queue')).toEqual([4, 8, 0.5]);
    expect(boundIn(text, 'sockets')).toEqual([2, 4, 0.5]);
    expect(boundIn(text, 'guest_sockets')).toEqual([1, 2, 0.5]);
    expect(boundIn(text, 'sign_in_messages')[0]).toBe(1);
    expect(boundIn(text, 'cached_attempts')[0]).toBe(1);
    expect(boundIn(text, 'first_arrivals')[0]).toBe(1);
    expect(boundIn(text, 'http_attempt_locks')[0]).toBe(1);
    expect(boundIn(text, 'background')).toEqual([2, 200, 0.01]);
    expect(boundIn(text, 'attempt_turns')).toEqual([25, 100, 0.25]);
    go();
    await Promise.all([...slow, ...turns]);
    expect(boundIn(await read(small), 'attempt_turns')[0]).toBe(0);
    await small.close();
  });

  it('[N22] questions to the database and messages to a commit are counted while they wait', async () => {
    const { app, db } = test;
    let go: () => void = () => undefined;
    const going = new Promise<void>((resolve) => {
      go = resolve;
    });
    const holding: Promise<void>[] = [];
    while (db.waiting().all === 0) {
      // until every connection is taken
      holding.push(db.transaction(() => going));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const queries = Array.from({ length: 3 }, () => db.query('select 1'));
    const add = () => app.players.add({} as never).catch((fault: unknown) => fault);
    const added = [add()];
    await new Promise((resolve) => setImmediate(resolve)); // the first is on its way, the others wait for it
    added.push(...Array.from({ length: 4 }, add));
    const text = await read();
    expect(boundIn(text, 'database')[0]).toBeGreaterThanOrEqual(3);
    expect(boundIn(text, 'batch_players')[0]).toBe(4);
    go();
    await Promise.all([...holding, ...queries]);
    for (const fault of await Promise.all(added)) expect(fault).not.toBeInstanceOf(Unavailable);
  });

  it('[N9] [W12] answers over HTTP are acknowledged in the same histogram, beside those over sockets', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const person = await enrolPerson(test, contest);
    const device = await connect(person.cookie);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    const [question] = attempt.questions;
    if (!question) throw new Error('a question was handed out');
    const answer = { questionId: question.questionId, optionIds: rightOptions(contest, question) };
    await must(say(device, 'answer:submit', { ...answer, attemptId: attempt.attemptId, answerId: randomUUID() }));
    device.disconnect();
    const post = (body: unknown) =>
      fetch(`${test.url}/api/attempts/${attempt.attemptId}/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: person.cookie },
        body: JSON.stringify(body),
      });
    await post({ ...answer, answerId: randomUUID() });
    await post({ ...answer, answerId: 'no id' });
    const text = await read();
    const count = (transport: string) =>
      figureIn(text, `hoithi_answer_ack_seconds_count{namespace="contestant",transport="${transport}"}`);
    expect([count('socket'), count('http')]).toEqual([1, 2]);
    expect(figureIn(text, 'hoithi_refusals_total{code="malformed"}')).toBe(1); // counted once
    const acked = test.app.metrics.lastMinute().acks.reduce((sum, each) => sum + each, 0);
    expect(acked).toBe(3); // the page of the night counts them too
  });

  it('[N9] memory is reported of each process apart, by space of the heap too', async () => {
    const text = await read();
    const own = `process="${process.pid}"`;
    for (const name of ['resident_memory', 'heap_used', 'external_memory'])
      expect(figureIn(text, `hoithi_${name}_bytes{${own}}`)).toBeGreaterThan(0);
    for (const space of ['new', 'old', 'large_object'])
      expect(figureIn(text, `hoithi_heap_space_used_bytes{${own},space="${space}"}`)).toBeGreaterThan(0);
  });

  it('[N9] the list for operators names every figure and every bound, and none that does not exist', async () => {
    const text = await read();
    const operators = await readFile(repositoryFile('docs/operators.md'), 'utf8');
    const exported = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const section = /### Metrics\n([\s\S]*?)\n## /.exec(operators)?.[1] ?? '';
    const listed = new Set([...section.matchAll(/hoithi_[a-z_]+/g)].map(([name]) => name));
    expect([...listed].sort()).toEqual([...exported].sort());
    const bounds = new Set(
      [...section.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|.*\|.*\|$/gm)].flatMap(([, names = '']) => namesIn(names)),
    );
    for (const bound of boundsOf(text)) expect(bounds, bound).toContain(bound);
  });

  const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  const boundsOf = (text: string): string[] =>
    [...text.matchAll(/^hoithi_bound_used\{bound="(\w+)"\}/gm)].map(([, bound]) => bound ?? '');
});
