import { createHash } from 'node:crypto';
import type { StaffLinkView } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { say } from '../../test/scripted-contestant.ts';
import { connect } from '../../test/scripted-show.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import type { CachedContest } from '../contest/contests.ts';
import { enterByStaffLink, inviteStaff } from '../people/staff-links.ts';
import { openScreen } from '../show/screens-sql.ts';

describe('links for people without accounts', { timeout: 60_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let cookie: string;
  let by: { actor: string; organizationId: string; contestIds: null };
  beforeAll(async () => {
    test = await openTestApp();
    const { accountId, session } = await openAccount(test, [{ role: 'secretary', contestId: null, unitCode: null }]);
    cookie = `hoithi_staff=${session.token}`;
    by = { actor: `account:${accountId}`, organizationId: '', contestIds: null };
  });
  beforeEach(async () => {
    ({ contest } = await makeContest(test.app, testRules()));
    by.organizationId = contest.organizationId;
  });
  afterAll(() => test.close());

  const path = (rest = '') => `${test.url}/api/organizer/contests/${contest.contestId}/links${rest}`;
  async function list(): Promise<StaffLinkView[]> {
    const result = (await (await fetch(path(), { headers: { cookie } })).json()) as Result<StaffLinkView[]>;
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    return result.value;
  }
  const close = (id: string) => fetch(path(`/${id}/close`), { method: 'POST', headers: { cookie, origin: test.url } });
  async function make(role: 'mc' | 'unit-leader', unitCode: string | null = null): Promise<string> {
    const made = await inviteStaff(test.app, by, { contestId: contest.contestId, role, unitCode, revokeOthers: false });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value.path.split('#')[1] ?? '';
  }
  async function enter(token: string): Promise<string> {
    const entered = await enterByStaffLink(test.app, token);
    if (!entered.ok) throw new Error(JSON.stringify(entered.refusal));
    return `hoithi_staff=${entered.value.token}`;
  }

  it('[I30] they are listed with who made them, for what, until when, and how many sessions are open', async () => {
    const mc = await make('mc');
    await make('unit-leader', '18070');
    await enter(mc);
    await enter(mc);
    const { token } = await openScreen(test.db, contest.contestId);
    const screen = await connect(test.url, '/screen', null);
    await say(screen as never, 'view:enter', { token });
    await expect.poll(async () => (await list())[2]?.sessions).toBe(1);
    expect(await list()).toMatchObject([
      { role: 'mc', unitCode: null, madeBy: 'Trần Thị Thử', madeAtMs: test.clock.nowMs(), sessions: 2 },
      { role: 'unit-leader', unitCode: '18070', unitName: 'Phường Trần Phú', sessions: 0 },
      { id: 'screen', role: 'screen', madeBy: null, expiresAtMs: null },
    ]);
    expect((await close('screen')).status).toBe(200);
    await expect.poll(async () => (await list())[2]?.sessions).toBe(0);
    screen.disconnect();
    const inspector = await openAccount(test, [{ role: 'inspector', contestId: null, unitCode: null }]);
    const own = cookie;
    cookie = `hoithi_staff=${inspector.session.token}`;
    expect(await list()).toHaveLength(3);
    expect((await close('screen')).status).toBe(403); // an inspector changes nothing
    cookie = own;
  });

  it('[I31] closing one closes its sessions and sockets alone, and is in the trail', async () => {
    const [first, second] = [await make('mc'), await make('mc')];
    const [gone, stays] = [await enter(first), await enter(second)];
    const sockets = [await connect(test.url, '/mc', gone), await connect(test.url, '/mc', stays)] as const;
    const cut = new Promise<void>((resolve) => sockets[0].once('disconnect', () => resolve()));
    const id = await idOf(first);
    expect(await (await close(id)).json()).toEqual({ ok: true, value: { sessions: 1 } });
    await cut;
    expect(await say(sockets[1] as never, 'view:enter', {})).toMatchObject({ ok: true });
    expect(await enterByStaffLink(test.app, first)).toMatchObject({ ok: false, refusal: { code: 'link_closed' } });
    expect((await list()).map((each) => each.id)).toEqual([await idOf(second), 'screen']);
    const row = (await readActs(test.db, contest.contestId, 1))[0];
    expect(row).toMatchObject({ act: 'staff:close-link', object: 'mc', detail: { link: id, sessions: 1 } });
    expect((await close(id)).status).toBe(404);
    sockets[1].disconnect();
  });

  it('[I31] who opens a link at the instant in which it is closed is not left with a session', async () => {
    for (let round = 0; round < 10; round++) {
      const token = await make('mc');
      const id = await idOf(token);
      const [entered] = await Promise.all([enterByStaffLink(test.app, token), close(id)]);
      const left = await test.db.query(
        'select 1 from sessions s join staff_links l on l.token_hash = s.link_hash where l.id = $1',
        [id],
      );
      expect([entered.ok, left.length]).toEqual([entered.ok, 0]);
    }
  });

  it('[I31] a link of another contest is not closed by this one', async () => {
    const id = await idOf(await make('mc'));
    const other = await makeContest(test.app, testRules());
    const response = await fetch(`${test.url}/api/organizer/contests/${other.contest.contestId}/links/${id}/close`, {
      method: 'POST',
      headers: { cookie, origin: test.url },
    });
    expect(response.status).toBe(404);
    expect(await list()).toMatchObject([{ id }]);
  });

  it('[I32] all leader links of a level come as slips to cut: each with its unit, contest, and how long it is valid', async () => {
    const response = await fetch(`${test.url}/api/organizer/contests/${contest.contestId}/leader-links`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: test.url },
      body: JSON.stringify({ level: 'COMMUNE', revokeOthers: false, lang: 'vi', format: 'slips' }),
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const text = textOfPdf(Buffer.from(await response.arrayBuffer())).replace(/\s+/g, ' ');
    expect(text).toContain('Phường Trần Phú');
    expect(text).toContain('Dành riêng cho trưởng đơn vị');
    expect(text).toMatch(/Có hiệu lực đến hết ngày .*2026/);
    expect((await list()).filter(({ role }) => role === 'unit-leader')).toHaveLength(1);
  });

  /** The id of the link that a token opens. */
  async function idOf(token: string): Promise<string> {
    const hash = createHash('sha256').update(`staff:${token}`).digest('base64url');
    const [row] = await test.db.query<{ id: string }>('select id from staff_links where token_hash = $1', [hash]);
    return row?.id ?? '';
  }
});
