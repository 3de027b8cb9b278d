import type { OwnAccount, SignInWays } from '@hoithi/shared/contract/accounts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { client, type ScriptedProvider, startProvider } from '../../test/scripted-provider.ts';
import { type Browser, joinByPassword, joinFirst, openBrowser } from '../../test/scripted-staff.ts';
import type { OidcSettings } from './oidc-settings.ts';

const publicUrl = 'https://thi.example.vn';
const callback = `${publicUrl}/api/staff/oidc/callback`;
const signIn = '/api/staff/oidc';
const minuteMs = 60_000;

describe('signing in by an identity provider', () => {
  let test: TestApp;
  let provider: ScriptedProvider;
  let stranger: ScriptedProvider;
  let chief: Browser;
  beforeAll(async () => {
    provider = await startProvider([callback]);
    stranger = await startProvider([callback]);
    const oidc: OidcSettings = {
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
      name: 'Cổng đăng nhập của Sở',
      scopes: 'openid profile',
      roles: [
        { claim: 'groups', value: 'ban-to-chuc', role: 'organizer' },
        { claim: 'groups', value: 'thu-ky', role: 'secretary' },
        { claim: 'groups', value: 'mc', role: 'mc' },
      ],
    };
    test = await openTestApp({}, { oidc, publicUrl });
    test.clock.advance(Date.now() - test.clock.nowMs());
    chief = (await joinFirst(test)).browser;
  });
  beforeEach(() => {
    for (const each of [provider, stranger]) {
      each.people.clear();
      each.signedInAt = null;
      each.people.set('lan', { name: 'Lê Thị Lan', preferred_username: 'lan.lt', groups: ['thu-ky', 'khac'] });
    }
  });
  afterAll(async () => {
    await test.close();
    await provider.close();
    await stranger.close();
  });

  /** Where the provider sends the browser back to, below this server. */
  async function come(browser: Browser, subject: string, change?: (url: URL) => void, start = signIn): Promise<string> {
    const url = new URL(await browser.visit(start));
    change?.(url);
    const back = await provider.visit(url.href, subject);
    expect(`${back.origin}${back.pathname}`).toBe(callback);
    return `${back.pathname}${back.search}`;
  }
  const enter = async (subject: string, browser = openBrowser(test)) => browser.visit(await come(browser, subject));
  const own = (browser: Browser) => must(browser.get<OwnAccount>('/api/account'));
  const refused = (reason: string) => `/to-chuc/dang-nhap?oidc=${reason}`;

  it('[I12] the provider is named, and the browser is sent to it with state, nonce and PKCE, each time others', async () => {
    const ways = await must(openBrowser(test).get<SignInWays>('/api/staff/ways'));
    expect(ways).toEqual({ oidc: { name: 'Cổng đăng nhập của Sở' }, hasAccounts: true });
    const urls = [new URL(await openBrowser(test).visit(signIn)), new URL(await openBrowser(test).visit(signIn))];
    expect(urls[0]?.searchParams.get('redirect_uri')).toBe(callback);
    expect(urls[0]?.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(new Set(urls.map((url) => url.searchParams.get(name))).size).toBe(2);
  });

  it('[I12] [I12a] the first time makes an account with the roles of its claims; the second time is the same account', async () => {
    const [first, second] = [openBrowser(test), openBrowser(test)];
    expect(await enter('lan', first)).toBe('/to-chuc');
    const made = await own(first);
    expect(made).toMatchObject({ name: 'Lê Thị Lan', login: 'lan.lt', hasOidc: true, hasPassword: false });
    expect(made.grants.map(({ role }) => role)).toEqual(['secretary']);
    expect(await enter('lan', second)).toBe('/to-chuc');
    expect((await own(second)).accountId).toBe(made.accountId);
  });

  it('[I12a] roles follow the claims at each sign-in, those given by hand stay, and sockets of the roles before are cut', async () => {
    const browser = openBrowser(test);
    await enter('lan', browser);
    const { accountId } = await own(browser);
    const grants = [
      { role: 'secretary', contestId: null },
      { role: 'judge', contestId: null },
    ];
    await must(chief.post(`/api/accounts/${accountId}/roles`, { grants }));
    const facts: string[] = [];
    test.app.bus.subscribe('account:changed', (fact) => facts.push(fact.accountId));
    provider.people.set('lan', { name: 'Lê Thị Lan', groups: ['mc'] });
    await enter('lan', browser);
    expect((await own(browser)).grants.map(({ role }) => role).sort()).toEqual(['judge', 'mc']);
    expect(facts).toEqual([accountId]);
    const trail = await test.db.query<{ actor: string; detail: object }>(
      "select actor, detail from audit where act = 'account:roles' order by id desc limit 1",
    );
    expect(trail).toMatchObject([{ actor: 'oidc', detail: { after: [{ role: 'judge' }, { role: 'mc' }] } }]);
  });

  it('[I12a] whoever has no role that the settings name does not come in, and no account is made', async () => {
    const count = async () => (await test.db.query('select 1 from accounts')).length;
    const before = await count();
    for (const claims of [
      {},
      { name: 'Không nhóm' },
      { groups: [] },
      { groups: ['khac'] },
      { groups: 'ban to chuc' },
    ]) {
      provider.people.set('la', claims);
      expect(await enter('la')).toBe(refused('no_role'));
    }
    expect(await count()).toBe(before);
  });

  it('[I12a] whoever loses every role is not let in any more; the last organizer stays one', async () => {
    provider.people.set('dung', { preferred_username: 'dung', groups: ['mc'] });
    expect(await enter('dung')).toBe('/mc');
    provider.people.set('dung', { preferred_username: 'dung' });
    expect(await enter('dung')).toBe(refused('no_role'));
    provider.people.set('truong', { preferred_username: 'truong', groups: ['ban-to-chuc'] });
    const browser = openBrowser(test);
    await enter('truong', browser);
    await test.db.query("update account_roles set ended_at_ms = 1 where role = 'organizer' and not by_claims");
    provider.people.set('truong', { preferred_username: 'truong' });
    expect(await enter('truong', browser)).toBe('/to-chuc');
    expect((await own(browser)).grants.map(({ role }) => role)).toEqual(['organizer']);
    await test.db.query("update account_roles set ended_at_ms = null where role = 'organizer'");
  });

  it('[I12] an account that was removed does not come back by the provider', async () => {
    provider.people.set('nghi', { preferred_username: 'nghi', groups: ['thu-ky'] });
    const browser = openBrowser(test);
    await enter('nghi', browser);
    const { accountId } = await own(browser);
    await must(chief.post(`/api/accounts/${accountId}/remove`));
    expect(await enter('nghi')).toBe(refused('removed'));
  });

  it('[I12] nobody is found by a name: a login that is taken stays whose it is', async () => {
    const { login, accountId } = await own(chief);
    provider.people.set('gia-danh', { preferred_username: login, groups: ['thu-ky'] });
    const browser = openBrowser(test);
    await enter('gia-danh', browser);
    const made = await own(browser);
    expect(made.accountId).not.toBe(accountId);
    expect(made.login).toMatch(new RegExp(`^${login}-[0-9a-f]{8}$`));
  });

  it('[I12] a state works once, in the browser that began, for ten minutes, and none was made up', async () => {
    const browser = openBrowser(test);
    const back = await come(browser, 'lan');
    expect(await openBrowser(test).visit(back)).toBe(refused('stale'));
    expect(await browser.visit(back)).toBe(refused('stale')); // it was used up by whoever tried it elsewhere
    const once = await come(browser, 'lan');
    const twice = await Promise.all([browser.visit(once), browser.visit(once)]);
    expect(twice.sort()).toEqual(['/to-chuc', refused('stale')]);
    const late = await come(browser, 'lan');
    await test.db.query('update staff_challenges set made_at_ms = made_at_ms - $1', [10 * minuteMs]);
    expect(await browser.visit(late)).toBe(refused('stale'));
    expect(await browser.visit('/api/staff/oidc/callback?state=tu-dat-ra&code=x')).toBe(refused('stale'));
  });

  it('[I12] another nonce, another verifier, another code: refused', async () => {
    const tampered: ((url: URL) => void)[] = [
      (url) => url.searchParams.set('nonce', 'mot-nonce-khac'),
      (url) => url.searchParams.delete('nonce'),
      (url) => url.searchParams.set('code_challenge', 'A'.repeat(43)),
    ];
    for (const change of tampered) {
      const browser = openBrowser(test);
      expect(await browser.visit(await come(browser, 'lan', change))).toBe(refused('refused'));
      expect(await browser.get('/api/account')).toMatchObject({ ok: false });
    }
    const browser = openBrowser(test);
    const back = await come(browser, 'lan');
    expect(await browser.visit(back.replace(/code=[^&]+/, 'code=mot-ma-khac'))).toBe(refused('refused'));
  });

  it('[I12] an answer of another issuer is refused, with its own code and state', async () => {
    const browser = openBrowser(test);
    const url = new URL(await browser.visit(signIn));
    const elsewhere = new URL(`${stranger.issuer}${url.pathname}${url.search}`);
    const mixed = await stranger.visit(elsewhere.href, 'lan');
    expect(mixed.searchParams.get('iss')).toBe(stranger.issuer);
    expect(await browser.visit(`${mixed.pathname}${mixed.search}`)).toBe(refused('refused'));
    const renamed = await come(browser, 'lan');
    const iss = encodeURIComponent(provider.issuer);
    expect(renamed).toContain(iss);
    expect(await browser.visit(renamed.replace(iss, encodeURIComponent(stranger.issuer)))).toBe(refused('refused'));
    const unnamed = await come(browser, 'lan');
    expect(await browser.visit(unnamed.replace(`&iss=${iss}`, ''))).toBe(refused('refused'));
  });

  it.each([
    ['four and a half minutes ahead', 4.5, '/to-chuc'],
    ['four and a half minutes behind', -4.5, '/to-chuc'],
    ['six minutes ahead', 6, refused('clock')],
    ['six minutes behind', -6, refused('clock')],
  ])('[I12] a clock that is %s of the provider', async (_words, minutes, expected) => {
    const shifted = await openTestApp({}, { oidc: test.app.oidc, publicUrl });
    try {
      shifted.clock.advance(Date.now() - shifted.clock.nowMs() + minutes * minuteMs);
      const browser = openBrowser(shifted);
      expect(await browser.visit(await come(browser, 'lan'))).toBe(expected);
    } finally {
      await shifted.close();
    }
  });

  it('[I12] who declines there, and a provider that does not answer, are said in words', async () => {
    expect(await enter('')).toBe(refused('denied'));
    const oidc = { ...(test.app.oidc as OidcSettings), issuer: 'http://127.0.0.1:9' };
    const alone = await openTestApp({}, { oidc, publicUrl });
    expect(await openBrowser(alone).visit(signIn)).toBe(refused('unavailable'));
    await alone.close();
    const without = await openTestApp();
    expect(await openBrowser(without).get(signIn)).toMatchObject({ refusal: { code: 'not_found' } });
    await without.close();
  });

  it('[I3] [I12] it proves again who it is, where it is the same person, and leads back to the page', async () => {
    const browser = openBrowser(test);
    await enter('lan', browser);
    const renew = () => browser.post('/api/account/recovery-codes');
    await test.db.query('update sessions set proved_at_ms = 0');
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    const again = `${signIn}?for=proof&back=/to-chuc/tai-khoan`;
    provider.people.set('khac', { preferred_username: 'khac', groups: ['thu-ky'] });
    const count = async () => (await test.db.query('select 1 from accounts')).length;
    const before = await count();
    const asOther = await come(browser, 'khac', (url) => expect(url.searchParams.get('prompt')).toBe('login'), again);
    expect(await browser.visit(asOther)).toBe(refused('not_the_same'));
    expect(await count()).toBe(before);
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    expect(await browser.visit(await come(browser, 'lan', undefined, again))).toBe('/to-chuc/tai-khoan');
    expect(await renew()).toMatchObject({ ok: true });
    expect(await openBrowser(test).get(again)).toMatchObject({ refusal: { code: 'not_signed_in' } });
  });

  it('[I3] [I12] whom the provider lets in without asking has not proved again who it is', async () => {
    const renew = (browser: Browser) => browser.post('/api/account/recovery-codes');
    const browser = openBrowser(test);
    await enter('lan', browser);
    expect(await renew(browser)).toMatchObject({ ok: true });
    provider.signedInAt = Math.floor(test.clock.nowMs() / 1_000) - 3_600;
    expect(await enter('lan', browser)).toBe('/to-chuc');
    expect(await renew(browser)).toMatchObject({ refusal: { code: 'prove_again' } });
  });

  it('[I3] [I12] without a time of the provider nobody has proved anything: the browser may have taken the question out', async () => {
    const withoutAge = (url: URL) => {
      url.searchParams.delete('max_age');
      url.searchParams.delete('prompt');
    };
    const browser = openBrowser(test);
    expect(await browser.visit(await come(browser, 'lan', withoutAge))).toBe('/to-chuc');
    const renew = () => browser.post('/api/account/recovery-codes');
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    const again = `${signIn}?for=proof&back=/to-chuc/tai-khoan`;
    expect(await browser.visit(await come(browser, 'lan', withoutAge, again))).toBe(refused('no_time'));
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    provider.signedInAt = Math.floor(test.clock.nowMs() / 1_000) - 3_600;
    const silent = (url: URL) => {
      url.searchParams.delete('prompt');
      url.searchParams.set('max_age', '90000');
    };
    expect(await browser.visit(await come(browser, 'lan', silent, again))).toBe(refused('refused'));
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
  });

  describe('on the own account', () => {
    beforeEach(() => test.db.query('update sessions set proved_at_ms = $1', [test.clock.nowMs()]));
    const account = '/to-chuc/tai-khoan';
    const invited = async (grants = [{ role: 'judge', contestId: null }]) => {
      const browser = openBrowser(test);
      const invite = await must(
        chief.post<{ path: string }>('/api/accounts/invite', { name: 'Hà', function: '', grants }),
      );
      await joinByPassword(test, browser, invite.path.replace(/.*#/, ''));
      return browser;
    };
    const begin = (browser: Browser) => browser.post<{ url: string }>('/api/account/oidc/link');
    async function link(browser: Browser, subject: string): Promise<string> {
      const { url } = await must(begin(browser));
      const back = await provider.visit(url, subject);
      return browser.visit(`${back.pathname}${back.search}`);
    }
    const unlink = (browser: Browser) => browser.post('/api/account/oidc/unlink');
    const person = (name: string, groups: string[]) => provider.people.set(name, { preferred_username: name, groups });

    it('[I12b] an identity is linked by its holder, signs in to that very account, and its claims give roles', async () => {
      person('ha', ['thu-ky']);
      const browser = await invited();
      expect(await own(browser)).toMatchObject({ hasOidc: false, oidc: { name: 'Cổng đăng nhập của Sở' } });
      expect(await link(browser, 'ha')).toBe(`${account}?oidc=linked`);
      const { accountId } = await own(browser);
      const other = openBrowser(test);
      expect(await enter('ha', other)).toBe('/to-chuc');
      const now = await own(other);
      expect(now.accountId).toBe(accountId);
      expect(now.grants.map(({ role }) => role).sort()).toEqual(['judge', 'secretary']);
    });

    it('[I12b] it takes a fresh proof, in the session that began, and never somebody else’s identity', async () => {
      person('hai', ['thu-ky']);
      await enter('hai');
      const browser = await invited();
      expect(await link(browser, 'hai')).toBe(`${account}?oidc=taken`);
      const { url } = await must(begin(browser));
      person('ba', []);
      const back = await provider.visit(url, 'ba');
      expect(await openBrowser(test).visit(`${back.pathname}${back.search}`)).toBe(refused('stale'));
      const mine = await must(begin(browser));
      const late = await provider.visit(mine.url, 'ba');
      await must(browser.post('/api/account/recovery-codes'));
      await test.db.query('delete from sessions where account_id = $1', [(await own(browser)).accountId]);
      expect(await browser.visit(`${late.pathname}${late.search}`)).toBe(`${account}?oidc=not_the_same`);
      const old = await invited();
      await test.db.query('update sessions set proved_at_ms = 0 where account_id = $1', [(await own(old)).accountId]);
      expect(await begin(old)).toMatchObject({ refusal: { code: 'prove_again' } });
      expect(await unlink(old)).toMatchObject({ refusal: { code: 'prove_again' } });
      expect(await test.db.query('select 1 from accounts where oidc_subject like $1', ['% ba'])).toEqual([]);
    });

    it('[I12c] what is taken off signs in nobody, makes no second account, and takes its roles with it', async () => {
      person('tu', ['thu-ky']);
      const browser = await invited();
      await link(browser, 'tu');
      await enter('tu');
      const count = async () => (await test.db.query('select 1 from accounts')).length;
      const before = await count();
      expect(await unlink(browser)).toMatchObject({ ok: true });
      expect((await own(browser)).grants.map(({ role }) => role)).toEqual(['judge']);
      expect(await enter('tu')).toBe(refused('unlinked'));
      expect(await count()).toBe(before);
      expect(await link(await invited(), 'tu')).toBe(`${account}?oidc=taken`);
      expect(await link(browser, 'tu')).toBe(`${account}?oidc=linked`);
      expect(await enter('tu')).toBe('/to-chuc');
    });

    it('[I12c] [I1a] a reset takes off what somebody linked to the account, and leaves the identity that made one', async () => {
      person('la', ['thu-ky']);
      person('goc', ['mc']);
      const [victim, born] = [await invited(), openBrowser(test)];
      await link(victim, 'la');
      await enter('la');
      await enter('goc', born);
      for (const [browser, subject, expected] of [
        [victim, 'la', refused('unlinked')],
        [born, 'goc', '/mc'],
      ] as const) {
        const { accountId } = await own(browser);
        const reset = await must(chief.post<{ path: string }>(`/api/accounts/${accountId}/reset`));
        const anew = openBrowser(test);
        await joinByPassword(test, anew, reset.path.replace(/.*#/, ''));
        expect(await enter(subject)).toBe(expected);
        expect((await own(anew)).grants.some(({ role }) => role === 'secretary')).toBe(false);
      }
    });

    it('[I12c] the only way to sign in stays, and so does the last organizer', async () => {
      person('nam', ['thu-ky']);
      const browser = openBrowser(test);
      await enter('nam', browser);
      expect(await unlink(browser)).toMatchObject({ refusal: { code: 'last_means' } });
      person('sau', ['ban-to-chuc']);
      const last = await invited();
      await link(last, 'sau');
      await enter('sau');
      await test.db.query("update account_roles set ended_at_ms = 1 where role = 'organizer' and not by_claims");
      await test.db.query(
        "update account_roles set ended_at_ms = 1 where role = 'organizer' and by_claims and account_id <> $1",
        [(await own(last)).accountId],
      );
      expect(await unlink(last)).toMatchObject({ refusal: { code: 'last_organizer' } });
      expect(await own(last)).toMatchObject({ hasOidc: true });
    });
  });

  it.each(['//khac.example', 'https://khac.example', '/\\khac.example', 'to-chuc'])(
    '[I12] nobody is sent on to %s',
    async (back) => {
      const asked = `${signIn}?back=${encodeURIComponent(back)}`;
      expect(await openBrowser(test).get(asked)).toMatchObject({ refusal: { code: 'malformed' } });
    },
  );
});
