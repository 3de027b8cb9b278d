import type { ShowCommand, StageCue } from '@hoithi/shared/contract/show';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  device,
  joinByPhone,
  openMc,
  openTestRun,
  type ScriptedPhone,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { gatherStage } from './read-run.ts';
import { boardRowsMax, viewStage } from './stage-view.ts';

describe('a frozen board on the stage', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[H27] each press opens one row, no message has what a row still hides, and the last press ends the freeze', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const cues = [testQuestion('cau-1', 10), testQuestion('cau-2', 10), { kind: 'board', unfreeze: 10 }];
    const run = await openTestRun(
      test,
      contest,
      testShow(cues, {
        ...{ freezeFromQuestion: 2, pointsMax: 1000, lagCredit: { quotaMs: 0, refillMs: 0 } },
      }),
    );
    const { socket: mc } = await openMc(test, contest);
    const names = ['An', 'Bình', 'Chi'];
    const phones: ScriptedPhone[] = [];
    for (const name of names) phones.push(await joinByPhone(test, run.row.code, name));
    const drive = (command: ShowCommand = { do: 'next' }) =>
      must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command }));
    /** Who is right, and after how long. Milliseconds. */
    const ask = async (right: Record<number, number>) => {
      await drive();
      await drive();
      const { asking, opensAtMs, locksAtMs } = run.state.current ?? { asking: 0, opensAtMs: 0, locksAtMs: 0 };
      for (const [at, afterMs] of Object.entries(right)) {
        test.clock.set(opensAtMs + afterMs);
        await phones[Number(at)]?.answer(asking, 'b');
      }
      test.clock.set(locksAtMs + 300);
      await drive();
    };
    await ask({ 0: 0, 1: 4_000 });
    await ask({ 1: 0, 2: 4_000 });
    await drive();
    const board = async (rows = boardRowsMax) =>
      viewStage(await gatherStage(test.app, run, '', rows)).cue as Extract<StageCue, { kind: 'board' }>;
    const rowsOf = async () => (await board()).rows.map(({ name, points, open }) => `${name} ${points} ${open}`);
    expect(await rowsOf()).toEqual(['An 1000 false', 'Bình 800 false', 'Chi 0 false']);
    expect(await board()).toMatchObject({ unfreeze: { playerId: run.standing('shown').places[2]?.playerId, left: 3 } });
    expect(await board(0)).toMatchObject({ rows: [], unfreeze: { playerId: null, left: 3 } });
    await drive();
    expect(await rowsOf()).toEqual(['An 1000 false', 'Bình 800 false', 'Chi 800 true']);
    await drive();
    expect(await rowsOf()).toEqual(['Bình 1800 true', 'An 1000 false', 'Chi 800 true']);
    expect(run.state.frozenSinceMs).not.toBeNull();
    expect(
      await say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command: { do: 'undo' } }),
    ).toMatchObject({ ok: false });
    await drive();
    expect(run.state.frozenSinceMs).toBeNull();
    expect(await board()).toMatchObject({ unfreeze: null, rows: [{ name: 'Bình', open: null }, {}, {}] });
    for (const socket of [mc, ...phones.map((phone) => phone.socket)]) socket.disconnect();
  });
});
