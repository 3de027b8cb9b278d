import { limits } from '@hoithi/shared/contract/limits';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { PhoneView } from '@hoithi/shared/contract/show';
import { unpackBits } from '@hoithi/shared/rules/show/light-floor';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  moderate,
  openMc,
  openScreenSocket,
  openTestRun,
  requestNow,
  revealNow,
  type ScriptedPhone,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { viewFloor } from './floor-view.ts';
import { openScreen } from './screens-sql.ts';

const rescue = { kind: 'rescue', title: { vi: 'Cứu trợ', en: 'Rescue' }, back: 1 };

describe('the floor of an elimination on the screen', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  async function openHall(names: readonly string[], rules: Record<string, unknown> = {}) {
    const { contest } = await makeContest(test.app, testRules());
    const cues = [testQuestion('cau-1'), rescue, testQuestion('cau-2')];
    const run = await openTestRun(test, contest, testShow(cues, { mode: 'elimination', ...rules }));
    const { socket: mc } = await openMc(test, contest);
    const phones: ScriptedPhone[] = [];
    for (const name of names) phones.push(await joinByPhone(test, run.row.code, name));
    const screen = await openScreenSocket(test);
    sockets.push(mc, screen, ...phones.map((phone) => phone.socket));
    const { token } = await openScreen(test.db, contest.contestId);
    const look = async () => (await must(say<ScreenView>(screen as never, 'view:enter', { token }))).show;
    /** The first question, opened, answered in the order of the players and revealed. */
    const play = async (options: readonly string[]) => {
      await drive(mc, run, { do: 'next' });
      const asking = await requestNow(test, mc, run);
      for (const [at, option] of options.entries()) await must(phones[at]?.answer(asking, option) as never);
      await revealNow(test, mc, run);
    };
    return { contest, run, mc, phones, look, play };
  }

  it('[H22] comes with the step after the reveal, who fell has changed; back shows the answer again', async () => {
    const { run, mc, look, play } = await openHall(['An', 'Bình', 'Chi']);
    await play(['b', 'a', 'b']);
    expect((await look())?.floor).toBeNull();
    await drive(mc, run, { do: 'next' });
    const shown = await look();
    expect(shown?.stage.cue).toMatchObject({ kind: 'question', phase: 'revealed', floor: true });
    const floor = shown?.floor;
    expect(floor).toMatchObject({ of: 3, in: 2, names: ['An', 'Bình', 'Chi'] });
    expect(unpackBits(floor?.lit ?? '', 3)).toEqual([true, false, true]);
    expect(unpackBits(floor?.changed ?? '', 3)).toEqual([false, true, false]);
    expect(floor?.called.map(({ name }) => name)).toEqual(['An', 'Chi']);
    await drive(mc, run, { do: 'back' });
    expect((await look())?.floor).toBeNull();
    await drive(mc, run, { do: 'next' });
    await drive(mc, run, { do: 'undo' });
    expect((await look())?.stage.cue).toMatchObject({ phase: 'revealed', floor: false });
  });

  it('[H22] a rescue lights who comes back, and a removed player leaves no light', async () => {
    const { run, mc, look, play } = await openHall(['An', 'Bình', 'Chi']);
    await play(['b', 'b', 'a']);
    await drive(mc, run, { do: 'next' });
    await drive(mc, run, { do: 'next' });
    expect((await look())?.floor).toMatchObject({ of: 3, in: 2, called: [] });
    await drive(mc, run, { do: 'next' });
    expect((await look())?.floor).toMatchObject({ in: 3, called: [{ name: 'Chi' }] });
    const [first] = run.players.keys();
    await moderate(mc, run, { do: 'remove', playerId: first ?? '' });
    expect((await look())?.floor).toMatchObject({ of: 2, in: 2, names: ['Bình', 'Chi'] });
  });

  it('[H11b] where nobody is right and the rules say so, nobody is out; screen and phones read that it was void', async () => {
    const { run, mc, phones, look, play } = await openHall(['An', 'Bình'], { voidIfNobodyRight: true });
    await play(['a', 'c']);
    const [phone] = phones;
    const entered = await must(
      say<PhoneView>(phone?.socket as never, 'view:enter', { code: run.row.code, token: phone?.token ?? '' }),
    );
    expect(entered.player).toMatchObject({ status: 'in', playing: true, last: { right: false } });
    expect(entered.stage.cue).toMatchObject({ revealed: { voided: true } });
    await drive(mc, run, { do: 'next' });
    expect((await look())?.floor).toMatchObject({ of: 2, in: 2 });
  });

  it('[H22a] of ten thousand players the screen gets bits and no name, made once; phones get none of it', async () => {
    const { contest, run, mc, phones, play } = await openHall(['An']);
    const [own] = run.players.values();
    if (!own) throw new Error('there is a player');
    for (let at = 2; at <= 10_000; at++) {
      const playerId = crypto.randomUUID();
      run.addPlayer({
        id: playerId,
        place_no: own.placeNo + at,
        name: `Người chơi thứ ${at}`,
        unit_code: null,
        contestant_id: null,
        simulated: true,
        joined_at_ms: own.joinedAtMs,
        token_hash: playerId,
        device_hash: null,
      } as never);
    }
    await play(['b']);
    await drive(mc, run, { do: 'next' });
    const floor = viewFloor(run, contest);
    expect(floor).toMatchObject({ of: 10_000, in: 1, names: null, called: [{ name: 'An' }] });
    expect(JSON.stringify(floor).length).toBeLessThan(4_000);
    expect(viewFloor(run, contest)).toBe(floor);
    expect(phones[0]?.received.join()).not.toContain('"lit"');
    expect(limits.floorNamesMax).toBe(300);
  });
});
