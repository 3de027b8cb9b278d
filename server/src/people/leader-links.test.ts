import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { addExclusions, listExclusions, removeExclusions } from './exclusions.ts';
import { enterByStaffLink } from './staff-links.ts';

describe('who works for a contest and who may not take part', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[U4a] links of a whole level come as one sheet with code, unit and unit above; each opens its own unit', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const { token } = await openStaff(test, { role: 'organizer', contestId: contest.contestId });
    const make = (level: string) =>
      fetch(`${test.url}/api/organizer/contests/${contest.contestId}/leader-links`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json', origin: test.url },
        body: JSON.stringify({ level, revokeOthers: true, lang: 'vi' }),
      });
    expect((await make('Chi bộ')).status).toBe(404);
    const response = await make('COMMUNE');
    expect(response.headers.get('x-links-until')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const [sheet] = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
    const rows = (sheet?.data ?? []).slice(2);
    const units = [...contest.units.units.values()].filter(({ level }) => level === 'COMMUNE');
    expect(response.headers.get('x-links')).toBe(String(units.length));
    expect(rows.map(([code, name]) => [code, name])).toEqual(units.map(({ code, name }) => [code, name]));
    const [code, , above, address] = rows[0] ?? [];
    expect(above).toBe(contest.units.pathOf(String(code)).join(', '));
    expect(address).toMatch(new RegExp(`^${test.url}/vao#`));
    const entered = await enterByStaffLink(test.app, String(address).split('#')[1] ?? '');
    expect(entered).toMatchObject({ ok: true, value: { goTo: '/don-vi' } });
    const entry = (await readActs(test.db, contest.contestId, 1))[0];
    expect(entry).toMatchObject({ act: 'staff:invite', detail: { level: 'COMMUNE', units: units.length } });
    await make('COMMUNE');
    expect(await enterByStaffLink(test.app, String(address).split('#')[1] ?? '')).toMatchObject({ ok: false });
  });

  it('[S7a] the organizer reads who is excluded and takes people off the list; both are in the trail', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
    const { contestId } = contest;
    await addExclusions(test.app, by, {
      contestId,
      role: 'JURY',
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0912 345 678', '0913 345 678'],
    });
    const listed = async () => {
      const read = await listExclusions(test.app, by, contestId);
      return read.ok ? read.value.exclusions : [];
    };
    const why = { role: 'JURY', reason: 'Thành viên Ban Giám khảo', way: 'phone', actor: by.actor, name: null };
    const [first] = await listed();
    expect(await listed()).toMatchObject([
      { phone: '+84912345678', ...why },
      { phone: '+84913345678', ...why },
    ]);
    expect(await removeExclusions(test.app, by, { contestId, ids: [first?.id ?? ''] })).toMatchObject({
      value: { removed: 1 },
    });
    expect((await listed()).map(({ phone }) => phone)).toEqual(['+84913345678']);
    const acts = (await readActs(test.db, contestId, 3)).map(({ act }) => act);
    expect(acts).toEqual(['exclusions:list', 'exclusions:remove', 'exclusions:list']);
  });
});
