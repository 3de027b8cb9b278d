import type { CollectiveDesk } from '@hoithi/shared/contract/collective-standing';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';

describe('the routes of collective prizes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole, contestId: string | null, unitCode: string | null = null) =>
    (await openStaff(test, { role, contestId, unitCode })).token;
  async function ask(contestId: string, token: string, act = '', body?: string) {
    const response = await fetch(`${test.url}/api/organizer/contests/${contestId}/collective${act}`, {
      method: act === '' ? 'GET' : 'POST',
      headers: {
        cookie: `hoithi_staff=${token}`,
        'content-type': act.endsWith('decide') ? 'application/json' : 'text/csv',
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, result: (await response.json()) as Result<CollectiveDesk> };
  }

  it('[G11] the organizer sees the awards; what cannot be done yet is refused by its code', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await staff('organizer', contest.contestId);
    const { status, result } = await ask(contest.contestId, token);
    expect(status).toBe(200);
    expect(result).toMatchObject({ ok: true, value: { awards: [{ at: 0, provisional: true }], resultsPath: null } });
    expect((await ask(contest.contestId, token, '/awards/0/store')).result).toMatchObject({
      refusal: { code: 'round_phase', phase: 'open' },
    });
    expect((await ask(contest.contestId, token, '/awards/7/store')).status).toBe(404);
    expect((await ask(contest.contestId, token, '/awards/x/store')).status).toBe(400);
    const tie = JSON.stringify({ units: ['18070', '42.A.01'], reason: 'Theo biên bản' });
    expect((await ask(contest.contestId, token, '/awards/0/decide', tie)).result).toMatchObject({
      refusal: { code: 'round_phase', phase: 'open' },
    });
    expect((await ask(contest.contestId, token, '/awards/7/decide', tie)).status).toBe(404);
    const nothing = ['', '{}', 'x', JSON.stringify({ units: [], reason: 'Theo biên bản' })];
    for (const bad of [...nothing, JSON.stringify({ units: ['18070', '42.A.01'], reason: ' ' })])
      expect((await ask(contest.contestId, token, '/awards/0/decide', bad)).status).toBe(400);
    expect((await ask(contest.contestId, token, '/standings/1/publish')).status).toBe(404);
    expect((await ask(contest.contestId, token, '/groups', 'Mã;Nhóm')).result).toMatchObject({
      refusal: { code: 'nothing_to_do' }, // no award asks for groups
    });
  });

  it('[G11] an MC and a unit leader are refused by each route, and who tried is in the audit trail', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const gateways = ['', '/awards/0/store', '/awards/0/decide', '/standings/1/publish', '/groups'];
    for (const token of [await staff('mc', contest.contestId), await staff('unit-leader', contest.contestId, '436')]) {
      for (const gateway of gateways) expect((await ask(contest.contestId, token, gateway)).status).toBe(403);
    }
    const trail = await readActs(test.db, contest.contestId, 20);
    expect(trail.filter(({ act, object }) => act === 'access:refused' && object === 'collective')).toHaveLength(2); // a line for each of the two, not for each try
  });

  it('[G11] a stranger and an organizer of another contest see nothing', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    expect((await ask(contest.contestId, 'a'.repeat(32))).status).toBe(401);
    expect((await ask(contest.contestId, await staff('organizer', other.contest.contestId))).status).toBe(404);
  });
});
