import { randomUUID } from 'node:crypto';
import type { Invited, OwnAccount, PermissionTable, StaffList } from '@hoithi/shared/contract/accounts';
import type { Grant, StaffRole } from '@hoithi/shared/contract/staff';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type Browser, joinByPassword, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';

const wide = (role: StaffRole): Grant => ({ role, contestId: null, unitCode: null });

describe('accounts of staff', () => {
  let test: TestApp;
  let contest: CachedContest;
  let other: CachedContest;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    contest = (await makeContest(test.app, testRules())).contest;
    other = (await makeContest(test.app, testRules())).contest;
  });
  beforeEach(() =>
    test.db.query('truncate accounts, account_roles, invitations, sessions cascade').then(() => undefined),
  );
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => test.close());

  type Person = { accountId: string; browser: Browser };
  async function open(grants: readonly Grant[], organizationId: string | null = null): Promise<Person> {
    const { accountId, session } = await openAccount(test, grants, organizationId);
    return { accountId, browser: openBrowser(test, `hoithi_staff=${session.token}`) };
  }
  async function otherOrganization(): Promise<string> {
    const id = randomUUID();
    await test.db.query('insert into organizations (id, name, made_at_ms) values ($1, $2, $3)', [
      id,
      'Đơn vị khác',
      9e12,
    ]);
    return id;
  }
  const roles = ({ browser }: Person, accountId: string, grants: readonly Grant[]) =>
    browser.post(`/api/accounts/${accountId}/roles`, { grants });
  const remove = ({ browser }: Person, accountId: string) => browser.post(`/api/accounts/${accountId}/remove`);
  const list = ({ browser }: Person) => must(browser.get<StaffList>('/api/accounts'));

  async function connect({ browser }: Person, namespace: string): Promise<{ socket: Socket; refused: string | null }> {
    const socket = io(`${test.url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: browser.cookie },
    });
    sockets.push(socket);
    const refused = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', (error) => resolve(error.message));
    });
    return { socket, refused };
  }
  const cut = (socket: Socket) => new Promise<void>((resolve) => void socket.once('disconnect', () => resolve()));

  it('[I13] the last organizer neither loses the role nor is removed, and removes nobody into that', async () => {
    const chief = await open([wide('organizer')]);
    expect(await remove(chief, chief.accountId)).toMatchObject({ refusal: { code: 'last_organizer' } });
    expect(await roles(chief, chief.accountId, [wide('secretary')])).toMatchObject({
      refusal: { code: 'last_organizer' },
    });
    const one = { role: 'organizer', contestId: contest.contestId, unitCode: null } as const;
    expect(await roles(chief, chief.accountId, [one])).toMatchObject({ refusal: { code: 'last_organizer' } });
    const second = await open([wide('organizer')]);
    expect(await roles(chief, chief.accountId, [wide('secretary')])).toMatchObject({ ok: true });
    expect(await remove(second, second.accountId)).toMatchObject({ refusal: { code: 'last_organizer' } });
    expect(await remove(chief, second.accountId)).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('[I13] of two organizers who remove each other at the same instant one stays, ten times over', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await test.db.query('truncate accounts, account_roles, sessions cascade');
      const [a, b] = [await open([wide('organizer')]), await open([wide('organizer')])];
      const results = await Promise.all([remove(a, b.accountId), remove(b, a.accountId)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await test.db.query('select 1 from accounts where removed_at_ms is null')).toHaveLength(1);
    }
  });

  it('[I13] two organizers who give their own role up at the same instant leave one', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await test.db.query('truncate accounts, account_roles, sessions cascade');
      const [a, b] = [await open([wide('organizer')]), await open([wide('organizer')])];
      const results = await Promise.all([roles(a, a.accountId, []), roles(b, b.accountId, [])]);
      expect(results.map((each) => (each.ok ? 'ok' : each.refusal.code)).sort()).toEqual(['last_organizer', 'ok']);
    }
  });

  it('[I6] a role that is taken away cuts its sockets, and whoever comes back is refused; what is left stays open', async () => {
    const chief = await open([wide('organizer')]);
    const both = await open([wide('secretary'), { role: 'mc', contestId: contest.contestId, unitCode: null }]);
    const desk = await connect(both, '/organizer');
    const show = await connect(both, '/mc');
    expect([desk.refused, show.refused]).toEqual([null, null]);
    const gone = Promise.all([cut(desk.socket), cut(show.socket)]);
    await must(roles(chief, both.accountId, [{ role: 'mc', contestId: contest.contestId, unitCode: null }]));
    await gone;
    expect((await connect(both, '/organizer')).refused).toBe('not_allowed');
    expect((await connect(both, '/mc')).refused).toBeNull();
    expect(await both.browser.get('/api/accounts')).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('[I6] a removed account: its sessions end, its sockets are cut, and its name stays for the trail', async () => {
    const chief = await open([wide('organizer')]);
    const secretary = await open([wide('secretary')]);
    const { socket } = await connect(secretary, '/organizer');
    const gone = cut(socket);
    await must(remove(chief, secretary.accountId));
    await gone;
    expect((await connect(secretary, '/organizer')).refused).toBe('not_signed_in');
    expect(await secretary.browser.get('/api/account')).toMatchObject({ refusal: { code: 'not_signed_in' } });
    expect(await remove(chief, secretary.accountId)).toMatchObject({ refusal: { code: 'not_found' } });
    const { accounts } = await list(chief);
    expect(accounts.find(({ accountId }) => accountId === secretary.accountId)).toMatchObject({
      name: 'Trần Thị Thử',
      grants: [],
      removedAtMs: test.clock.nowMs(),
    });
  });

  it('[I2] giving and taking roles is in the trail with before and after', async () => {
    const chief = await open([wide('organizer')]);
    const judge = await open([wide('judge')]);
    const unit = { role: 'unit-leader', contestId: contest.contestId, unitCode: '436' } as const;
    await must(roles(chief, judge.accountId, [wide('judge'), wide('judge'), unit]));
    const [row] = await test.db.query<object>(
      "select actor, object, detail, organization_id from audit where act = 'account:roles' order by id desc limit 1",
    );
    expect(row).toMatchObject({
      actor: `account:${chief.accountId}`,
      object: `account ${judge.accountId}`,
      detail: {
        before: [{ role: 'judge' }],
        after: [{ role: 'judge' }, { role: 'unit-leader', contest: contest.contestId, unit: '436' }],
      },
    });
    const { accounts } = await list(chief);
    expect(accounts.find(({ accountId }) => accountId === judge.accountId)?.grants[1]).toMatchObject({
      unitName: 'Thành phố Hà Tĩnh',
      contestName: contest.rulebook.meta.name.vi,
    });
  });

  it('[I2] who gives roles in one contest gives none beyond it, takes none, and neither resets nor removes anybody', async () => {
    const chief = await open([wide('organizer')]);
    const local = await open([{ role: 'organizer', contestId: contest.contestId, unitCode: null }]);
    const here = { role: 'judge', contestId: contest.contestId, unitCode: null } as const;
    const there = { ...here, contestId: other.contestId };
    const both = await open([here, there, wide('inspector')]);
    const invite = (grants: readonly Grant[]) =>
      local.browser.post<Invited>('/api/accounts/invite', { name: 'Lan', function: '', grants });
    expect(await invite([wide('mc')])).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await invite([here, there])).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await invite([here])).toMatchObject({ ok: true });
    expect(await roles(local, both.accountId, [wide('organizer')])).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await roles(local, local.accountId, [wide('organizer')])).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await local.browser.post(`/api/accounts/${chief.accountId}/reset`)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await remove(local, both.accountId)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await roles(local, both.accountId, [])).toMatchObject({ ok: true });
    const left = (await list(chief)).accounts.find(({ accountId }) => accountId === both.accountId)?.grants;
    expect(left?.map(({ role, contestId }) => [role, contestId])).toEqual([
      ['inspector', null],
      ['judge', other.contestId],
    ]);
    const seen = await list(local);
    expect(seen.accounts.map(({ accountId }) => accountId)).toEqual([local.accountId]);
    expect(seen.contests.map(({ contestId }) => contestId)).toEqual([contest.contestId]);
  });

  it('[I5] accounts, invitations and roles of another organization are not found', async () => {
    const chief = await open([wide('organizer')]);
    const stranger = await open([wide('organizer')], await otherOrganization());
    const grants = [wide('secretary')];
    const invited = await must(
      chief.browser.post<Invited>('/api/accounts/invite', { name: 'Lan', function: '', grants }),
    );
    const notFound = { refusal: { code: 'not_found' } };
    expect(await roles(stranger, chief.accountId, grants)).toMatchObject(notFound);
    expect(await remove(stranger, chief.accountId)).toMatchObject(notFound);
    expect(await stranger.browser.post(`/api/accounts/${chief.accountId}/reset`)).toMatchObject(notFound);
    expect(await stranger.browser.post(`/api/accounts/invitations/${invited.id}/revoke`)).toMatchObject(notFound);
    const theirs = { role: 'judge', contestId: contest.contestId, unitCode: null };
    expect(
      await stranger.browser.post('/api/accounts/invite', { name: 'Lan', function: '', grants: [theirs] }),
    ).toMatchObject(notFound);
    const seen = await list(stranger);
    expect(seen.accounts.map(({ accountId }) => accountId)).toEqual([stranger.accountId]);
    expect([seen.invitations, seen.contests]).toEqual([[], []]);
    const [used] = await test.db.query<{ revoked_at_ms: number | null }>('select revoked_at_ms from invitations');
    expect(used?.revoked_at_ms).toBeNull();
  });

  it('[I3] changing accounts asks for a fresh proof', async () => {
    const chief = await open([wide('organizer')]);
    test.clock.advance(600_001);
    const proved = { refusal: { code: 'prove_again' } };
    expect(await remove(chief, chief.accountId)).toMatchObject(proved);
    expect(await roles(chief, chief.accountId, [])).toMatchObject(proved);
    expect(await chief.browser.post('/api/accounts/invite', {})).toMatchObject(proved);
    expect(await chief.browser.get('/api/accounts')).toMatchObject({ ok: true });
  });

  const weighs = ['collective:decide', 'attempt:void', 'contacts:read', 'attempts:find', 'exclusions:read'] as const;
  it.each(weighs)('[I3] decisions and contact data ask for a fresh proof: %s', async (permission) => {
    const chief = await open([wide('organizer')]);
    const table = await must(chief.browser.get<PermissionTable>('/api/permissions'));
    expect(table.permissions.find(({ id }) => id === permission)).toMatchObject({ weighty: true });
  });

  it('[I3] reading phone numbers over a socket asks for a fresh proof', async () => {
    const chief = await open([wide('organizer')]);
    const { socket } = await connect(chief, '/organizer');
    const { contestId } = contest;
    const list = () => socket.emitWithAck('exclusions:list', { contestId });
    expect(await list()).toMatchObject({ ok: true });
    test.clock.advance(600_001);
    expect(await list()).toMatchObject({ refusal: { code: 'prove_again' } });
    expect(await socket.emitWithAck('attempts:find', { contestId, phone: '0912345678' })).toMatchObject({
      refusal: { code: 'prove_again' },
    });
    const path = `/api/organizer/contests/${contestId}/collective/awards/0/decide`;
    expect(await chief.browser.post(path, {})).toMatchObject({ refusal: { code: 'prove_again' } });
  });

  it('[I4a] a session that runs out closes its sockets, and nothing more is done for it', async () => {
    const chief = await open([wide('organizer')]);
    const { socket } = await connect(chief, '/organizer');
    test.clock.advance(7 * 86_400_000 + 1);
    const gone = cut(socket);
    socket.emit('view:enter', {}, () => undefined);
    await gone;
    const soon = await open([wide('organizer')]);
    await test.db.query('update sessions set expires_at_ms = $1', [test.clock.nowMs() + 500]);
    const watching = await connect(soon, '/organizer');
    expect(watching.refused).toBeNull();
    await cut(watching.socket);
  });

  it('[I1b] an invitation stands only as long as whoever made it may give its roles', async () => {
    const chief = await open([wide('organizer')]);
    const second = await open([wide('organizer')]);
    const third = await open([wide('secretary')]);
    const opens = (path: string) => chief.browser.post('/api/staff/invitation', { token: path.split('#')[1] });
    const invite = (person: Person) =>
      must(
        person.browser.post<Invited>('/api/accounts/invite', {
          name: 'Lan',
          function: '',
          grants: [wide('organizer')],
        }),
      );
    const invited = await invite(second);
    const reset = await must(second.browser.post<Invited>(`/api/accounts/${third.accountId}/reset`));
    expect([await opens(invited.path), await opens(reset.path)]).toMatchObject([{ ok: true }, { ok: true }]);
    await must(roles(chief, second.accountId, [{ role: 'organizer', contestId: contest.contestId, unitCode: null }]));
    const used = { refusal: { code: 'link_used' } };
    expect([await opens(invited.path), await opens(reset.path)]).toMatchObject([used, used]);
    await must(roles(chief, second.accountId, [wide('organizer')]));
    const later = await invite(second);
    await must(remove(chief, second.accountId));
    expect(await opens(later.path)).toMatchObject(used);
  });

  it('[I1b] of an invitation that is used while its maker is removed, either comes first', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const chief = await open([wide('organizer')]);
      const maker = await open([wide('organizer')]);
      const third = await open([wide('secretary')]);
      const { path } = await must(maker.browser.post<Invited>(`/api/accounts/${third.accountId}/reset`));
      const browser = openBrowser(test);
      const joining = joinByPassword(test, browser, path.split('#')[1] ?? '').then(
        () => true,
        () => false,
      );
      expect(await remove(chief, maker.accountId)).toMatchObject({ ok: true });
      await joining;
      const acts = await test.db.query<{ act: string }>(
        `select act from audit where object = any($1) and act in ('account:remove', 'account:means-anew') order by id desc`,
        [[`account ${maker.accountId}`, `account ${third.accountId}`]],
      );
      expect(acts[0]?.act).toBe('account:remove');
    }
  });

  it('[I14] somebody sees the own sessions, and ends one or all others with their sockets', async () => {
    const first = await open([wide('secretary')]);
    const more = await Promise.all(
      [1, 2].map(async () => {
        const { openSession } = await import('../web/sessions-sql.ts');
        const opening = { kind: 'account', accountId: first.accountId, device: 'Firefox 145 · Android' } as const;
        const { token } = await openSession(test.db, opening, test.clock.nowMs());
        return { accountId: first.accountId, browser: openBrowser(test, `hoithi_staff=${token}`) };
      }),
    );
    const own = await must(first.browser.get<OwnAccount>('/api/account'));
    expect(own.sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(own.sessions.map(({ device }) => device)).toContain('Firefox 145 · Android');
    const [second, third] = more as [Person, Person];
    const kept = await connect(first, '/organizer');
    const open2 = await connect(second, '/organizer');
    const open3 = await connect(third, '/organizer');
    const secondId = (await must(second.browser.get<OwnAccount>('/api/account'))).sessions.find(
      ({ isThis }) => isThis,
    )?.id;
    const gone2 = cut(open2.socket);
    await must(first.browser.post(`/api/account/sessions/${secondId}/end`));
    await gone2;
    expect(open3.socket.connected).toBe(true);
    expect(await second.browser.get('/api/account')).toMatchObject({ refusal: { code: 'not_signed_in' } });
    const gone3 = cut(open3.socket);
    expect(await first.browser.post('/api/account/sessions/end-others')).toEqual({ ok: true, value: { ended: 1 } });
    await gone3;
    expect(kept.socket.connected).toBe(true);
    const foreign = await open([wide('secretary')]);
    const id = own.sessions.find(({ isThis }) => isThis)?.id;
    expect(await foreign.browser.post(`/api/account/sessions/${id}/end`)).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('[I14] somebody changes the own name and function; the trail says which, not what', async () => {
    const person = await open([wide('secretary')]);
    await must(person.browser.post('/api/account', { name: ' Phạm Thị Dung ', function: 'Phó ban' }));
    expect(await must(person.browser.get('/api/account'))).toMatchObject({
      name: 'Phạm Thị Dung',
      function: 'Phó ban',
    });
    const trail = await test.db.query<{ detail: object }>("select detail from audit where act = 'account:change'");
    expect(trail.at(-1)?.detail).toEqual({ changed: ['full name', 'function'] });
  });

  it('[I4] whoever came by a link or entered the demo has no account to see, and invites nobody', async () => {
    const { contest: demo } = await makeContest(test.app, testRules(), true);
    const { openStaff } = await import('../../test/open-staff.ts');
    const { token } = await openStaff(test, { role: 'organizer', contestId: demo.contestId });
    const visitor = openBrowser(test, `hoithi_staff=${token}`);
    const refused = { refusal: { code: 'not_allowed' } };
    expect(await visitor.get('/api/account')).toMatchObject(refused);
    expect(await visitor.get('/api/accounts')).toMatchObject(refused);
    expect(await visitor.post('/api/account/recovery-codes')).toMatchObject(refused);
    expect(await visitor.post('/api/staff/means', { kind: 'password' })).toMatchObject(refused);
    const grants = [{ role: 'organizer', contestId: demo.contestId, unitCode: null }];
    expect(await visitor.post('/api/accounts/invite', { name: 'Lan', function: '', grants })).toMatchObject(refused);
  });

  it('[I2] the table of roles and permissions is the one that decides', async () => {
    const person = await open([wide('operator')]);
    const { roles: all, permissions } = await must(person.browser.get<PermissionTable>('/api/permissions'));
    expect(all).toHaveLength(11);
    expect(permissions.find(({ id }) => id === 'accounts:change')).toEqual({
      id: 'accounts:change',
      roles: ['organizer'],
      weighty: true,
    });
  });
});
