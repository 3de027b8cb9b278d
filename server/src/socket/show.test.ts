import { randomBytes, randomUUID } from 'node:crypto';
import type { PhoneView, ShowAnswerKept } from '@hoithi/shared/contract/show';
import { openSealed } from '@hoithi/shared/rules/show/seal-question';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestHouse, type TestHouse, testRules } from '../../test/open-test-house.ts';
import { enrolPerson, must, say, signInAgain } from '../../test/scripted-contestant.ts';
import {
  askNow,
  drive,
  lookIn,
  openMc,
  openTestRun,
  revealNow,
  seatPhone,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { standingOf } from '../house/held-run.ts';

describe('phones in a show', () => {
  let test: TestHouse;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestHouse();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });
  const kept = <S extends { socket: Socket }>(each: S): S => {
    sockets.push(each.socket);
    return each;
  };

  async function openShow(cues: readonly unknown[], rules: Record<string, unknown> = {}) {
    const { contest } = await makeContest(test.house, testRules());
    const run = await openTestRun(test, contest, testShow(cues, rules));
    const mc = kept(await openMc(test, contest)).socket;
    const seat = async (name: string, options = {}) => kept(await seatPhone(test, run.row.code, name, options));
    return { contest, run, mc, seat };
  }

  it("[H4] the code alone gives a seat, never somebody's own; the token finds it again with score and place", async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1')]);
    const an = await seat('Bình An');
    await drive(mc, run, { do: 'next' });
    const asking = await askNow(test, mc, run);
    expect(await an.answer(asking, 'b')).toMatchObject({ ok: true });
    await revealNow(test, mc, run);
    an.socket.disconnect();

    const stranger = await lookIn(test);
    sockets.push(stranger);
    const seen = await must(say<PhoneView>(stranger as never, 'room:enter', { code: run.row.code }));
    expect(seen.seat).toBeNull();
    const back = await must(say<PhoneView>(stranger as never, 'room:enter', { code: run.row.code, token: an.token }));
    expect(back.seat).toMatchObject({ name: 'Bình An', points: 1000, place: 1, last: { right: true } });
    const guessed = await say<PhoneView>(stranger as never, 'room:enter', {
      code: run.row.code,
      token: randomBytes(32).toString('hex'),
    });
    expect(guessed).toMatchObject({ ok: true, value: { seat: null } });
  });

  it('[H4] taking a seat again with the same token finds the same seat', async () => {
    const { run, seat } = await openShow([testQuestion('cau-1')]);
    const token = randomBytes(32).toString('hex');
    const first = await seat('Thu Hà', { token });
    const second = await seat('Thu Hà', { token });
    expect(second.view.seat?.seatId).toBe(first.view.seat?.seatId);
    expect(run.seats.size).toBe(1);
  });

  it('[H4] a signed-in contestant keeps name and unit, and one seat on two devices', async () => {
    const { contest, run, seat } = await openShow([testQuestion('cau-1')]);
    const person = await enrolPerson(test, contest, 'Trần Thị Ngọc Diễm');
    const phone = await seat('', { cookie: person.cookie });
    const laptop = await seat('', { cookie: await signInAgain(test, person) });
    expect(phone.view.seat).toMatchObject({ name: 'Trần Thị Ngọc Diễm', signedIn: true });
    expect(laptop.view.seat?.seatId).toBe(phone.view.seat?.seatId);
    expect(run.seats.size).toBe(1);
  });

  it('[H18] a taken, a refused and a missing nickname are told apart, and nothing is changed', async () => {
    const { run, seat } = await openShow([testQuestion('cau-1')]);
    await seat('Hồng  Phúc');
    const phone = await lookIn(test);
    sockets.push(phone);
    const take = (nickname: string | null) =>
      say(phone as never, 'seat:take', { code: run.row.code, seatKey: randomBytes(32).toString('hex'), nickname });
    expect(await take('hồng phúc')).toMatchObject({ ok: false, refusal: { code: 'nickname_taken' } });
    expect(await take('đ.m')).toMatchObject({ ok: false, refusal: { code: 'nickname_refused' } });
    expect(await take(null)).toMatchObject({ ok: false, refusal: { code: 'nickname_needed' } });
    expect(run.seats.size).toBe(1);
  });

  it('[H7] the question goes out sealed; its key comes with the opening, which option is right with the reveal', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-mat')]);
    const phone = await seat('Minh');
    await drive(mc, run, { do: 'next' });
    expect(phone.heard.join()).not.toContain('cau-mat');
    expect(phone.heard.join()).toContain('"box"');
    await drive(mc, run, { do: 'next' });
    const entered = await must(
      say<PhoneView>(phone.socket as never, 'room:enter', { code: run.row.code, token: phone.token }),
    );
    const { cue, sealed } = entered.stage;
    if (cue.kind !== 'question' || !cue.opening || !sealed) throw new Error('the question is open');
    expect(cue.opening.opensAtMs).toBe(test.clock.nowMs() + 1200);
    expect(openSealed(sealed.box, cue.opening.key).text).toContain('cau-mat');
    expect(phone.heard.join()).not.toContain('Lời giải bí mật');
    test.clock.set(cue.opening.opensAtMs);
    await revealNow(test, mc, run);
    const after = await must(
      say<PhoneView>(phone.socket as never, 'room:enter', { code: run.row.code, token: phone.token }),
    );
    expect(after.stage.cue).toMatchObject({ phase: 'revealed', revealed: { right: 'b', answered: 0, asked: 1 } });
  });

  it('[H5] too early, on the last millisecond, too late; a resend after the lock hears the first receipt', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1', 10)]);
    const [early, last, late] = [await seat('Sớm'), await seat('Kịp'), await seat('Muộn')];
    await drive(mc, run, { do: 'next' });
    await drive(mc, run, { do: 'next' });
    expect(await early.answer(1, 'b')).toMatchObject({
      ok: false,
      refusal: { code: 'answer_too_early', earlyByMs: 1200 },
    });
    const locksAtMs = run.state.current?.locksAtMs ?? 0;
    test.clock.set(locksAtMs);
    const id = randomUUID();
    expect(await last.answer(1, 'b', id)).toMatchObject({ ok: true });
    test.clock.set(locksAtMs + 7_000);
    expect(await late.answer(1, 'b')).toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    const again = (await last.answer(1, 'b', id)) as { ok: true; value: ShowAnswerKept };
    expect(again).toMatchObject({ ok: true, value: { arrivedAtMs: locksAtMs } });
    await revealNow(test, mc, run);
    expect(await last.answer(1, 'b', id)).toMatchObject({ ok: true, value: { arrivedAtMs: locksAtMs } });
    expect(await late.answer(1, 'b')).toMatchObject({ ok: false, refusal: { code: 'question_not_open' } });
    expect(await last.answer(1, 'x')).toMatchObject({ ok: true, value: { optionId: 'b' } }); // [A4] another id hears the first receipt
  });

  it('[H5] an option of another question is refused', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1')]);
    const phone = await seat('Lan');
    await drive(mc, run, { do: 'next' });
    const asking = await askNow(test, mc, run);
    expect(await phone.answer(asking, 'zz')).toMatchObject({ ok: false, refusal: { code: 'option_unknown' } });
    expect(await phone.answer(asking + 1, 'b')).toMatchObject({ ok: false, refusal: { code: 'question_not_open' } });
  });

  it('[H5] where the rules let an answer be changed, the last one before the lock counts', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1')], { changeAnswer: true });
    const phone = await seat('Nga');
    await drive(mc, run, { do: 'next' });
    const asking = await askNow(test, mc, run);
    await phone.answer(asking, 'a');
    expect(await phone.answer(asking, 'b')).toMatchObject({ ok: true, value: { optionId: 'b' } });
    await revealNow(test, mc, run);
    expect(run.tally.get(phone.view.seat?.seatId ?? '')).toMatchObject({ rightCount: 1 });
  });

  it('[H5] an undone asking never happened: its answers score nothing and the question is asked again', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1')]);
    const phone = await seat('Tâm');
    await drive(mc, run, { do: 'next' });
    const first = await askNow(test, mc, run);
    await phone.answer(first, 'b');
    await drive(mc, run, { do: 'undo' });
    expect(run.state.current).toBeNull();
    const second = await askNow(test, mc, run);
    expect(second).toBe(first + 1);
    await revealNow(test, mc, run);
    expect(run.tally.get(phone.view.seat?.seatId ?? '')).toMatchObject({ rightCount: 0, points: 0 });
  });

  it('[H18] a removed seat is told, may not act, and is on no board', async () => {
    const { run, mc, seat } = await openShow([testQuestion('cau-1')]);
    const phone = await seat('Người Lạ');
    const seatId = phone.view.seat?.seatId ?? '';
    await drive(mc, run, { do: 'remove', seatId });
    await drive(mc, run, { do: 'next' });
    const asking = await askNow(test, mc, run);
    expect(await phone.answer(asking, 'b')).toMatchObject({ ok: false, refusal: { code: 'seat_removed' } });
    const back = await say(phone.socket as never, 'room:enter', { code: run.row.code, token: phone.token });
    expect(back).toMatchObject({ ok: false, refusal: { code: 'seat_removed' } });
    await revealNow(test, mc, run);
    expect(standingOf(run, 'all').places).toEqual([]);
  });

  it('[H4] codes guessed at rate are held off', async () => {
    const phone = await lookIn(test);
    sockets.push(phone);
    const answers = [];
    for (let code = 100_000; code < 100_010; code++)
      answers.push(await say(phone as never, 'room:enter', { code: String(code) }));
    expect(answers[0]).toMatchObject({ ok: false, refusal: { code: 'code_unknown' } });
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: { code: 'too_fast' } });
  });

  it('[H1] two shows at once never hear each other', async () => {
    const one = await openShow([testQuestion('cau-1')]);
    const other = await openShow([testQuestion('cau-2')]);
    const phone = await one.seat('Ở đây');
    const before = phone.heard.length;
    await drive(other.mc, other.run, { do: 'next' });
    await drive(other.mc, other.run, { do: 'next' });
    expect(await say(phone.socket as never, 'clock:ask', {})).toMatchObject({ ok: true });
    expect(phone.heard.slice(before).join()).not.toContain(other.run.row.id);
    expect(phone.heard).toHaveLength(before);
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

  it('[H8] salt and questions are told after the end, and prove the commitment', async () => {
    const { run, mc } = await openShow([testQuestion('cau-1')]);
    const ask = async () => (await fetch(`${test.url}/api/shows/${run.row.id}/proof`)).json();
    expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
    await drive(mc, run, { do: 'end' });
    const proof = (await ask()) as { value: { commitment: string } };
    const { checkProof, ShowProofFile } = await import('@hoithi/shared/rules/show/commit-questions');
    expect(checkProof(ShowProofFile.parse(proof.value))).toBe(true);
    expect(proof.value.commitment).toBe(run.row.commitment);
  });
});
