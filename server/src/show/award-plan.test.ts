import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { ShowCommand } from '@hoithi/shared/contract/show';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, say, sit } from '../../test/scripted-contestant.ts';
import { device, openMc, openScreenSocket, openTestRun, testShow } from '../../test/scripted-show.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { gatherStage } from './read-run.ts';
import { openScreen } from './screens-sql.ts';
import { viewStage } from './stage-view.ts';

const both = (text: string) => ({ vi: text, en: text });

describe('the award of a round on the stage', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[H16] [H16a] who won comes from the finalized result, with the sum; masked unless agreed, and no screen reads a name before its press', async () => {
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      dropPrediction(each);
      each.publication.names = 'full';
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    const { contest, round } = await makeContest(test.app, rules);
    const [an, binh] = [
      await enrolPerson(test, contest, 'Nguyễn Thị An'),
      await enrolPerson(test, contest, 'Trần Văn Bình'),
    ];
    await sit(test, contest, round, an.cookie, { right: 15, paceMs: 2_000 });
    await sit(test, contest, round, binh.cookie, { right: 13, paceMs: 2_000 });
    await test.db.query(
      `insert into consents (contestant_id, purpose, given, text_hash, text_version, at_ms)
       select id, 'publish-name', true, repeat('0', 64), 1, 1 from contestants where id = $1`,
      [an.contestantId],
    );
    const award = { kind: 'award', title: both('Trao giải'), of: { what: 'round', round: null } };
    const run = await openTestRun(test, contest, testShow([award]));
    const { socket: mc } = await openMc(test, contest);
    const screen = await openScreenSocket(test);
    const seen: string[] = [];
    screen.onAny((...packet: unknown[]) => seen.push(JSON.stringify(packet)));
    const { token } = await openScreen(test.db, contest.contestId);
    seen.push(JSON.stringify(await must<ScreenView>(say(screen as never, 'view:enter', { token }))));
    const drive = (command: ShowCommand) =>
      must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command }));
    const cue = async () => viewStage(await gatherStage(test.app, run, '')).cue;
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ remaining: 0, shown: [] }); // nothing is finalized: nobody is named

    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    expect(await cue()).toMatchObject({ remaining: 2, shown: [] });
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ announced: { persons: 1, value: { kind: 'money', currency: 'VND' } } });
    await say(screen as never, 'clock:read', {});
    expect(seen.join()).not.toMatch(/Nguyễn|Trần V/);
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ shown: [{ winners: [{ rank: 2, name: 'Trần V. B.' }] }] });
    await drive({ do: 'next' });
    expect(seen.join()).not.toContain('Nguyễn');
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ remaining: 0, shown: [{}, { winners: [{ rank: 1, name: 'Nguyễn Thị An' }] }] });
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ picture: 'podium' });
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ picture: 'honour' });
    await drive({ do: 'next' });
    expect(await cue()).toMatchObject({ kind: 'end' });
    for (const socket of [mc, screen]) socket.disconnect();
  });
});
