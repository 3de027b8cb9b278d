import { afterEach, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { testQuestion, testShow } from '../../test/scripted-show.ts';
import { takeRun } from '../show/drive-run.ts';
import { loadShow } from '../show/load-show.ts';
import { MinuteShow } from './minute-show.ts';

const both = (text: string) => ({ vi: text, en: text });
const file = testShow([
  { kind: 'launch', title: both('Phát động'), button: both('Bấm'), countdownSeconds: 3 },
  testQuestion('cau-1', 9),
  { kind: 'board' },
  { kind: 'award', title: both('Trao giải'), of: { what: 'show', prizes: [{ prize: both('Nhất'), count: 1 }] } },
]).replace('"id":"thu"', '"id":"mot-phut"');

describe('the show of the demo that drives itself', () => {
  let test: TestApp;
  let show: MinuteShow;
  afterEach(async () => {
    show.stop();
    await test.close();
  });
  async function open() {
    test = await openTestApp();
    show = new MinuteShow(test.app);
    const { contest } = await makeContest(test.app, testRules(), true);
    const loaded = await loadShow(test.app, contest, file, 'test');
    expect(loaded.ok).toBe(true);
    return contest;
  }
  async function join() {
    const joined = await show.join();
    if (!joined.ok) throw new Error(joined.refusal.code);
    const run = await test.app.runs.byCode(joined.value.code);
    if (!run) throw new Error('the show has a run');
    return { ...joined.value, run };
  }

  it('[D5] plays from the lobby to the end within 60 seconds; who comes later joins the same', async () => {
    await open();
    const { run, screenPath } = await join();
    expect(screenPath).toMatch(/^\/man-hinh\//);
    const second = await join();
    expect(second.run).toBe(run);
    expect([run.row.rehearsal, run.countAll()]).toEqual([true, 42]);
    const begunAtMs = test.clock.nowMs();
    while (!run.state.ended && test.clock.nowMs() < begunAtMs + 60_000) {
      test.clock.advance(250);
      await show.pressWhenDue(run.row.id);
    }
    expect(run.state.ended).toBe(true);
    expect(run.events.map(({ kind }) => kind).join(' ')).toBe(
      'opened moved launched moved asked revealed moved moved moved ended',
    );
    expect((await join()).run).not.toBe(run);
  });

  it('[D5] an MC who takes it over drives on, and another show in the demo is not disturbed', async () => {
    const contest = await open();
    const { run } = await join();
    const by = { actor: 'mc', contestId: contest.contestId };
    await takeRun(test.app, by, { runId: run.row.id, device: 'thiet-bi-cua-mc' });
    test.clock.advance(60_000);
    await show.pressWhenDue(run.row.id);
    expect(run.state.cueIndex).toBe(0);
    expect(await show.join()).toMatchObject({ ok: false, refusal: { code: 'run_open' } });
  });

  it('[D5] without a demo there is none', async () => {
    test = await openTestApp();
    show = new MinuteShow(test.app);
    await makeContest(test.app, testRules());
    expect(await show.join()).toMatchObject({ ok: false, refusal: { code: 'not_found', what: 'demo' } });
  });
});
