import { randomBytes, randomUUID } from 'node:crypto';
import type { McView } from '@hoithi/shared/contract/screen';
import type { PhoneView, ShowAnswerSaved } from '@hoithi/shared/contract/show';
import type { RunReport } from '@hoithi/shared/contract/show-report';
import { openSealed } from '@hoithi/shared/rules/show/seal-question';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, say, signInAgain } from '../../test/scripted-contestant.ts';
import {
  device,
  drive,
  joinByPhone,
  moderate,
  openMc,
  openTestRun,
  readIn,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { listShows, loadShow } from './load-show.ts';
import { launchTokenOf } from './run-secrets.ts';

const both = (text: string) => ({ vi: text, en: text });

describe('phones in a show', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });
  const closedLater = <S extends { socket: Socket }>(each: S): S => {
    sockets.push(each.socket);
    return each;
  };

  async function openShow(cues: readonly unknown[], rules: Record<string, unknown> = {}) {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow(cues, rules));
    const mc = closedLater(await openMc(test, contest)).socket;
    const player = async (name: string, options = {}) =>
      closedLater(await joinByPhone(test, run.row.code, name, options));
    return { contest, run, mc, player };
  }

  it("[H4] the code alone makes a new player, never somebody else's; the token finds the own one again with score and place", async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1')]);
    const an = await player('Bình An');
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    expect(await an.answer(asking, 'b')).toMatchObject({ ok: true });
    await revealNow(test, mc, run);
    an.socket.disconnect();

    const stranger = await readIn(test);
    sockets.push(stranger);
    const seen = await must(say<PhoneView>(stranger as never, 'view:enter', { code: run.row.code }));
    expect(seen.player).toBeNull();
    const back = await must(say<PhoneView>(stranger as never, 'view:enter', { code: run.row.code, token: an.token }));
    expect(back.player).toMatchObject({ name: 'Bình An', points: 1000, place: 1, last: { right: true } });
    const guessed = await say<PhoneView>(stranger as never, 'view:enter', {
      code: run.row.code,
      token: randomBytes(32).toString('hex'),
    });
    expect(guessed).toMatchObject({ ok: true, value: { player: null } });
  });

  it('[H5c] [H5d] words are shown before their options; a key is corrected, and board and phones follow at once', async () => {
    const { run, mc, player } = await openShow([{ ...testQuestion('cau-1'), textFirst: true }, { kind: 'board' }]);
    const [an, hoa] = [await player('Bình An'), await player('Thanh Hoa')];
    await drive(mc, run, { do: 'next' });
    await drive(mc, run, { do: 'next' });
    const read = ({ socket, token }: typeof an) =>
      must(say<PhoneView>(socket as never, 'view:enter', { code: run.row.code, token }));
    const stage = await read(an);
    expect(stage.stage.cue).toMatchObject({
      presented: expect.stringContaining('cau-1'),
      phase: 'ready',
      opening: null,
    });
    const asking = await requestNow(test, mc, run);
    expect(await an.answer(asking, 'b')).toMatchObject({ ok: true });
    expect(await hoa.answer(asking, 'a')).toMatchObject({ ok: true });
    await revealNow(test, mc, run);
    expect((await read(hoa)).player).toMatchObject({ points: 0, place: 2 });
    await drive(mc, run, { do: 'rule', asking, ruling: { what: 'key', right: 'a' }, reason: 'Đề in sai phương án' });
    expect((await read(hoa)).player).toMatchObject({ place: 1, last: { right: true } });
    expect((await read(an)).player).toMatchObject({ points: 0, place: 2, last: { right: false } });
    expect((await read(an)).stage.cue).toMatchObject({
      revealed: { right: ['a'], ruling: { what: 'key', reason: 'Đề in sai phương án' } },
    });
  });

  it('[H4] joining again with the same token finds the same player', async () => {
    const { run, player } = await openShow([testQuestion('cau-1')]);
    const token = randomBytes(32).toString('hex');
    const first = await player('Thu Hà', { token });
    const second = await player('Thu Hà', { token });
    expect(second.view.player?.playerId).toBe(first.view.player?.playerId);
    expect(run.players.size).toBe(1);
  });

  it('[H4] a signed-in contestant has the registered name and unit, and is one player on two devices', async () => {
    const { contest, run, player } = await openShow([testQuestion('cau-1')]);
    const person = await enrolPerson(test, contest, 'Trần Thị Ngọc Diễm');
    const phone = await player('', { cookie: person.cookie });
    const laptop = await player('', { cookie: await signInAgain(test, person) });
    expect(phone.view.player).toMatchObject({ name: 'Trần Thị Ngọc Diễm', signedIn: true });
    expect(laptop.view.player?.playerId).toBe(phone.view.player?.playerId);
    expect(run.players.size).toBe(1);
  });

  it('[H18] a refused and a missing nickname are refused with different codes, and nothing is changed', async () => {
    const { run, player } = await openShow([testQuestion('cau-1')]);
    await player('Hồng  Phúc');
    const phone = await readIn(test);
    sockets.push(phone);
    const take = (nickname: string | null) =>
      say(phone as never, 'run:join', { code: run.row.code, playerKey: randomBytes(32).toString('hex'), nickname });
    expect(await take('đ.m')).toMatchObject({ ok: false, refusal: { code: 'nickname_refused' } });
    expect(await take(null)).toMatchObject({ ok: false, refusal: { code: 'nickname_needed' } });
    expect(run.players.size).toBe(1);
  });

  it('[H18e] namesakes are distinguished by their unit, and by a number where they have the same or none', async () => {
    const { run, player } = await openShow([testQuestion('cau-1')], { playersPerDevice: 20 });
    const nameOf = async (name: string, unitCode?: string) =>
      (await player(name, unitCode === undefined ? {} : { unitCode })).view.player?.name;
    expect(await nameOf('Nguyễn Thị Lan', '18070')).toBe('Nguyễn Thị Lan');
    expect(await nameOf('nguyễn  thị lan', '42.A.01')).toBe('nguyễn thị lan');
    expect(await nameOf('Nguyễn Thị Lan', '18070')).toBe('Nguyễn Thị Lan 2');
    expect(await nameOf('Lan')).toBe('Lan');
    const crowd = await Promise.all(Array.from({ length: 5 }, () => nameOf('Lan')));
    expect([...crowd].sort()).toEqual(['Lan 2', 'Lan 3', 'Lan 4', 'Lan 5', 'Lan 6']);
    expect(await nameOf('Lan 3')).toBe('Lan 3 2');
    expect(run.players.size).toBe(10);
  });

  it('[H7] the question goes out sealed; its key comes with the opening, which option is right with the reveal', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-mat')]);
    const phone = await player('Minh');
    await drive(mc, run, { do: 'next' });
    expect(phone.received.join()).not.toContain('cau-mat');
    expect(phone.received.join()).toContain('"box"');
    await drive(mc, run, { do: 'next' });
    const entered = await must(
      say<PhoneView>(phone.socket as never, 'view:enter', { code: run.row.code, token: phone.token }),
    );
    const { cue, sealed } = entered.stage;
    if (cue.kind !== 'question' || !cue.opening || !sealed) throw new Error('the question is open');
    expect(cue.opening.opensAtMs).toBe(run.state.current?.opensAtMs);
    expect(cue.opening.opensAtMs).toBeGreaterThan(test.clock.nowMs());
    expect(openSealed(sealed.box, cue.opening.key).text).toContain('cau-mat');
    expect(phone.received.join()).not.toContain('Lời giải bí mật');
    test.clock.set(cue.opening.opensAtMs);
    await revealNow(test, mc, run);
    const after = await must(
      say<PhoneView>(phone.socket as never, 'view:enter', { code: run.row.code, token: phone.token }),
    );
    expect(after.stage.cue).toMatchObject({ phase: 'revealed', revealed: { right: ['b'], answered: 0, playing: 1 } });
  });

  it('[H7a] once the phones are measured, the key is sent no sooner than their connections need', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-gan')]);
    const phone = await player('Gần');
    await drive(mc, run, { do: 'next' });
    await expect.poll(() => run.roundTripMs(), { timeout: 10_000 }).not.toBeNull();
    await drive(mc, run, { do: 'next' });
    const leadMs = (run.state.current?.opensAtMs ?? 0) - test.clock.nowMs();
    expect(leadMs).toBeGreaterThanOrEqual(300);
    expect(leadMs).toBeLessThan(1200);
    phone.socket.close();
    await expect.poll(() => run.connections.size, { timeout: 10_000 }).toBe(0);
  });

  it('[H19] the report names who answered faster than the question can be read, right or wrong, and changes no score', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-nhanh', 10)]);
    const [quick, usual] = [await player('Nhanh'), await player('Thường')];
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    expect(await quick.answer(asking, 'b')).toMatchObject({ ok: true });
    test.clock.advance(4_000);
    expect(await usual.answer(asking, 'b')).toMatchObject({ ok: true });
    await revealNow(test, mc, run);
    const read = await must(say<RunReport>(mc as never, 'run:report', { runId: null }));
    expect(read.runs).toMatchObject([{ runId: run.row.id, code: run.row.code, rehearsal: false }]);
    expect(read.report).toMatchObject({
      runId: run.row.id,
      marked: [{ name: 'Nhanh', rank: 1, quick: 1, quickRight: 1, latePongs: 0 }],
    });
    expect([...run.tally.values()].map((each) => each.rightCount)).toEqual([1, 1]);
    const other = await openShow([testQuestion('cau-khac')]);
    expect(await say(other.mc as never, 'run:report', { runId: run.row.id })).toMatchObject({
      ok: false,
      refusal: { code: 'not_found', what: 'run' },
    });
  });

  it('[H3] the opening of a question is published by its time, so that the MC may lock it before anybody has answered', async () => {
    const { run, mc } = await openShow([testQuestion('cau-1')]);
    await drive(mc, run, { do: 'next' });
    const publishedAtMs: number[] = [];
    test.app.runs.onFigures((published) => {
      if (published === run && run.state.current) publishedAtMs.push(test.clock.nowMs());
    });
    await drive(mc, run, { do: 'next' });
    const opensAtMs = run.state.current?.opensAtMs ?? Number.NaN;
    await expect.poll(() => publishedAtMs.length).toBeGreaterThan(0); // that it was asked
    test.clock.set(opensAtMs);
    await expect.poll(() => publishedAtMs.some((atMs) => atMs >= opensAtMs), { timeout: 5_000 }).toBe(true);
    const { show } = await must(say<McView>(mc as never, 'view:enter', {}));
    expect(show.run?.nextStep).toBe('lock');
  });

  it('[H5] too early, on the last millisecond, too late; a resend after the lock gets the first receipt', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1', 10)]);
    const [early, last, late] = [await player('Sớm'), await player('Kịp'), await player('Muộn')];
    await drive(mc, run, { do: 'next' });
    await drive(mc, run, { do: 'next' });
    expect(await early.answer(1, 'b')).toMatchObject({
      ok: false,
      refusal: { code: 'answer_too_early', earlyByMs: (run.state.current?.opensAtMs ?? 0) - test.clock.nowMs() },
    });
    const locksAtMs = run.state.current?.locksAtMs ?? 0;
    test.clock.set(locksAtMs);
    const id = randomUUID();
    expect(await last.answer(1, 'b', id)).toMatchObject({ ok: true });
    test.clock.set(locksAtMs + 7_000);
    expect(await late.answer(1, 'b')).toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    const again = (await last.answer(1, 'b', id)) as { ok: true; value: ShowAnswerSaved };
    expect(again).toMatchObject({ ok: true, value: { arrivedAtMs: locksAtMs } });
    await revealNow(test, mc, run);
    expect(await last.answer(1, 'b', id)).toMatchObject({ ok: true, value: { arrivedAtMs: locksAtMs } });
    expect(await late.answer(1, 'b')).toMatchObject({ ok: false, refusal: { code: 'already_revealed' } });
    expect(await last.answer(1, 'x')).toMatchObject({ ok: true, value: { given: 'b' } }); // [A4] another id gets the first receipt
  });

  it('[H5] an option of another question is refused', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1')]);
    const phone = await player('Lan');
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    expect(await phone.answer(asking, 'zz')).toMatchObject({ ok: false, refusal: { code: 'option_unknown' } });
    expect(await phone.answer(asking + 1, 'b')).toMatchObject({ ok: false, refusal: { code: 'question_not_open' } });
  });

  it('[H5] where the rules let an answer be changed, the last one before the lock counts', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1')], { changeAnswer: true });
    const phone = await player('Nga');
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    await phone.answer(asking, 'a');
    expect(await phone.answer(asking, 'b')).toMatchObject({ ok: true, value: { given: 'b' } });
    await revealNow(test, mc, run);
    expect(run.tally.get(phone.view.player?.playerId ?? '')).toMatchObject({ rightCount: 1 });
  });

  it('[H5] an undone asking never happened: its answers score nothing and the question is asked again', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1')]);
    const phone = await player('Tâm');
    await drive(mc, run, { do: 'next' });
    const first = await requestNow(test, mc, run);
    await phone.answer(first, 'b');
    await drive(mc, run, { do: 'undo' });
    expect(run.state.current).toBeNull();
    const second = await requestNow(test, mc, run);
    expect(second).toBe(first + 1);
    await revealNow(test, mc, run);
    expect(run.tally.get(phone.view.player?.playerId ?? '')).toMatchObject({ rightCount: 0, points: 0 });
  });

  it('[H18] a removed player is informed, may not act, and is on no board', async () => {
    const { run, mc, player } = await openShow([testQuestion('cau-1')]);
    const phone = await player('Người Lạ');
    const playerId = phone.view.player?.playerId ?? '';
    await moderate(mc, run, { do: 'remove', playerId });
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    expect(await phone.answer(asking, 'b')).toMatchObject({ ok: false, refusal: { code: 'player_removed' } });
    const back = await say(phone.socket as never, 'view:enter', { code: run.row.code, token: phone.token });
    expect(back).toMatchObject({ ok: false, refusal: { code: 'player_removed' } });
    await revealNow(test, mc, run);
    expect(run.standing('all').places).toEqual([]);
  });

  it('[H4] guessing codes is rate-limited', async () => {
    const phone = await readIn(test);
    sockets.push(phone);
    const answers = [];
    for (let code = 100_000; code < 100_010; code++)
      answers.push(await say(phone as never, 'view:enter', { code: String(code) }));
    expect(answers[0]).toMatchObject({ ok: false, refusal: { code: 'code_unknown' } });
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: { code: 'too_fast' } });
  });

  it('[H1] two shows at once never hear each other', async () => {
    const one = await openShow([testQuestion('cau-1')]);
    const other = await openShow([testQuestion('cau-2')]);
    const phone = await one.player('Ở đây');
    const before = phone.received.length;
    await drive(other.mc, other.run, { do: 'next' });
    await drive(other.mc, other.run, { do: 'next' });
    expect(await say(phone.socket as never, 'clock:read', {})).toMatchObject({ ok: true });
    expect(phone.received.slice(before).join()).not.toContain(other.run.row.id);
    expect(phone.received).toHaveLength(before);
  });

  it('[H2] a command from a stale page is refused with the state as it is; another device may not drive until it takes over', async () => {
    const { run, mc } = await openShow([testQuestion('cau-1')]);
    const seq = run.state.seq;
    const command = { do: 'next' };
    const drive = (message: Record<string, unknown>) =>
      say(mc as never, 'run:drive', {
        runId: run.row.id,
        seq: run.state.seq,
        device: 'thiet-bi-cua-mc',
        command,
        ...message,
      });
    const [one, two] = await Promise.all([drive({ seq }), drive({ seq })]);
    expect([one, two].filter((each) => (each as { ok: boolean }).ok)).toHaveLength(1);
    expect(await drive({ seq })).toMatchObject({ ok: false, refusal: { code: 'stale_command', seq: seq + 1 } });
    expect(await drive({ device: 'thiet-bi-khac' })).toMatchObject({ ok: false, refusal: { code: 'not_driving' } });
    await must(say(mc as never, 'run:take', { runId: run.row.id, device: 'thiet-bi-khac' }));
    expect(await drive({})).toMatchObject({ ok: false, refusal: { code: 'not_driving' } });
    expect(await drive({ device: 'thiet-bi-khac' })).toMatchObject({ ok: true });
  });

  it('[H1] a contest has one run at a time', async () => {
    const { run, mc } = await openShow([testQuestion('cau-1')]);
    const again = { showId: run.row.show_id, rehearsal: false, device: 'thiet-bi-khac' };
    expect(await say(mc as never, 'run:open', again)).toMatchObject({ ok: false, refusal: { code: 'run_open' } });
    await drive(mc, run, { do: 'end' });
    expect(await say(mc as never, 'run:open', again)).toMatchObject({ ok: true });
  });

  it('[H8] salt and questions are published after the end, and prove the commitment', async () => {
    const { run, mc } = await openShow([testQuestion('cau-1')]);
    const ask = async () => (await fetch(`${test.url}/api/shows/${run.row.id}/proof`)).json();
    expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
    await drive(mc, run, { do: 'end' });
    const proof = (await ask()) as { value: { commitment: string } };
    const { checkProof, ShowProofFile } = await import('@hoithi/shared/rules/show/commit-questions');
    expect(checkProof(ShowProofFile.parse(proof.value))).toBe(true);
    expect(proof.value.commitment).toBe(run.row.commitment);
  });

  it('[H2] the phone handed to a leader launches once, by its link alone, and only while the launch is on', async () => {
    const launch = { kind: 'launch', title: both('Phát động'), button: both('Bấm'), countdownSeconds: 3 };
    const { run, mc } = await openShow([launch, testQuestion('cau-1')]);
    const phone = await readIn(test);
    sockets.push(phone);
    const token = launchTokenOf(run.row, 1);
    const ask = (event: string, wanted = token) => say(phone as never, event, { token: wanted });
    expect(await ask('launch:read')).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    await drive(mc, run, { do: 'next' });
    expect(await ask('launch:read')).toMatchObject({ ok: true, value: { launchedAtMs: null, button: both('Bấm') } });
    expect(await ask('launch:press', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
      ok: false,
    });
    const launchedAtMs = test.clock.nowMs() + 3_000;
    expect(await ask('launch:press')).toMatchObject({ ok: true, value: { launchedAtMs } });
    test.clock.advance(1_000);
    expect(await ask('launch:press')).toMatchObject({ ok: true, value: { launchedAtMs } });
    expect(run.state.launchedAtMs).toBe(launchedAtMs);
  });

  it('[H17] a rehearsal is marked, its simulated players answer, and real players join as in any run', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const loaded = await loadShow(test.app, contest, testShow([testQuestion('cau-1', 5)]), 'test');
    if (!loaded.ok) throw new Error('the show can be loaded');
    const mc = closedLater(await openMc(test, contest)).socket;
    const opened = await must(
      say<{ runId: string }>(mc as never, 'run:open', {
        showId: loaded.value.showId,
        rehearsal: true,
        simulated: 20,
        device,
      }),
    );
    const run = await test.app.runs.byId(opened.runId);
    if (!run) throw new Error('the run is there');
    expect([...run.players.values()].map((player) => player.simulated)).toEqual(Array.from({ length: 20 }, () => true));
    await drive(mc, run, { do: 'next' });
    await requestNow(test, mc, run);
    await expect.poll(() => run.answers.byPlayer.size, { timeout: 8_000 }).toBeGreaterThan(5);
    const phone = closedLater(await joinByPhone(test, run.row.code, 'Người thật'));
    expect(phone.view.stage.rehearsal).toBe(true);
    expect(await test.db.query('select 1 from submissions')).toEqual([]);
    await drive(mc, run, { do: 'end' });
    const proof = await (await fetch(`${test.url}/api/shows/${run.row.id}/proof`)).json();
    expect(proof).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } }); // its questions are still to be asked
  });

  it('[H1] [W1] a show file comes in by the MC alone; a broken one, or too large a one, changes nothing', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const { token } = await openStaff(test, { role: 'mc', contestId: contest.contestId });
    const send = async (body: string, cookie = `hoithi_staff=${token}`) => {
      const headers = { 'content-type': 'application/json', cookie };
      return (await fetch(`${test.url}/api/mc/shows`, { method: 'POST', headers, body })).json();
    };
    expect(await send(testShow([testQuestion('cau-1')]), '')).toMatchObject({
      ok: false,
      refusal: { code: 'not_signed_in' },
    });
    expect(await send('{')).toMatchObject({ ok: false, refusal: { code: 'show_file_invalid' } });
    expect(await send(' '.repeat(13_000_000))).toMatchObject({ ok: false });
    expect(await listShows(test.app, contest.contestId)).toEqual([]);
    expect(await send(testShow([testQuestion('cau-1')]))).toMatchObject({ ok: true, value: { questions: 1 } });
  });

  it('[D3b] [W21] the list of shows reads no file; in a demo a show is small, and there are not many', async () => {
    const { contest } = await makeContest(test.app, testRules(), true);
    const show = (id: string, cues: readonly unknown[]) =>
      loadShow(test.app, contest, testShow(cues).replace('"id":"thu"', `"id":"${id}"`), 'test');
    const sudden = { ...testQuestion('cau-2'), kind: 'sudden-death' };
    const first = await must(show('mot', [testQuestion('cau-1'), sudden]));
    expect(first).toMatchObject({ cues: 4, questions: 2 });
    expect(await listShows(test.app, contest.contestId)).toEqual([first]);
    await test.db.query(`update shows set file = '{}'::jsonb where contest_id = $1`, [contest.contestId]);
    expect(await listShows(test.app, contest.contestId)).toEqual([first]);

    const picture = `data:image/png;base64,${'A'.repeat(300_000)}`;
    const inDemo = { ok: false, refusal: { code: 'not_in_demo' } };
    expect(await show('hai', [{ kind: 'text', title: both('Ảnh'), picture }])).toEqual(inDemo);
    await test.db.query(
      `insert into shows (id, contest_id, slug, version, file, loaded_at_ms)
       select gen_random_uuid(), $1, 'nhieu', n, '{"title":{"vi":"","en":""},"cues":[]}'::jsonb, 0 from generate_series(1, 199) n`,
      [contest.contestId],
    );
    expect(await show('ba', [])).toEqual(inDemo);
  });

  it('a picture is served by its name, and by no other', async () => {
    const picture = 'data:image/png;base64,iVBORw0KGgo=';
    const { run, mc, player } = await openShow([{ kind: 'text', title: both('Ảnh'), picture }]);
    const phone = await player('Xem Ảnh');
    await drive(mc, run, { do: 'next' });
    const entered = await must(
      say<PhoneView>(phone.socket as never, 'view:enter', { code: run.row.code, token: phone.token }),
    );
    if (entered.stage.cue.kind !== 'text') throw new Error('the picture is on');
    const served = await fetch(`${test.url}${entered.stage.cue.pictureUrl}`);
    expect(served.headers.get('content-type')).toContain('image/png');
    expect(Buffer.from(await served.arrayBuffer()).toString('base64')).toBe('iVBORw0KGgo=');
    expect((await fetch(`${test.url}/api/shows/${run.row.id}/pictures/${'0'.repeat(64)}`)).status).toBe(404);
  });
});
