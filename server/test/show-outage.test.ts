import { randomUUID } from 'node:crypto';
import type { McView } from '@hoithi/shared/contract/screen';
import type { Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { openCutConnectionApp } from './cut-connection-app.ts';
import { makeContest, testRules } from './open-test-app.ts';
import { must, say } from './scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  device as mcDevice,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from './scripted-show.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const away = { ok: false, refusal: { code: 'unavailable' } };

async function openAsked(rules: Record<string, unknown> = {}) {
  const { test, line, healed } = await openCutConnectionApp();
  closers.push(() => test.close());
  const { contest } = await makeContest(test.app, testRules());
  const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')], rules));
  const { socket: mc } = await openMc(test, contest);
  const kept = <S extends { socket: Socket }>(each: S): S => {
    closers.push(() => each.socket.disconnect());
    return each;
  };
  kept({ socket: mc });
  const phone = kept(await joinByPhone(test, run.row.code, 'Bảo Trân'));
  await drive(mc, run, { do: 'next' });
  const asking = await requestNow(test, mc, run);
  const current = run.state.current;
  if (!current) throw new Error('the question was asked');
  const resending = async () => (await must(say<McView>(mc as never, 'view:enter', {}))).show.run?.resending;
  return { test, line, healed, run, mc, phone, asking, current, resending, kept };
}

describe('a show whose database goes away under an open question', () => {
  it('[N15] [H5] an answer of the outage counts by its first arrival, after the lock too; the MC sees that it is on its way', async () => {
    const { test, line, healed, run, mc, phone, asking, current, resending } = await openAsked();
    const answerId = randomUUID();
    line.cut();
    test.clock.set(current.opensAtMs + 4_000);
    expect(await phone.answer(asking, 'b', answerId)).toEqual(away);
    test.clock.set(current.locksAtMs + 5_000);
    expect(await phone.answer(asking, 'b', answerId)).toEqual(away); // still noted by its first arrival
    await healed();
    await expect.poll(resending, { timeout: 15_000 }).toBe(1);
    const otherWords = await phone.answer(asking, 'a', answerId);
    expect(otherWords).toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });

    const kept = await phone.answer(asking, 'b', answerId);
    expect(kept).toMatchObject({ ok: true, value: { answerId, arrivedAtMs: current.opensAtMs + 4_000 } });
    const [row] = await test.db.query('select * from show_answers where id = $1', [answerId]);
    const { elapsed_ms, credit_ms, round_trip_ms } = row as Record<string, number>;
    expect((elapsed_ms ?? 0) + (credit_ms ?? 0)).toBe(4_000);
    expect(credit_ms).toBeLessThanOrEqual(Math.ceil((round_trip_ms ?? 0) / 2));
    await expect.poll(resending, { timeout: 5_000 }).toBe(0);
    await revealNow(test, mc, run);
    expect(run.tally.get(phone.view.player?.playerId ?? '')?.last).toMatchObject({ right: true });
  });

  it('[N15] [H5] sent again after the reveal it is refused because the reveal came first, and the MC was not held up', async () => {
    const { test, line, healed, run, mc, phone, asking, current } = await openAsked();
    const answerId = randomUUID();
    line.cut();
    test.clock.set(current.opensAtMs + 4_000);
    expect(await phone.answer(asking, 'b', answerId)).toEqual(away);
    test.clock.set(current.locksAtMs + 300);
    const press = { runId: run.row.id, seq: run.state.seq, device: mcDevice, command: { do: 'next' } };
    expect(await say(mc as never, 'run:drive', press)).toEqual(away); // a reveal is a row of the ledger too
    await healed();
    await drive(mc, run, { do: 'next' });
    expect(await phone.answer(asking, 'b', answerId)).toEqual({ ok: false, refusal: { code: 'already_revealed' } });
    const view = await must(say<McView>(mc as never, 'view:enter', {}));
    expect(view.show.run).toMatchObject({
      resending: 0,
      stage: { cue: { phase: 'revealed', revealed: { answered: 0 } } },
    });
  });

  it('[N15g] [H5] of all options said during an outage the first counts after the lock, no other', async () => {
    const { test, line, healed, phone, asking, current } = await openAsked();
    const [first, then] = [randomUUID(), randomUUID()];
    line.cut();
    test.clock.set(current.opensAtMs + 3_000);
    expect(await phone.answer(asking, 'a', first)).toEqual(away);
    expect(await phone.answer(asking, 'b', then)).toEqual(away);
    test.clock.set(current.locksAtMs + 5_000);
    await healed();
    await expect
      .poll(() => phone.answer(asking, 'b', then), { timeout: 15_000 })
      .toMatchObject({ ok: false, refusal: { code: 'answer_too_late' } });
    expect(await phone.answer(asking, 'a', first)).toMatchObject({
      ok: true,
      value: { answerId: first, arrivedAtMs: current.opensAtMs + 3_000 },
    });
  });

  it('[N15] of two choices of an outage the one that came last counts, whichever is sent again first', async () => {
    const { test, line, healed, phone, asking, current } = await openAsked({ changeAnswer: true });
    const [first, then] = [randomUUID(), randomUUID()];
    line.cut();
    test.clock.set(current.opensAtMs + 3_000);
    expect(await phone.answer(asking, 'a', first)).toEqual(away);
    test.clock.set(current.opensAtMs + 6_000);
    expect(await phone.answer(asking, 'b', then)).toEqual(away);
    await healed();
    await expect.poll(() => phone.answer(asking, 'b', then), { timeout: 15_000 }).toMatchObject({ ok: true });
    expect(await phone.answer(asking, 'a', first)).toMatchObject({
      ok: true,
      value: { answerId: then, given: 'b' },
    });
    expect(await test.db.query('select given from show_answers')).toEqual([{ given: 'b' }]);
  });
});
