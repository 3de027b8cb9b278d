import type { RunReport } from '@hoithi/shared/contract/show-report';
import { unzipSync } from 'fflate';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../../test/open-test-app.ts';
import { must, say } from '../../../test/scripted-contestant.ts';
import {
  drive,
  joinByPhone,
  moderate,
  openMc,
  openTestRun,
  requestNow,
  revealNow,
  testQuestion,
  testShow,
} from '../../../test/scripted-show.ts';

describe('what came of a run', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  it('[H60] board and questions count who was not removed; workbook and minutes are for staff of the contest alone', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    const { socket: mc, cookie } = await openMc(test, contest);
    sockets.push(mc);
    const player = async (name: string) => {
      const phone = await joinByPhone(test, run.row.code, name);
      sockets.push(phone.socket);
      return phone;
    };
    const [an, hoa, goes] = [await player('=Bình An'), await player('Thanh Hoa'), await player('Phải đi')];
    await drive(mc, run, { do: 'next' });
    const asking = await requestNow(test, mc, run);
    test.clock.advance(2_000);
    await an.answer(asking, 'b');
    await goes.answer(asking, 'b');
    test.clock.advance(1_000);
    await hoa.answer(asking, 'a');
    await revealNow(test, mc, run);
    await moderate(mc, run, { do: 'remove', playerId: goes.view.player?.playerId ?? '' });
    const { runs, report } = await must(say<RunReport>(mc as never, 'run:report', { runId: null }));
    expect(runs).toMatchObject([{ runId: run.row.id }]);
    expect(report?.result).toMatchObject({
      players: 2,
      removed: 1,
      endedAtMs: null,
      board: [
        { rank: 1, name: '=Bình An' },
        { rank: 2, name: 'Thanh Hoa', points: 0 },
      ],
      questions: [{ kind: 'question', answered: 2, rightPersons: 1, right: 'Phương án b của cau-1' }],
    });
    expect(report?.result.questions[0]?.options.map(({ persons }) => persons)).toEqual([1, 1, 0, 0]);
    expect(report?.result.questions[0]?.medianMs).toBe(report?.result.questions[0]?.fastestMs);

    const get = (format: string, as: string | null = cookie) =>
      fetch(`${test.url}/api/mc/runs/${run.row.id}/result.${format}`, { headers: as === null ? {} : { cookie: as } });
    const workbook = unzipSync(new Uint8Array(await (await get('xlsx')).arrayBuffer()));
    const texts = Object.values(workbook).map((bytes) => new TextDecoder().decode(bytes));
    expect(texts.some((text) => text.includes('=Bình An'))).toBe(true);
    expect(texts.some((text) => text.includes('<f>'))).toBe(false);
    expect(
      Buffer.from(await (await get('pdf')).arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await get('pdf', null)).status).toBe(401);
    const other = await makeContest(test.app, testRules());
    const stranger = await openMc(test, other.contest);
    sockets.push(stranger.socket);
    expect((await get('xlsx', stranger.cookie)).status).toBe(404);
  });
});
