import type { InvitationView, Invited, Joined, MeansBegun, OwnAccount } from '@hoithi/shared/contract/accounts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type Browser, codeOf, joinByPassword, joinFirst, openBrowser, proofOf } from '../../test/scripted-staff.ts';
import { inviteFirst } from './first-account.ts';

const organizer = { role: 'organizer', contestId: null, unitCode: null };
const secretary = { role: 'secretary', contestId: null, unitCode: null };

describe('invitations', () => {
  let test: TestApp;
  let chief: Browser;
  beforeAll(async () => {
    test = await openTestApp();
  });
  beforeEach(async () => {
    await test.db.query(
      `truncate accounts, account_roles, passkeys, recovery_codes, invitations, staff_challenges, login_guesses, sessions cascade`,
    );
    chief = (await joinFirst(test)).browser;
  });
  afterAll(() => test.close());

  async function invite(grants: object[] = [secretary], by = chief): Promise<{ token: string; id: string }> {
    const invited = await must(
      by.post<Invited>('/api/accounts/invite', { name: 'Lê Văn Minh', function: 'Thư ký Ban Tổ chức', grants }),
    );
    return { token: invited.path.split('#')[1] ?? '', id: invited.id };
  }
  const read = (token: string) => openBrowser(test).post<InvitationView>('/api/staff/invitation', { token });
  /** As far as the last request. */
  async function begin(browser: Browser, token: string, login: string, password = 'mot mat khau du dai') {
    const begun = await must(browser.post<MeansBegun>('/api/staff/means', { token, kind: 'password', login }));
    if (begun.kind !== 'password') throw new Error('a password was begun');
    const code = await codeOf(begun.secret, test.clock);
    const means = { kind: 'password', challengeId: begun.challengeId, password, code };
    return { token, login, name: 'Lê Văn Minh', function: 'Thư ký', means };
  }
  const audited = (act: string) =>
    test.db.query<{ actor: string; detail: Record<string, unknown> }>(
      'select actor, detail from audit where act = $1 order by id desc',
      [act],
    );

  it('[I1] an invitation says what it is for, makes an account once, and signs in', async () => {
    const { token } = await invite();
    expect(await read(token)).toMatchObject({
      ok: true,
      value: { account: null, name: 'Lê Văn Minh', grants: [secretary], isFirst: false },
    });
    const browser = openBrowser(test);
    const { recoveryCodes, login } = await joinByPassword(test, browser, token);
    expect(recoveryCodes).toHaveLength(10);
    const own = await must(browser.get<OwnAccount>('/api/account'));
    expect(own).toMatchObject({ login, grants: [secretary], hasPassword: true, recoveryCodesLeft: 10, passkeys: [] });
    expect(await read(token)).toMatchObject({ refusal: { code: 'link_used' } });
    const again = await openBrowser(test).post('/api/staff/means', { token, kind: 'password' });
    expect(again).toMatchObject({ refusal: { code: 'link_used' } });
    const [joined] = await audited('account:join');
    expect(joined).toMatchObject({ actor: `account:${own.accountId}`, detail: { grants: [{ role: 'secretary' }] } });
    expect(JSON.stringify(joined)).not.toContain(login);
  });

  it('[I1] an invitation expires after seven days', async () => {
    const { token } = await invite();
    const message = await begin(openBrowser(test), token, 'minh');
    test.clock.advance(7 * 86_400_000);
    expect(await read(token)).toMatchObject({ refusal: { code: 'link_used' } });
    expect(await openBrowser(test).post('/api/staff/join', message)).toMatchObject({ refusal: { code: 'link_used' } });
  });

  it('[I1] an invitation that was closed opens nothing', async () => {
    const { token, id } = await invite();
    expect(await chief.post(`/api/accounts/invitations/${id}/revoke`)).toEqual({ ok: true, value: {} });
    expect(await read(token)).toMatchObject({ refusal: { code: 'link_used' } });
    expect(await chief.post(`/api/accounts/invitations/${id}/revoke`)).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('[I1] of five who use one invitation at the same instant one gets the account', async () => {
    const { token } = await invite();
    const logins = ['mot', 'hai', 'bay', 'bon', 'nam'];
    const browsers = logins.map(() => openBrowser(test));
    const messages = await Promise.all(browsers.map((browser, at) => begin(browser, token, logins[at] ?? '')));
    const results = await Promise.all(browsers.map((each, at) => each.post<Joined>('/api/staff/join', messages[at])));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const refused of results.filter(({ ok }) => !ok))
      expect(refused).toMatchObject({ refusal: { code: 'link_used' } });
    expect(await test.db.query('select 1 from accounts')).toHaveLength(2);
  });

  it("[I1] the first account names the organization, and no other start's link makes a second", async () => {
    await test.db.query('truncate accounts, invitations, staff_challenges, sessions cascade');
    const [older, newer] = [
      await inviteFirst(test.db, test.clock.nowMs()),
      await inviteFirst(test.db, test.clock.nowMs()),
    ];
    expect(await read(newer)).toMatchObject({ value: { isFirst: true, grants: [organizer] } });
    const browser = openBrowser(test);
    const message = await begin(browser, newer, 'truong-ban');
    const late = await begin(openBrowser(test), older, 'ke-den-sau');
    await must(browser.post('/api/staff/join', { ...message, organization: 'Sở Nội vụ' }));
    expect(await must(browser.get('/api/account'))).toMatchObject({ organization: 'Sở Nội vụ', grants: [organizer] });
    expect(await openBrowser(test).post('/api/staff/join', late)).toMatchObject({ refusal: { code: 'link_used' } });
    expect(await read(older)).toMatchObject({ refusal: { code: 'link_used' } });
  });

  it('[I1] of two first links that are used at the same instant one makes the first account', async () => {
    await test.db.query('truncate accounts, invitations, staff_challenges, sessions cascade');
    const links = [await inviteFirst(test.db, test.clock.nowMs()), await inviteFirst(test.db, test.clock.nowMs())];
    const browsers = links.map(() => openBrowser(test));
    const messages = await Promise.all(links.map((token, at) => begin(browsers[at] as Browser, token, `dau-${at}`)));
    const results = await Promise.all(browsers.map((each, at) => each.post('/api/staff/join', messages[at])));
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await test.db.query('select 1 from accounts')).toHaveLength(1);
  });

  it('[I1] what is refused leaves the invitation as it was: a taken login, a wrong code, an obvious password', async () => {
    const { token } = await invite();
    const browser = openBrowser(test);
    const taken = (await must(chief.get<OwnAccount>('/api/account'))).login;
    const join = async (change: object) => {
      const message = await begin(browser, token, 'le.van.minh');
      return browser.post('/api/staff/join', { ...message, ...change, means: { ...message.means, ...change } });
    };
    expect(await join({ login: taken })).toMatchObject({ refusal: { code: 'login_taken' } });
    expect(await join({ code: '000000' })).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await join({ challengeId: 'x' })).toMatchObject({ refusal: { code: 'proof_wrong' } });
    for (const password of ['le-VĂN-minh.', 'Lê Văn Minh!!', 'aaaaaaaaaaaaaa', 'ngan'])
      expect([password, await join({ password, login: 'le.van.minh' })]).toMatchObject([
        password,
        { refusal: { code: 'malformed' } },
      ]);
    expect(await join({})).toMatchObject({ ok: true });
  });

  it('[I1] what was begun by one invitation finishes no other', async () => {
    const [mine, other] = [await invite(), await invite()];
    const message = await begin(openBrowser(test), mine.token, 'lan');
    const swapped = await openBrowser(test).post('/api/staff/join', { ...message, token: other.token });
    expect(swapped).toMatchObject({ refusal: { code: 'proof_wrong' } });
  });

  it('[I1] a reset makes the ways to sign in anew: the old ones, the codes and every session end, and the roles stay', async () => {
    const lost = openBrowser(test);
    const before = await joinByPassword(test, lost, (await invite()).token);
    const { accountId } = await must(lost.get<OwnAccount>('/api/account'));
    const reset = await must(chief.post<Invited>(`/api/accounts/${accountId}/reset`));
    expect(await lost.get('/api/account')).toMatchObject({ ok: true }); // whoever still has the device loses nothing yet
    const token = reset.path.split('#')[1] ?? '';
    expect(await read(token)).toMatchObject({ value: { account: { login: before.login }, grants: [secretary] } });
    const found = openBrowser(test);
    const after = await joinByPassword(test, found, token, 'another-login');
    expect(await must(found.get<OwnAccount>('/api/account'))).toMatchObject({ accountId, login: before.login });
    expect(await lost.get('/api/account')).toMatchObject({ refusal: { code: 'not_signed_in' } });
    test.clock.advance(60_000);
    const sign = async (holder: typeof before) =>
      openBrowser(test).post('/api/staff/sign-in', await proofOf({ ...holder, login: before.login }, test.clock));
    expect(await sign({ ...before, password: 'khong con dung nua' })).toMatchObject({
      refusal: { code: 'proof_wrong' },
    });
    const recovery = { kind: 'recovery', login: before.login, recoveryCode: before.recoveryCodes[0] };
    expect(await openBrowser(test).post('/api/staff/sign-in', recovery)).toMatchObject({ ok: false });
    expect(await sign(after)).toMatchObject({ ok: true });
  });
});
