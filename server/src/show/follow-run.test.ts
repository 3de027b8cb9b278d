import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { PhoneView, StageView } from '@hoithi/shared/contract/show';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  device,
  drive,
  joinByPhone,
  moderate,
  openMc,
  openScreenSocket,
  openTestRun,
  readIn,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import type { CachedContest } from '../contest/contests.ts';
import { loadShow } from './load-show.ts';

describe('shows one after another in one hall', { timeout: 60_000 }, () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  async function loadNext(contest: CachedContest, rules = {}) {
    const file = testShow([testQuestion('cau-2')], rules).replace('"id":"thu"', '"id":"tiep"');
    const loaded = await loadShow(test.app, contest, file, 'test');
    if (!loaded.ok) throw new Error('the next show was refused');
    return loaded.value.showId;
  }
  const enter = (socket: Socket, code: string, token: string) =>
    say<PhoneView>(socket as never, 'view:enter', { code, token });

  async function openHall(rules = {}) {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')], rules));
    const { socket: mc } = await openMc(test, contest);
    const an = await joinByPhone(test, run.row.code, 'An');
    const binh = await joinByPhone(test, run.row.code, 'Bình');
    sockets.push(mc, an.socket, binh.socket);
    return { contest, run, mc, an, binh };
  }

  it('[H50] the next show ends the one before; phones learn its code and are the same players with no points', async () => {
    const { contest, run, mc, an, binh } = await openHall();
    const screen = await openScreenSocket(test);
    sockets.push(screen);
    const token = (await must(say<McView>(mc as never, 'view:enter', {}))).screenPath.split('/').at(-1);
    const wall = async () => (await must(say<ScreenView>(screen as never, 'view:enter', { token }))).show?.stage.runId;
    await moderate(mc, run, { do: 'remove', playerId: binh.view.player?.playerId ?? '' });
    await moderate(mc, run, { do: 'time', playerId: an.view.player?.playerId ?? '', factor: 1.5 });
    const learned = new Promise<StageView>((resolve) => {
      an.socket.on('stage', (stage: StageView) => void (stage.next !== null && resolve(stage)));
    });
    const message = { showId: await loadNext(contest), rehearsal: false, device, after: run.row.id };
    const { runId } = await must(say<{ runId: string }>(mc as never, 'run:open', message));
    expect(run.state.ended).toBe(true);
    expect(await wall()).toBe(runId);
    const code = (await learned).next ?? '';
    const entered = await must(enter(an.socket, code, an.token));
    expect(entered.stage.runId).toBe(runId);
    expect(entered.player).toMatchObject({ name: 'An', points: 0, timeFactor: 1.5 });
    expect((await must(enter(binh.socket, code, binh.token))).player).toBeNull();
    const late = await readIn(test);
    sockets.push(late);
    expect((await must(enter(late, run.row.code, an.token))).stage.next).toBe(code);
  });

  it('[H50] names approved before stand on the wall of the next show too', async () => {
    const names = { names: { approval: true, lobby: 'names' } };
    const { contest, run, mc, an } = await openHall(names);
    await moderate(mc, run, { do: 'approve', playerIds: [an.view.player?.playerId ?? ''] });
    const message = { showId: await loadNext(contest, names), rehearsal: false, device, after: run.row.id };
    await must(say<{ runId: string }>(mc as never, 'run:open', message));
    const { show } = await must(say<McView>(mc as never, 'view:enter', {}));
    expect(show.run?.names.next.map(({ name }) => name)).toEqual(['Bình']);
  });

  it('[H50] a show for whoever is signed in alone carries nobody without an account over', async () => {
    const { contest, run, mc, an } = await openHall();
    await drive(mc, run, { do: 'end' });
    const { show } = await must(say<McView>(mc as never, 'view:enter', {}));
    expect(show.last).toMatchObject({ runId: run.row.id, players: 2, rehearsal: false });
    const showId = await loadNext(contest, { join: 'signed-in' });
    await must(say(mc as never, 'run:open', { showId, rehearsal: false, device, after: run.row.id }));
    const next = run.state.next?.code ?? '';
    expect((await must(enter(an.socket, next, an.token))).player).toBeNull();
  });

  it('[H50a] a rehearsal follows a rehearsal alone, and nothing is followed twice or by another device', async () => {
    const { contest, run, mc } = await openHall();
    const showId = await loadNext(contest);
    const open = (part: object) =>
      say<{ runId: string }>(mc as never, 'run:open', { showId, rehearsal: false, device, after: run.row.id, ...part });
    expect(await open({ rehearsal: true })).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    expect(await open({ device: 'mot-may-khac' })).toMatchObject({ refusal: { code: 'not_driving' } });
    expect(run.state.ended).toBe(false);
    await must(open({}));
    expect(await open({})).toMatchObject({ refusal: { code: 'nothing_to_do' } });
  });
});
