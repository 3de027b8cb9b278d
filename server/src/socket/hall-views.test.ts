import type { ScreenView } from '@hoithi/shared/contract/screen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestHouse, type TestHouse, testRules } from '../../test/open-test-house.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import { openScreenSocket, openTestRun, testQuestion, testShow } from '../../test/scripted-show.ts';
import { listLanAddresses } from '../lan-addresses.ts';
import { openScreen } from '../ledger/screens.ts';

describe('addresses on the screen', () => {
  let test: TestHouse;
  beforeAll(async () => {
    test = await openTestHouse();
  });
  afterAll(() => test.close());

  it('[B10] a screen opened at the machine itself shows phones the address in its own network', async () => {
    const { contest } = await makeContest(test.house, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    const { token } = await openScreen(test.db, contest.contestId);
    const screen = await openScreenSocket(test); // by 127.0.0.1
    const view = await must(say<ScreenView>(screen as never, 'room:enter', { token }));
    screen.disconnect();
    const [address = '127.0.0.1'] = listLanAddresses(); // a machine without a network keeps what it has
    const origin = `http://${address}:${new URL(test.url).port}`;
    expect(view.joinUrl).toBe(`${origin}/c/${contest.slug}`);
    expect(view.show?.stage.joinUrl).toBe(`${origin}/thi/${run.row.code}`);
  });
});
