import { randomUUID } from 'node:crypto';
import type { McView } from '@hoithi/shared/contract/screen';
import type { PhoneView, ShowAnswerSaved, StageView } from '@hoithi/shared/contract/show';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import type { Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import type { CachedContest } from '../src/contest/contests.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import { loadShow } from '../src/show/load-show.ts';
import { openCutProxy } from './cut-proxy.ts';
import { pause } from './fault-moments.ts';
import { makeContest, openAppNow, type TestApp, testRules } from './open-test-app.ts';
import { must, say } from './scripted-contestant.ts';
import { connectMc, joinByPhone, type ScriptedPhone, testQuestion, testShow } from './scripted-show.ts';

/** Resolves with the MC's view once it is as wanted. */
function untilView(mc: Socket, first: McView, wanted: (run: McRun) => boolean): Promise<McRun> {
  return new Promise((resolve) => {
    const look = (view: McView) => {
      if (!view.show.run || !wanted(view.show.run)) return;
      mc.off('view', look);
      resolve(view.show.run);
    };
    mc.on('view', look);
    look(first);
  });
}

describe('a show whose process dies', () => {
  const running: ServerProcess[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    for (const server of running.splice(0)) await server.kill('SIGKILL');
  });
  async function start(databaseUrl: string): Promise<ServerProcess> {
    const server = await startServer(
      {
        DATABASE_URL: databaseUrl,
        REDIS_URL: process.env.TEST_REDIS_URL ?? '',
        DATA_DIR: `/tmp/hoithi-show-survival-${randomUUID()}`,
        LOG_LEVEL: 'error',
      },
      ['--empty'],
    );
    running.push(server);
    return server;
  }

  type Pair = { one: ServerProcess; other: ServerProcess };
  const device = 'may-tinh-cua-mc';

  /** Forty phones on two processes, and the key of the first question with every one of them. */
  async function openQuestion(test: TestApp<Clock>, { one, other }: Pair, contest: CachedContest, showId: string) {
    const mc = await connectMc(test, one, contest);
    sockets.push(mc.socket);
    const { runId } = await must(
      say<{ runId: string }>(mc.socket as never, 'run:open', { showId, rehearsal: false, device }),
    );
    const entered = await must(say<McView>(mc.socket as never, 'view:enter', {}));
    const code = entered.show.run?.stage.code ?? '';
    const phones: ScriptedPhone[] = [];
    for (let at = 0; at < 40; at++) phones.push(await joinByPhone(at % 2 ? one : other, code, `Người chơi ${at + 1}`));
    sockets.push(...phones.map((phone) => phone.socket));

    const driveOn = async (socket: Socket, seq: number, by: string) =>
      must(say<{ seq: number }>(socket as never, 'run:drive', { runId, seq, device: by, command: { do: 'next' } }));
    const atQuestion = await driveOn(mc.socket, entered.show.run?.seq ?? 0, device);
    const opened = phones.map(
      (phone) =>
        new Promise<StageView>((resolve) => {
          phone.socket.on('stage', (stage) => stage.cue.opening && resolve(stage));
        }),
    );
    await driveOn(mc.socket, atQuestion.seq, device);
    await Promise.all(opened); // every phone has the key, whichever process it hangs on
    return { phones, code, runId, driveOn };
  }

  /** Sends the same answer until it is answered with something else than these. */
  async function insist(phone: ScriptedPhone, optionId: string, answerId: string, waitOut: readonly string[]) {
    for (;;) {
      const received = (await phone.answer(1, optionId, answerId)) as
        | { ok: true; value: ShowAnswerSaved }
        | { ok: false; refusal: { code: string; earlyByMs?: number } };
      if (received.ok || !waitOut.includes(received.refusal.code)) return received;
      await pause(Math.max(100, received.refusal.earlyByMs ?? 0));
    }
  }

  async function untilLocked(test: TestApp<Clock>, at: ServerProcess, contest: CachedContest, runId: string) {
    const next = await connectMc(test, at, contest);
    sockets.push(next.socket);
    await must(say(next.socket as never, 'run:take', { runId, device: laptop }));
    const first = await must(say<McView>(next.socket as never, 'view:enter', {}));
    return { next, locked: await untilView(next.socket, first, (run) => run.nextStep === 'reveal') };
  }
  const laptop = 'may-khac-cua-mc';

  it('[H5] [H2] killed between opening and lock: the question locks at its time and counts every acknowledged answer', async () => {
    const test = await openAppNow();
    const { contest } = await makeContest(test.app, testRules());
    const loaded = await loadShow(test.app, contest, testShow([testQuestion('cau-1', 5)]), 'test');
    if (!loaded.ok) throw new Error('the show can be loaded');
    const [one, other] = await Promise.all([start(test.databaseUrl), start(test.databaseUrl)]);
    if (!one || !other) throw new Error('two processes');
    const { phones, code, runId, driveOn } = await openQuestion(test, { one, other }, contest, loaded.value.showId);

    const acked = new Map<string, string>();
    async function answerWhenOpen(phone: ScriptedPhone, optionId: string): Promise<void> {
      const answerId = randomUUID();
      const received = await insist(phone, optionId, answerId, ['answer_too_early', 'too_fast']);
      expect(received).toEqual({ ok: true, value: expect.anything() }); // shows the refusal where there is one
      acked.set(answerId, optionId);
    }
    await Promise.all(phones.slice(0, 30).map((phone, at) => answerWhenOpen(phone, at % 3 ? 'b' : 'a')));
    expect(acked.size).toBe(30);
    await one.kill('SIGKILL');

    const { next, locked } = await untilLocked(test, other, contest, runId);
    if (locked.stage.cue.kind !== 'question') throw new Error('the question is on');
    expect(locked.stage.serverNowMs).toBeGreaterThan(locked.stage.cue.opening?.locksAtMs ?? Number.POSITIVE_INFINITY);
    const late = phones.find((phone, at) => at >= 30 && phone.socket.connected) as ScriptedPhone;
    expect(await late.answer(1, 'b')).toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });

    await driveOn(next.socket, locked.seq, laptop);
    const after = await must(say<McView>(next.socket as never, 'view:enter', {}));
    const right = [...acked.values()].filter((optionId) => optionId === 'b').length;
    expect(after.show.run?.stage.cue).toMatchObject({
      phase: 'revealed',
      revealed: { answered: 30, playing: 40, counts: [{ persons: 30 - right }, { persons: right }, {}, {}] },
    });
    // A phone of the process that died comes back elsewhere with its score.
    const orphan = phones[1] as ScriptedPhone;
    const back = await joinByPhone(other, code, 'Trở lại', { token: orphan.token });
    sockets.push(back.socket);
    expect(back.view.player).toMatchObject({ playerId: orphan.view.player?.playerId, last: { right: true } } satisfies {
      playerId: string | undefined;
      last: Partial<NonNullable<PhoneView['player']>['last']>;
    });
    await test.close();
  }, 180_000);

  it('[N15] a process cut off from the database under an open question: what its phones chose in time is in the reveal', async () => {
    const test = await openAppNow();
    const { contest } = await makeContest(test.app, testRules());
    const loaded = await loadShow(test.app, contest, testShow([testQuestion('cau-1', 5)]), 'test');
    if (!loaded.ok) throw new Error('the show can be loaded');
    const cutUrl = new URL(test.databaseUrl);
    const line = await openCutProxy([Number(cutUrl.port)]);
    cutUrl.port = String(line.port);
    const [one, other] = await Promise.all([start(cutUrl.href), start(test.databaseUrl)]);
    if (!one || !other) throw new Error('two processes');
    const { phones, runId, driveOn } = await openQuestion(test, { one, other }, contest, loaded.value.showId);

    line.cut();
    const sent = phones.map((phone) => ({ phone, answerId: randomUUID() }));
    const received = await Promise.all(
      sent.map(({ phone, answerId }) => insist(phone, 'b', answerId, ['answer_too_early', 'too_fast'])),
    );
    expect(received.map((each) => each.ok)).toEqual(phones.map((_, at) => at % 2 === 0));
    // The MC has gone to the other process, and sees there what is still on its way here.
    const { next, locked } = await untilLocked(test, other, contest, runId);
    expect(locked.resending).toBe(20);
    line.heal();
    const orphans = sent.filter((_, at) => at % 2 === 1);
    const kept = await Promise.all(
      orphans.map(({ phone, answerId }) => insist(phone, 'b', answerId, ['unavailable', 'too_fast'])),
    );
    const locksAtMs = locked.stage.cue.kind === 'question' ? (locked.stage.cue.opening?.locksAtMs ?? 0) : 0;
    for (const each of kept) {
      expect(each).toMatchObject({ ok: true });
      expect(each.ok ? each.value.arrivedAtMs : Number.POSITIVE_INFINITY).toBeLessThan(locksAtMs);
    }
    const all = await untilView(
      next.socket,
      await must(say<McView>(next.socket as never, 'view:enter', {})),
      (run) => run.resending === 0,
    );
    await driveOn(next.socket, all.seq, laptop);
    const after = await must(say<McView>(next.socket as never, 'view:enter', {}));
    expect(after.show.run?.stage.cue).toMatchObject({ phase: 'revealed', revealed: { answered: 40, playing: 40 } });
    await test.close();
    await line.close();
  }, 180_000);
});
