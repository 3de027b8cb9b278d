import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { PhoneView } from '@hoithi/shared/contract/show';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  openMc,
  openScreenSocket,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { openScreen } from './screens-sql.ts';
import { markOf } from './team-standing.ts';

describe('teams and boards of a show', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  it('[H13a] [H15] [H23] a phone reads the place of its own unit and no row, the screen reads the rows; frozen, the phone reads neither', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const [unitCode = ''] = contest.units.units.keys();
    const cues = [testQuestion('cau-1'), { kind: 'board', of: 'teams' }, { kind: 'board' }];
    const run = await openTestRun(test, contest, testShow(cues, { teams: { level: null, best: 2 } }));
    const { socket: mc } = await openMc(test, contest);
    const own = await joinByPhone(test, run.row.code, 'An', { unitCode });
    const other = await joinByPhone(test, run.row.code, 'Bình');
    const screen = await openScreenSocket(test);
    sockets.push(mc, own.socket, other.socket, screen);
    const { token } = await openScreen(test.db, contest.contestId);
    const phoneOf = (phone: typeof own) =>
      must(say<PhoneView>(phone.socket as never, 'view:enter', { code: run.row.code, token: phone.token }));
    expect((await phoneOf(own)).player?.team).toBeNull(); // nothing counted yet
    await drive(mc, run, { do: 'next' });
    await must((await own.answer(await requestNow(test, mc, run), 'b')) as never);
    await revealNow(test, mc, run);
    await drive(mc, run, { do: 'next' });
    const mark = markOf(contest, unitCode);
    const name = contest.units.unitOf(unitCode)?.name;
    const seen = await phoneOf(own);
    expect(seen.player?.team).toEqual({ name, rank: 1, of: 1, points: 500, mark });
    expect((await phoneOf(other)).player?.team).toBeNull();
    expect(seen.stage.cue).toMatchObject({ kind: 'board', rows: [], total: 1 });
    const look = () => must(say<ScreenView>(screen as never, 'view:enter', { token }));
    expect((await look()).show?.stage.cue).toMatchObject({ rows: [{ name, points: 500, mark, status: null }] });
    await drive(mc, run, { do: 'next' });
    expect((await look()).show?.stage.cue).toMatchObject({
      in: null,
      rows: [
        { name: 'An', mark },
        { name: 'Bình', mark: null },
      ],
    });
    await drive(mc, run, { do: 'freeze', on: true });
    expect((await phoneOf(own)).player).toMatchObject({ place: null, team: null });
  });
});
