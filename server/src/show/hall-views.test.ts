import type { ScreenView } from '@hoithi/shared/contract/screen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import { drive, openMc, openScreenSocket, openTestRun, testQuestion, testShow } from '../../test/scripted-show.ts';
import { listLanAddresses } from '../platform/lan-addresses.ts';
import { openScreen } from './screens-sql.ts';

describe('addresses on the screen', () => {
  const apps: TestApp[] = [];
  afterAll(async () => {
    for (const test of apps) await test.close();
  });

  /** The addresses that a screen shows which is opened at the machine itself, by 127.0.0.1. */
  async function shownBy(host: string) {
    const test = await openTestApp({}, {}, host);
    apps.push(test);
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    const { token } = await openScreen(test.db, contest.contestId);
    const screen = await openScreenSocket(test);
    const view = await must(say<ScreenView>(screen as never, 'view:enter', { token }));
    screen.disconnect();
    const port = new URL(test.url).port;
    const expected = (address: string) => [
      `http://${address}:${port}/c/${contest.slug}`,
      `http://${address}:${port}/thi/${run.row.code}`,
    ];
    return { shown: [view.joinUrl, view.show?.stage.joinUrl], expected };
  }

  it('[B10] a screen opened at the machine itself shows phones the address in its own network', async () => {
    const { shown, expected } = await shownBy('0.0.0.0');
    const [address = '127.0.0.1'] = listLanAddresses(); // a machine without a network has only this one
    expect(shown).toEqual(expected(address));
  });

  it('[B10] a server that listens on this machine alone shows its local address', async () => {
    const { shown, expected } = await shownBy('127.0.0.1');
    expect(shown).toEqual(expected('127.0.0.1'));
  });
});

describe('the units on the screen', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[H21] a launch brings the units of the main level with it, a question brings none', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const launch = { kind: 'launch', title: { vi: 'Phát động', en: 'Launch' }, button: { vi: 'Bấm', en: 'Press' } };
    const run = await openTestRun(test, contest, testShow([launch, testQuestion('cau-1')]));
    const { token } = await openScreen(test.db, contest.contestId);
    const screen = await openScreenSocket(test);
    const look = () => must(say<ScreenView>(screen as never, 'view:enter', { token }));
    const { socket: mc } = await openMc(test, contest);
    await drive(mc, run, { do: 'next' });
    const shown = (await look()).everyUnit?.figures.units ?? [];
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown.map((unit) => unit.level)).size).toBe(1);
    await drive(mc, run, { do: 'go', cueIndex: 2 });
    expect((await look()).everyUnit).toBeNull();
    screen.disconnect();
    mc.disconnect();
  });
});
