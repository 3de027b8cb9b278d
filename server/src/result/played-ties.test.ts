import type { DecisionPreview, DecisionWanted, ResultDesk } from '@hoithi/shared/contract/result-desk';
import type { ShowCommand } from '@hoithi/shared/contract/show';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, type ScriptedContestant, say, sit } from '../../test/scripted-contestant.ts';
import {
  connect,
  device,
  joinByPhone,
  openMc,
  openTestRun,
  type ScriptedPhone,
  testQuestion,
  testShow,
} from '../../test/scripted-show.ts';
import { openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';

const reason = 'Kết quả thi phụ theo biên bản số 4';

describe('a tie that is played out on the stage', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[H30] exactly the equals play, and their order is previewed and decided by a named person', async () => {
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      each.time.lagCredit.quotaMs = 0;
      dropPrediction(each);
      each.prizes.prizes.splice(2);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    const { contest, round } = await makeContest(test.app, rules);
    const people: ScriptedContestant[] = [];
    for (const [at, name] of ['An', 'Bình', 'Chi', 'Dung'].entries()) {
      const person = await enrolPerson(test, contest, `Nguyễn Văn ${name}`);
      await sit(test, contest, round, person.cookie, { right: at === 0 ? 15 : 13, paceMs: 2_000 });
      people.push(person);
    }
    const [an, binh, chi, dung] = people as [
      ScriptedContestant,
      ScriptedContestant,
      ScriptedContestant,
      ScriptedContestant,
    ];
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    const { session } = await openAccount(
      test,
      [{ role: 'organizer', contestId: null, unitCode: null }],
      null,
      'Bà Một',
    );
    const desk = openBrowser(test, `hoithi_staff=${session.token}`);
    const path = `/api/organizer/rounds/${round.roundId}/result`;
    const readTie = async () => (await must(desk.get<ResultDesk>(path))).ties[0];
    expect(await readTie()).toMatchObject({ rank: 2, played: [] });

    const show = testShow([testQuestion('phu-1', 10), testQuestion('phu-2', 10)], {
      ...{ join: 'signed-in', mode: 'accuracy', tie: { round: null } },
    });
    const run = await openTestRun(test, contest, show);
    const { socket: mc } = await openMc(test, contest);
    const outsider = await connect(test.url, '/show', an.cookie);
    const joining = { code: run.row.code, playerKey: 'x'.repeat(40), nickname: null, unitCode: null };
    expect(await say(outsider as never, 'run:join', joining)).toMatchObject({ refusal: { code: 'only_equals' } });
    const phones: ScriptedPhone[] = [];
    for (const { cookie } of [binh, chi]) phones.push(await joinByPhone(test, run.row.code, '', { cookie }));
    const drive = (command: ShowCommand = { do: 'next' }) =>
      must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command }));
    const ask = async (right: readonly number[]) => {
      await drive();
      await drive();
      const { asking, opensAtMs, locksAtMs } = run.state.current ?? { asking: 0, opensAtMs: 0, locksAtMs: 0 };
      test.clock.set(opensAtMs);
      for (const at of right) await phones[at]?.answer(asking, 'b');
      test.clock.set(locksAtMs + 300);
      await drive();
    };
    await ask([0, 1]);
    await ask([1]);
    await drive({ do: 'end' });

    expect(await readTie()).toMatchObject({ played: [{ runId: run.row.id, code: run.row.code }] });
    const decision: DecisionWanted = { kind: 'played', runId: run.row.id };
    const preview = await must(desk.post<DecisionPreview>(`${path}/preview`, { base: 1, decision }));
    expect(preview.lists.length).toBeGreaterThan(0);
    await must(desk.post(`${path}/decide`, { base: 1, decision, reason }));
    expect((await must(desk.get<ResultDesk>(path))).ties).toEqual([]);
    const rows = await test.db.query<{ contestant_id: string }>(
      'select contestant_id from standing_rows where round_id = $1 and version = 2 order by list_no, position limit 4',
      [round.roundId],
    );
    const inOrder = [an, chi, binh, dung].map(({ contestantId }) => contestantId); // who alone was absent is last
    expect(rows.map(({ contestant_id }) => contestant_id)).toEqual(inOrder);
    const trail = JSON.stringify(await readActs(test.db, contest.contestId, 50));
    expect(trail).toContain(run.row.id);
    expect(trail).toContain(reason);
    for (const socket of [mc, outsider, ...phones.map((phone) => phone.socket)]) socket.disconnect();
  });

  it('[H30] none opens where no tie waits', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const show = testShow([testQuestion('phu-1', 10)], { join: 'signed-in', tie: { round: null } });
    await expect(openTestRun(test, contest, show)).rejects.toThrow('nothing_to_do');
  });
});
