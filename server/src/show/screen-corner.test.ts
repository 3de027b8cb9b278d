import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import { openMc, openScreenSocket, openTestRun, testQuestion, testShow } from '../../test/scripted-show.ts';

describe('the corner for latecomers', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  it('[H24a] the MC chooses it, the screens show it, and the trail names what stood before', async () => {
    const { contest } = await makeContest(test.app, testRules());
    await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    const { socket: mc } = await openMc(test, contest);
    const screen = await openScreenSocket(test);
    sockets.push(mc, screen);
    const seen = () => must(say<McView>(mc as never, 'view:enter', {}));
    const token = (await seen()).screenPath.split('/').at(-1);
    const wall = async () => (await must(say<ScreenView>(screen as never, 'view:enter', { token }))).show?.corner;
    expect([await wall(), (await seen()).corner]).toEqual([false, false]);
    await must(say(mc as never, 'screen:corner', { on: true }));
    expect([await wall(), (await seen()).corner]).toEqual([true, true]);
    const trail = await test.app.db.query<{ detail: unknown }>(
      `select detail from audit where contest_id = $1 and act = 'screen:corner'`,
      [contest.contestId],
    );
    expect(trail.map(({ detail }) => detail)).toEqual([{ before: { corner: false }, after: { corner: true } }]);
  });
});
