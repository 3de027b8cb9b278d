import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { readUnits } from '../contest/contests-sql.ts';
import { appendRoundEvent } from '../contest/round-events-sql.ts';
import { enterByStaffLink, inviteStaff } from '../people/staff-links.ts';

describe('tables of units and leaders of units', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null, unitCode: string | null = null) =>
    (await openStaff(test, { role, contestId, unitCode })).token;
  async function post(contestId: string, token: string, body: string | Buffer, write = false) {
    const response = await fetch(`${test.url}/api/organizer/contests/${contestId}/units${write ? '?write=true' : ''}`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'text/csv' },
      body,
    });
    return { status: response.status, result: (await response.json()) as Result<UnitTablePreview> };
  }
  const table =
    '\ufeffMã;Tên đơn vị;Cấp;Trực thuộc;Sĩ số;Ngày chốt\r\n42.A.02;"Ban Dân vận; Tuyên giáo";Cơ quan;;30;15/02/2026\r\n42.A.01;;;;40;15/02/2026\r\nX1;Hỏng;Cơ quan;khong-co;;\r\n';

  it('[U3] a table is shown first and changes nothing; written, the good lines are kept and the act is in the trail', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', null);
    const before = await readUnits(test.db, contest.contestId);
    const shown = await post(contest.contestId, token, table);
    expect(shown.result).toMatchObject({
      ok: true,
      value: { counts: { new: 1, changed: 1, same: 0 }, problemCount: 1, written: false },
    });
    expect(await readUnits(test.db, contest.contestId)).toEqual(before);

    const kept = await post(contest.contestId, token, table, true);
    expect(kept.result).toMatchObject({
      ok: true,
      value: { written: true, problems: [{ line: 4, column: 'parent', problem: 'parent_unknown', value: 'khong-co' }] },
    });
    const units = test.app.contests.byId(contest.contestId)?.units.units;
    expect(units?.get('42.A.02')).toMatchObject({
      name: 'Ban Dân vận; Tuyên giáo',
      headcount: 30,
      headcountDate: '2026-02-15',
    });
    expect(units?.get('42.A.01')).toMatchObject({ name: 'Sở Nội vụ', headcount: 40 });
    expect(units?.size).toBe(before.length + 1);
    const [line] = await readActs(test.db, contest.contestId, 1);
    expect(line).toMatchObject({ act: 'units:load', detail: { added: 1, changed: 1, leftOut: 1 } });
  });

  it('[J23] one unit is changed and one added with a reason; its headcount counts, the trail has both, contradictions are refused', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', null);
    const change = async (body: object) => {
      const response = await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/units/change`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Result<null>;
    };
    const known = (await readUnits(test.db, contest.contestId)).find(({ code }) => code === '42.A.01')!;
    const { code, level, block, parentCode, validFrom, validTo, replacedBy, headcountSource } = known;
    const unit = {
      ...{ code, level, block, parentCode, validFrom, validTo, replacedBy, headcountSource },
      ...{ name: 'Sở Nội vụ (mới)', headcount: 77, headcountDate: '2026-02-20' },
    };
    const reason = 'sáp nhập theo nghị quyết';
    expect(await change({ isNew: false, unit, reason })).toMatchObject({ ok: true });
    expect(test.app.contests.byId(contest.contestId)?.units.units.get(code)).toMatchObject({
      name: 'Sở Nội vụ (mới)',
      headcount: 77,
    });
    const [line] = await readActs(test.db, contest.contestId, 1);
    expect(line).toMatchObject({
      ...{ act: 'units:change', object: code },
      detail: { reason, before: { name: known.name }, after: { headcount: 77 } },
    });
    expect(await change({ isNew: true, unit, reason })).toMatchObject({ refusal: { code: 'file_invalid' } });
    expect(await change({ isNew: true, unit: { ...unit, code: 'M1', parentCode: 'khong-co' }, reason })).toMatchObject({
      refusal: { code: 'file_invalid' },
    });
    expect(await change({ isNew: true, unit: { ...unit, code: 'M1', name: 'Đơn vị mới' }, reason })).toMatchObject({
      ok: true,
    });
    expect(await change({ isNew: false, unit: { ...unit, code: 'KHONG' }, reason })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await change({ isNew: false, unit, reason: '' })).toMatchObject({ refusal: { code: 'malformed' } });
  });

  it('[U2] a file that cannot be read, an empty one and one that is too large are refused with the reason', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', contest.contestId);
    const problemsOf = async (body: Buffer) => {
      const { result } = await post(contest.contestId, token, body);
      return result.ok && result.value.problems;
    };
    expect(await problemsOf(Buffer.from([0x4d, 0xe3, 0x2c, 0xff]))).toEqual([
      { line: 0, column: null, problem: 'encoding_unread', value: '' },
    ]);
    expect(await problemsOf(Buffer.alloc(0))).toMatchObject([{ line: 0, problem: 'header_missing' }]);
    expect((await post(contest.contestId, token, Buffer.alloc(9 * 1024 * 1024))).status).toBe(413);
  });

  it('[U3] once all rounds are settled the units stay', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', contest.contestId);
    for (const each of contest.rounds) {
      await appendRoundEvent(
        test.db,
        each.roundId,
        0,
        { kind: 'settled', detail: { standingVersion: 1 } },
        test.clock.nowMs(),
        'test',
      );
    }
    await test.app.contests.load(contest.contestId);
    expect((await post(contest.contestId, token, table, true)).result).toMatchObject({
      ok: false,
      refusal: { code: 'not_allowed' },
    });
  });

  it('[U4] an organizer of another contest finds none; neither does a stranger', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const token = await staff('organizer', other.contest.contestId);
    expect((await post(contest.contestId, token, table)).status).toBe(404);
    expect((await post('khong-phai', token, table)).status).toBe(404);
    expect((await post(contest.contestId, 'a'.repeat(32), table)).status).toBe(401);
  });

  it("[U4] a leader's link opens the own unit alone; other routes refuse it, and the refusal is in the trail", async () => {
    const { contest } = await makeContest(test.app, testRules());
    const made = await inviteStaff(
      test.app,
      { actor: 'test', organizationId: null, contestIds: null },
      { contestId: contest.contestId, role: 'unit-leader', unitCode: '436', revokeOthers: false },
    );
    const entered = await enterByStaffLink(test.app, made.ok ? (made.value.path.split('#')[1] ?? '') : '');
    if (!entered.ok) throw new Error('the link opens');
    expect(entered.value.goTo).toBe('/don-vi');
    const line = (gateway: string) =>
      io(`${test.url}${gateway}`, {
        transports: ['websocket'],
        extraHeaders: { cookie: `hoithi_staff=${entered.value.token}` },
        reconnection: false,
      });
    const own = line('/unit-leader');
    const codesOf = (view: LeaderView) => [view.own.code, ...view.children.map((unit) => unit.code)];
    const view = (await own.emitWithAck('view:enter', {})) as Result<LeaderView>;
    expect(view.ok && codesOf(view.value)).toEqual(['436', '18070']);
    const update = new Promise<LeaderView>((resolve) => own.once('view', resolve));
    await test.app.live.refresh(contest.contestId);
    expect(codesOf(await update)).toEqual(['436', '18070']);
    own.close();
    for (const gateway of ['/organizer', '/mc']) {
      const wrong = line(gateway);
      const refused = await new Promise<Error>((resolve) => wrong.on('connect_error', resolve));
      expect(refused.message).toBe('not_allowed');
      wrong.close();
    }
    expect((await post(contest.contestId, entered.value.token, table)).status).toBe(403);
    // A refused connection fails at once; its entry is written beside, in whatever order.
    await vi.waitFor(async () => {
      const trail = (await readActs(test.db, contest.contestId, 20)).filter(({ act }) => act === 'access:refused');
      expect(trail.map(({ act, object }) => `${act} ${object}`).toSorted()).toEqual([
        'access:refused namespace mc',
        'access:refused namespace organizer',
        'access:refused units',
      ]);
    }, 10_000);
  });

  it("[U4] a new link may close that unit's earlier ones, and no other unit's", async () => {
    const { contest } = await makeContest(test.app, testRules());
    const invite = async (unitCode: string, revokeOthers = false) => {
      const made = await inviteStaff(
        test.app,
        { actor: 'test', organizationId: null, contestIds: null },
        { contestId: contest.contestId, role: 'unit-leader', unitCode, revokeOthers },
      );
      return made.ok ? (made.value.path.split('#')[1] ?? '') : made.refusal.code;
    };
    const first = await invite('436');
    const entered = await enterByStaffLink(test.app, first);
    if (!entered.ok) throw new Error('the link opens');
    const joined = io(`${test.url}/unit-leader`, {
      transports: ['websocket'],
      extraHeaders: { cookie: `hoithi_staff=${entered.value.token}` },
      reconnection: false,
    });
    await joined.emitWithAck('view:enter', {});
    const cut = new Promise((resolve) => joined.once('disconnect', resolve));
    const other = await invite('42.A.01', true); // another unit's
    expect((await enterByStaffLink(test.app, other)).ok).toBe(true);
    expect(joined.connected).toBe(true);
    await invite('436', true);
    expect(await cut).toBe('io server disconnect');
    expect((await enterByStaffLink(test.app, first)).ok).toBe(false);
    expect(await invite('khong-co')).toBe('not_found');
  });
});
