import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, say } from '../../test/scripted-contestant.ts';
import {
  connect,
  device,
  drive,
  joinByPhone,
  moderate,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { screenViewOf } from './hall-views.ts';
import { openScreen } from './screens-sql.ts';

describe("names on the hall's wall", () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  async function openShow(cues: readonly unknown[], rules: Record<string, unknown>) {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow(cues, rules));
    const mc = (await openMc(test, contest)).socket;
    const { token } = await openStaff(test, { role: 'moderator', contestId: contest.contestId });
    const moderator = await connect(test.url, '/mc', `hoithi_staff=${token}`);
    sockets.push(mc, moderator);
    const seen = () => must(say<McView>(moderator as never, 'view:enter', {}));
    await seen();
    const player = async (name: string, options = {}) => {
      const phone = await joinByPhone(test, run.row.code, name, options);
      sockets.push(phone.socket);
      return { ...phone, playerId: phone.view.player?.playerId ?? '', sign: phone.view.player?.sign ?? null };
    };
    const wall = async (): Promise<NonNullable<ScreenView['show']>> => {
      const row = await openScreen(test.app.db, contest.contestId);
      const { show } = await screenViewOf(test.app, contest, row, test.url);
      if (!show) throw new Error('a run is on');
      return show;
    };
    return { contest, run, mc, moderator, seen, player, wall };
  }

  it('[H40] until a nickname is approved, lobby, board and award show its sign; a registered name needs no approval', async () => {
    const prizes = [{ prize: { vi: 'Giải Nhất', en: 'First prize' }, count: 1 }];
    const award = { kind: 'award', title: { vi: 'Trao giải', en: 'Prizes' }, of: { what: 'show', prizes } };
    const cues = [testQuestion('cau-1'), { kind: 'board' }, award];
    const { contest, run, mc, moderator, seen, player, wall } = await openShow(cues, { names: { approval: true } });
    const rude = await player('Bình An');
    const signedIn = await player('', { cookie: (await enrolPerson(test, contest, 'Trần Văn Sơn')).cookie });
    expect(signedIn.sign).toBeNull();
    expect(rude.sign).toMatch(/^#[0-9A-F]{4}$/);
    expect((await wall()).figures.newest.map(({ name }) => name)).toEqual(['Trần Văn Sơn']);
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    await rude.answer(asking, 'b');
    await revealNow(test, mc, run);
    await drive(mc, run, { do: 'next' });
    expect(JSON.stringify(await wall())).not.toContain('Bình An');
    expect((await wall()).stage.cue).toMatchObject({ rows: [{ name: rude.sign }, { name: 'Trần Văn Sơn' }] });
    await drive(mc, run, { do: 'next' });
    expect((await seen()).show.run?.now.award).toMatchObject([{ winners: [{ name: rude.sign }] }]);
    expect((await seen()).show.run).toMatchObject({
      names: { waiting: 1, next: [{ name: 'Bình An', sign: rude.sign }] },
      top: [{ name: 'Bình An' }, { name: 'Trần Văn Sơn' }],
    });
    await moderate(moderator, run, { do: 'approve', playerIds: [rude.playerId] });
    expect((await seen()).show.run?.now.award).toMatchObject([{ winners: [{ name: 'Bình An' }] }]);
    await drive(mc, run, { do: 'back' });
    expect((await wall()).stage.cue).toMatchObject({ rows: [{ name: 'Bình An' }, { name: 'Trần Văn Sơn' }] });
    expect((await seen()).show.run?.names.waiting).toBe(0);
  });

  it('[H40] a lobby of units names nobody, however the names are approved', async () => {
    const { run, moderator, player, wall } = await openShow([testQuestion('cau-1')], {});
    await player('Thu Hà', { unitCode: '18070' });
    expect((await wall()).figures.newest).toMatchObject([{ name: 'Thu Hà', mark: expect.any(Number) }]);
    await moderate(moderator, run, { do: 'naming', naming: { approval: false, lobby: 'units' } });
    expect((await wall()).figures.newest).toEqual([]);
    expect((await wall()).figures.arrivals).toMatchObject([{ persons: 1 }]);
  });

  it('[H2a] what a moderator does leaves the step that the MC is about to take, and a moderator takes none', async () => {
    const { run, mc, moderator, player } = await openShow([testQuestion('cau-1')], { names: { approval: true } });
    const [an, hoa] = [await player('Bình An'), await player('Thanh Hoa')];
    const { seq } = run.state;
    await moderate(moderator, run, { do: 'approve', playerIds: [an.playerId] });
    await moderate(moderator, run, { do: 'remove', playerId: hoa.playerId });
    const message = { runId: run.row.id, seq, device, command: { do: 'next' } };
    expect(await say(moderator as never, 'run:drive', message)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await say(mc as never, 'run:drive', message)).toMatchObject({ ok: true });
    expect(await say(mc as never, 'run:drive', message)).toMatchObject({ refusal: { code: 'stale_command' } });
    expect(run.state).toMatchObject({ cueIndex: 1 });
    expect([...run.state.removed]).toEqual([hoa.playerId]);
  });

  it('[H41] the MC sees the options as they are chosen, and after the reveal who was right first', async () => {
    const cues = [{ ...testQuestion('cau-1'), minutes: 2.5, notes: 'Mời đại biểu' }];
    const { run, mc, seen, player } = await openShow(cues, {});
    const [an, hoa, chi] = [await player('Bình An'), await player('Thanh Hoa'), await player('Chi')];
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    await chi.answer(asking, 'a');
    test.clock.advance(3_000);
    await hoa.answer(asking, 'b');
    test.clock.advance(2_000);
    await an.answer(asking, 'b');
    expect((await seen()).show.run).toMatchObject({
      given: { counts: [1, 2, 0, 0], fastest: [] },
      now: { minutes: 2.5, notes: 'Mời đại biểu' },
      clock: { startedAtMs: expect.any(Number), currentMs: 150_000 },
    });
    run.elsewhere.set('other', {
      asking,
      answered: 1,
      chosen: [0, 0, 1, 0],
      connected: 1,
      resending: 0,
      roundTripMs: null,
      atMs: test.clock.nowMs(),
    });
    expect((await seen()).show.run?.given?.counts).toEqual([1, 2, 1, 0]);
    await revealNow(test, mc, run);
    expect((await seen()).show.run?.given).toMatchObject({
      counts: [1, 2, 0, 0],
      fastest: [{ name: 'Thanh Hoa' }, { name: 'Bình An' }],
    });
  });

  it('[H61] whoever has more time answers after the lock of the others, with a time that counts as theirs', async () => {
    const { run, mc, moderator, player } = await openShow([testQuestion('cau-1')], {});
    const [an, hoa] = [await player('Bình An'), await player('Thanh Hoa')];
    await moderate(moderator, run, { do: 'time', playerId: an.playerId, factor: 1.5 });
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    test.clock.advance(24_000);
    expect(await hoa.answer(asking, 'b')).toMatchObject({ refusal: { code: 'answer_too_late' } });
    const next = { runId: run.row.id, seq: run.state.seq, device, command: { do: 'next' } };
    expect(await say(mc as never, 'run:drive', next)).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    const late = await an.answer(asking, 'b');
    expect(late).toMatchObject({ ok: true });
    const { elapsedMs } = (late as { value: { elapsedMs: number } }).value;
    expect(elapsedMs).toBeLessThanOrEqual(16_000); // 24 seconds through 1.5, less the credit for the way
    expect(elapsedMs).toBeGreaterThan(15_800);
    test.clock.advance(7_000);
    await drive(mc, run, { do: 'next' });
    expect(run.tally.get(an.playerId)).toMatchObject({ rightCount: 1 });
  });

  it('[H2] two MC devices act at the same instant: one of them wins, both see the same state afterwards', async () => {
    const { contest, run, mc } = await openShow([testQuestion('cau-1'), testQuestion('cau-2')], {});
    const other = await openMc(test, contest);
    sockets.push(other.socket);
    const message = { runId: run.row.id, seq: run.state.seq, device, command: { do: 'next' } };
    const answers = await Promise.all([mc, other.socket].map((socket) => say(socket as never, 'run:drive', message)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const views = await Promise.all(
      [mc, other.socket].map((socket) => must(say<McView>(socket as never, 'view:enter', {}))),
    );
    const shown = views.map(({ show }) => [show.run?.seq, show.run?.stage.cueIndex, show.run?.nextStep]);
    expect(shown[0]).toEqual(shown[1]);
    expect(shown[0]).toEqual([run.state.seq, 1, 'open-question']);
  });
});
