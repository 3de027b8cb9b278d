import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readStaffSession } from '../web/sessions-sql.ts';
import { enterByStaffLink, inviteStaff } from './staff-links.ts';

describe('links for staff', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const invite = async (contestId: string, revokeOthers = false, by: string | null = null) => {
    const made = await inviteStaff(
      test.app,
      { actor: 'test', organizationId: null, contestIds: by === null ? null : [by] },
      { contestId, role: 'mc', unitCode: null, revokeOthers },
    );
    return made.ok ? (made.value.path.split('#')[1] ?? '') : made.refusal.code;
  };

  it("[O4] a link opens the MC's page of its contest on any number of devices for 30 days", async () => {
    const { contest } = await makeContest(test.app, testRules());
    const token = await invite(contest.contestId);
    for (let device = 0; device < 2; device++) {
      const entered = await enterByStaffLink(test.app, token);
      if (!entered.ok) throw new Error('the link opens');
      expect(entered.value.goTo).toBe('/mc');
      const session = await readStaffSession(test.db, entered.value.token, test.clock.nowMs());
      expect(session).toMatchObject({ grants: [{ role: 'mc', contestId: contest.contestId }] });
    }
    test.clock.advance(31 * 86_400_000);
    expect(await enterByStaffLink(test.app, token)).toMatchObject({ ok: false });
  });

  it('[O4] revoking closes earlier links and their sessions; an organizer of another contest may not', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const first = await invite(contest.contestId);
    const entered = await enterByStaffLink(test.app, first);
    if (!entered.ok) throw new Error('the link opens');
    const second = await invite(contest.contestId, true);
    expect(await enterByStaffLink(test.app, first)).toMatchObject({ ok: false, refusal: { code: 'link_closed' } });
    expect(await readStaffSession(test.db, entered.value.token, test.clock.nowMs())).toBeNull();
    expect(await enterByStaffLink(test.app, second)).toMatchObject({ ok: true });
    expect(await invite(contest.contestId, false, other.contest.contestId)).toBe('not_found');
  });
});
