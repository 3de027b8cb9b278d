import { randomUUID } from 'node:crypto';
import type { McView } from '@hoithi/shared/contract/screen';
import type { PhoneView } from '@hoithi/shared/contract/show';
import { buzzGiven } from '@hoithi/shared/rules/show/buzzer';

import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  device,
  drive,
  joinByPhone,
  moderate,
  openMc,
  openTestRun,
  requestNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun } from './cached-run.ts';
import { nameFirst } from './name-first.ts';
import { readRunResult } from './report/run-result.ts';
import { Runs } from './runs.ts';
import { submitShowAnswer } from './submit-show-answer.ts';

const cues = [
  { ...testQuestion('chuong-mot'), buzzer: 150 },
  { ...testQuestion('chuong-hai'), buzzer: 80 },
  { ...testQuestion('chuong-ba'), buzzer: 60 },
];

describe('a buzzer in a run', { timeout: 60_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let run: CachedRun;
  let mc: Socket;
  const phones: Awaited<ReturnType<typeof joinByPhone>>[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
    run = await openTestRun(test, contest, testShow(cues));
    mc = (await openMc(test, contest)).socket;
    for (const name of ['An', 'Bình', 'Chi']) phones.push(await joinByPhone(test, run.row.code, name));
    await drive(mc, run, { do: 'next' });
  }, 60_000);
  afterAll(async () => {
    for (const { socket } of phones) socket.disconnect();
    mc.disconnect();
    await test.close();
  });
  const readPhone = (at: number) =>
    must(say<PhoneView>(phones[at]?.socket as never, 'view:enter', { code: run.row.code, token: phones[at]?.token }));
  const readMc = async () => (await must(say<McView>(mc as never, 'view:enter', {}))).show?.run;
  const idOf = (at: number) => phones[at]?.view.player?.playerId ?? '';
  /** A press that arrives so long after the opening over a connection with this round trip. */
  const pressAt = (at: number, afterMs: number, roundTripMs: number | null) => {
    const player = run.players.get(idOf(at));
    const { asking = 0, opensAtMs = 0 } = run.state.current ?? {};
    if (!player) throw new Error('the player is there');
    const message = { answerId: randomUUID(), asking, given: buzzGiven };
    return submitShowAnswer(test.app, run, player, message, { atMs: opensAtMs + afterMs, roundTripMs });
  };
  const named = () => vi.waitFor(() => expect(run.state.current?.buzz).not.toBeNull(), { timeout: 5_000 });

  it('[H51a] two press at nearly the same moment: the credited time decides, and the distance is shown', async () => {
    await requestNow(test, mc, run);
    test.clock.advance(1_000);
    await must(pressAt(0, 1_000, 0));
    test.clock.advance(100);
    await must(pressAt(1, 1_100, 300)); // 150 ms of the way back are credited: 950 ms
    await nameFirst(test.app, run, 'gathered');
    expect(run.state.current?.buzz).toBeNull(); // a slower connection may still bring an earlier press
    test.clock.advance(350);
    await named();
    expect(run.state.current?.buzz).toEqual({
      presses: [
        { playerId: idOf(1), elapsedMs: 950 },
        { playerId: idOf(0), elapsedMs: 1_000 },
      ],
      right: null,
    });
    const { stage } = await readPhone(2);
    expect(stage.cue).toMatchObject({
      phase: 'locked',
      revealed: null,
      buzzer: { points: 150, first: { name: 'Bình', right: null }, close: { name: 'An', behindMs: 50 } },
    });
  });

  it('[H51a] a press after the naming is refused, also one that arrived before it', async () => {
    expect(await pressAt(2, 1_200, null)).toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    const row = {
      ...{ id: randomUUID(), run_id: run.row.id, asking: 1, player_id: idOf(2), change_no: 1, given: buzzGiven },
      ...{ arrived_at_ms: 0, elapsed_ms: 1, round_trip_ms: null, credit_ms: 0 },
    };
    expect(await test.app.showAnswers.add(row)).toBe(false); // another process may not know yet
  });

  it('[H51b] wrong: that person presses no more, and the others press again', async () => {
    await drive(mc, run, { do: 'mark', asking: 1, right: false });
    expect((await readPhone(1)).player?.playing).toBe(false);
    expect((await readPhone(0)).player?.playing).toBe(true);
    expect((await readMc())?.nextStep).toBe('open-question');
    await requestNow(test, mc, run);
    test.clock.advance(500);
    expect(await pressAt(1, 400, null)).toMatchObject({ ok: false, refusal: { code: 'not_playing' } });
    expect(await phones[2]?.answer(run.state.current?.asking ?? 0, buzzGiven)).toMatchObject({ ok: true });
    test.clock.advance(1_000);
    await named();
    expect((await readPhone(0)).stage.cue).toMatchObject({ buzzer: { first: { name: 'Chi' }, close: null, out: 1 } });
  });

  it('[H51] right: the points of the cue, on phone, board and report; what the server knows after a restart is the same', async () => {
    await drive(mc, run, { do: 'mark', asking: 2, right: true });
    expect((await readPhone(2)).player).toMatchObject({ points: 150, rightCount: 1, place: 1, last: { right: true } });
    expect((await readPhone(0)).player).toMatchObject({ points: 0, last: null });
    expect((await readMc())?.top[0]).toMatchObject({ name: 'Chi', points: 150 });
    const { questions } = await readRunResult(test.app, contest, run);
    expect(questions).toMatchObject([
      {
        asking: 2,
        answered: 1,
        rightPersons: 1,
        options: [],
        said: [
          { name: 'Bình', right: false },
          { name: 'Chi', right: true },
        ],
      },
    ]);
    const { db, bus, clock, firstArrivals } = test.app;
    const restarted = new Runs({ db, bus, clock, firstArrivals, onFault: (fault) => expect(fault).toBeUndefined() });
    const again = await restarted.byId(run.row.id);
    restarted.stop();
    expect(again?.state).toEqual(run.state);
    expect(again?.tally).toEqual(run.tally);
  });

  it('[H51a] of two processes that name at once one does it', async () => {
    await drive(mc, run, { do: 'next' });
    await requestNow(test, mc, run);
    test.clock.advance(1_000);
    await must(pressAt(0, 1_000, null));
    test.clock.advance(2_000);
    await Promise.all([nameFirst(test.app, run, 'gathered'), nameFirst(test.app, run, 'gathered')]);
    await named();
    const events = run.events.filter((event) => event.kind === 'buzzed' && event.asking === 3);
    expect(events).toHaveLength(1);
  });

  it('[H51c] a press that another process saved before it died is named once the time is over', async () => {
    await drive(mc, run, { do: 'mark', asking: 3, right: false });
    await requestNow(test, mc, run);
    const { asking = 0, opensAtMs = 0, locksAtMs = 0 } = run.state.current ?? {};
    const row = {
      ...{ id: randomUUID(), run_id: run.row.id, asking, player_id: idOf(2), change_no: 1, given: buzzGiven },
      ...{ arrived_at_ms: opensAtMs + 700, elapsed_ms: 700, round_trip_ms: null, credit_ms: 0 },
    };
    expect(await test.app.showAnswers.add(row)).toBe(true);
    test.clock.set(locksAtMs + 2_000);
    await named();
    expect(run.state.current?.buzz?.presses).toEqual([{ playerId: idOf(2), elapsedMs: 700 }]);
  });

  it('[H51] a command to judge comes from whoever drives alone', async () => {
    const message = { runId: run.row.id, seq: run.state.seq, device: `${device}-khac` };
    const refused = await say(mc as never, 'run:drive', {
      ...message,
      command: { do: 'mark', asking: 3, right: true },
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not_driving' } });
  });

  it('[H51a] [H18a] who was removed before the naming is not named; who is removed afterwards leaves the screen by name', async () => {
    await drive(mc, run, { do: 'mark', asking: run.state.current?.asking ?? 0, right: false });
    await drive(mc, run, { do: 'close' });
    await drive(mc, run, { do: 'next' });
    await requestNow(test, mc, run);
    test.clock.advance(1_000);
    await must(pressAt(0, 700, null));
    await must(pressAt(1, 800, null));
    await moderate(mc, run, { do: 'remove', playerId: idOf(0) });
    test.clock.advance(2_000);
    await named();
    expect(run.state.current?.buzz?.presses.map(({ playerId }) => playerId)).toEqual([idOf(1)]);
    await moderate(mc, run, { do: 'remove', playerId: idOf(1) });
    const { stage } = await readPhone(2);
    expect(stage.cue).toMatchObject({ buzzer: { first: { playerId: idOf(1) } } });
    expect(JSON.stringify(stage)).not.toContain('Bình');
  });
});
