import type { McView } from '@hoithi/shared/contract/screen';
import type { PhoneView, RevealedKey } from '@hoithi/shared/contract/show';
import { openSealed } from '@hoithi/shared/rules/show/seal-question';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import type { CachedRun } from './cached-run.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: `Mục ${id}` }));
const asked = (id: string, fields: Record<string, unknown>) => ({
  ...testQuestion(id),
  question: { id, text: `Câu hỏi thử ${id}?`, explanation: 'Lời giải bí mật', ...fields },
});
const cues = [
  asked('cau-nhieu', { kind: 'several', options, right: ['c', 'a'] }),
  asked('cau-thu-tu', { kind: 'order', options, right: ['c', 'a', 'b'] }),
  asked('cau-so', { kind: 'number', value: 34, nearest: true }),
  asked('cau-ngan', { kind: 'text', accepted: ['Trần Phú'] }),
];

describe('questions of every kind in a run', { timeout: 60_000 }, () => {
  let test: TestApp;
  let run: CachedRun;
  let mc: Socket;
  const phones: Awaited<ReturnType<typeof joinByPhone>>[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    const { contest } = await makeContest(test.app, testRules());
    run = await openTestRun(test, contest, testShow(cues, { changeAnswer: true }));
    mc = (await openMc(test, contest)).socket;
    for (const name of ['An', 'Bình', 'Chi']) phones.push(await joinByPhone(test, run.row.code, name));
  }, 60_000);
  afterAll(async () => {
    for (const { socket } of phones) socket.disconnect();
    mc.disconnect();
    await test.close();
  });
  const readPhone = (at: number) =>
    must(say<PhoneView>(phones[at]?.socket as never, 'view:enter', { code: run.row.code, token: phones[at]?.token }));

  /** Asks the next question, lets each phone answer, and reveals: the key as phones read it, and who was right. */
  async function play(given: readonly string[]): Promise<{ key: RevealedKey; right: (boolean | undefined)[] }> {
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    test.clock.advance(1000);
    for (const [at, each] of given.entries())
      expect(await phones[at]?.answer(asking, each)).toMatchObject({ ok: true });
    await revealNow(test, mc, run);
    const views = [await readPhone(0), await readPhone(1), await readPhone(2)];
    const { cue } = views[0]!.stage;
    if (!('revealed' in cue) || !cue.revealed) throw new Error('the question is revealed');
    return { key: cue.revealed, right: views.map(({ player }) => player?.last?.right) };
  }

  it('[H26] several: all of them and no other, however they were put together', async () => {
    const { key, right } = await play(['c,a', 'a', 'a,b,c']);
    expect(right).toEqual([true, false, false]);
    expect(key).toMatchObject({ right: ['c', 'a'], rightPersons: 1, answered: 3 });
    expect(key.counts.map(({ persons }) => persons)).toEqual([3, 1, 2]);
  });

  it('[H26] an order is handed out in another order than its key, the same for everybody', async () => {
    const { key, right } = await play(['c,a,b', 'a,b,c', 'c,b,a']);
    expect(right).toEqual([true, false, false]);
    expect(key).toMatchObject({ right: ['c', 'a', 'b'], counts: [] });
  });

  it('[H26] of numbers the nearest is right; what cannot be read is refused and may be sent anew', async () => {
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    test.clock.advance(1000);
    expect(await phones[0]?.answer(asking, 'ba mươi')).toMatchObject({
      ok: false,
      refusal: { code: 'answer_unreadable', kind: 'number' },
    });
    for (const [at, given] of ['33', '40', '1.000'].entries()) await phones[at]?.answer(asking, given);
    await revealNow(test, mc, run);
    const views = [await readPhone(0), await readPhone(1), await readPhone(2)];
    expect(views.map(({ player }) => player?.last?.right)).toEqual([true, false, false]);
    expect(views[0]?.stage.cue).toMatchObject({ revealed: { right: [], words: ['34'], nearest: ['33'] } });
  });

  it('[H5d] [H26] another number by a ruling: everybody is judged again', async () => {
    const asking = run.state.current?.asking ?? 0;
    const ruling = { what: 'key' as const, right: '41' };
    await drive(mc, run, { do: 'rule', asking, ruling, reason: 'Nghị quyết mới' });
    const views = [await readPhone(0), await readPhone(1)];
    expect(views.map(({ player }) => player?.last?.right)).toEqual([false, true]);
  });

  it('[H7] [H26] a box has neither the accepted spelling nor the order of the key', async () => {
    await drive(mc, run, { do: 'next' });
    await requestNow(test, mc, run);
    const { stage } = await readPhone(0);
    const { cue } = stage;
    if (!('opening' in cue) || !cue.opening || !stage.sealed) throw new Error('the question is open');
    expect(openSealed(stage.sealed.box, cue.opening.key)).toEqual({
      kind: 'text',
      text: 'Câu hỏi thử cau-ngan?',
      options: [],
      picture: null,
    });
    const received = phones.flatMap((phone) => phone.received).join();
    expect(received).not.toContain('Trần Phú');
    const view = await must(say<McView>(mc as never, 'view:enter', {}));
    expect(view.show?.run?.now.question).toMatchObject({ words: ['Trần Phú'] });
  });
});
