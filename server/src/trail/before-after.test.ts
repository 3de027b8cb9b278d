import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, sit } from '../../test/scripted-contestant.ts';
import { commandNaming } from '../../test/walk-staff.ts';
import { addExclusions, removeExclusions } from '../people/exclusions.ts';
import { readExclusions } from '../people/exclusions-sql.ts';
import { voidAttempt } from '../result/void-attempt.ts';
import { closeRound, extendRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { deleteOneRoster } from '../units/delete-rosters.ts';
import { loadRosters } from '../units/load-rosters.ts';
import { loadUnits } from '../units/load-units.ts';
import { mergeUnits } from '../units/merge-units.ts';

const reason = 'thử trước và sau';

describe('what an act changed', { timeout: 60_000 }, () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[O2a] an act that changes something says what was before and after, by whom by name', async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const { contestId } = contest;
    const { roundId } = round;
    const opened = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    const by = { actor: `account:${opened.accountId}`, organizationId: contest.organizationId, contestIds: null };
    const last = async () => (await readActs(test.db, contestId, 1))[0];
    const expectLast = async (act: string, before: object, after: object) =>
      expect(await last()).toMatchObject({ act, actorName: 'Trần Thị Thử', detail: { before, after } });

    await addExclusions(test.app, by, {
      contestId,
      role: 'JURY',
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0912345678', '0912345679'],
    });
    await expectLast('exclusions:add', { people: 0 }, { people: 2 });
    const [row] = await readExclusions(test.db, contestId, 1);
    await removeExclusions(test.app, by, { contestId, ids: [row?.id ?? ''] });
    await expectLast('exclusions:remove', { people: 2 }, { people: 1 });

    await mergeUnits(test.app, by, { contestId, code: '42.A.01', into: '18070', reason });
    await expectLast('units:merge', { into: null }, { into: '18070' });
    await mergeUnits(test.app, by, { contestId, code: '42.A.01', into: null, reason });
    await expectLast('units:unmerge', { into: '18070' }, { into: null });
    const units = Buffer.from('Mã;Tên đơn vị;Cấp;Trực thuộc;Sĩ số;Ngày chốt\n18070;;;;45;15/02/2026\n');
    expect(await loadUnits(test.app, by, contestId, units, true)).toMatchObject({ value: { written: true } });
    await expectLast('units:load', { '18070': 20 }, { '18070': 45 });

    const roster = Buffer.from(
      'Mã đơn vị;Họ và tên;Số điện thoại\n18070;Trần Văn A;0912345671\n18070;Trần Văn B;0912345672\n',
    );
    const how = { write: true, unitForAll: null };
    const now = () => test.app.contests.byId(contestId) ?? contest;
    expect(await loadRosters(test.app, by, now(), roster, how)).toMatchObject({ value: { written: true } });
    await expectLast('roster:load', { people: 0 }, { people: 2 });
    await deleteOneRoster(test.app, by, now(), '18070');
    await expectLast('roster:delete', { people: 2 }, { people: 0 });

    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 15, paceMs: 1_000 });
    const [attempt] = await test.db.query<{ id: string }>('select id from attempts where round_id = $1', [roundId]);
    await voidAttempt(test.app, by, { attemptId: attempt?.id ?? '', voided: true, reason });
    await expectLast('result:void', { standing: null }, { standing: null });

    const longer = round.closesAtMs + 3_600_000;
    await extendRound(test.app, by, { roundId, closesAt: new Date(longer).toISOString(), reason });
    await expectLast('round:extended', { closesAtMs: round.closesAtMs, seq: 0 }, { closesAtMs: longer, seq: 1 });
    const closed = await closeRound(test.app, by, { roundId, reason });
    await expectLast(
      'round:closed-early',
      { closesAtMs: longer },
      { closesAtMs: closed.ok && closed.value.closesAtMs },
    );
    test.clock.advance(60_000);
    await test.open.runTimetable();
    await finalizeRound(test, roundId);
    expect(await publishRound(test.app, by, roundId)).toMatchObject({ ok: true });
    await expectLast('round:published', { seq: 4 }, { seq: 5 });

    const cookie = `hoithi_staff=${(await openAccount(test, [{ role: 'mc', contestId, unitCode: null }])).session.token}`;
    await commandNaming(test, '/mc screen:show', { picture: 'participation' }, cookie);
    await expectLast('screen:show', { picture: 'welcome' }, { picture: 'participation' });
  });
});
