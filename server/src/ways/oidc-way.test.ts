import type { Me } from '@hoithi/shared/contract/sign-in';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { startHost } from '../../test/scripted-host.ts';
import { client, type ScriptedProvider, startProvider } from '../../test/scripted-provider.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';
import { setEntryWays } from './entry-ways-sql.ts';
import type { WaySettings } from './way-settings.ts';

const publicUrl = 'https://thi.example.vn';
const callback = `${publicUrl}/api/sign-in/oidc/callback`;
const claims = { subject: 'sub', name: 'name', birthDate: 'birthdate' };

describe('[S34] contestants by an identity provider', () => {
  let test: TestApp;
  let provider: ScriptedProvider;
  let contest: CachedContest;
  let ways: WaySettings;
  beforeAll(async () => {
    provider = await startProvider([callback]);
    const own = { issuer: provider.issuer, clientId: client.id, clientSecret: client.secret };
    ways = { host: null, oidc: { ...own, name: 'Cổng dịch vụ công tỉnh', scopes: 'openid profile', claims } };
    test = await openTestApp({}, { ways, publicUrl });
    test.clock.advance(Date.now() - test.clock.nowMs());
    contest = await contestBy(['phone', 'oidc']);
  });
  beforeEach(() => {
    provider.people.clear();
    provider.people.set('tuyet', { name: 'Nguyễn Thị Ánh Tuyết', birthdate: '1991-07-15' });
    provider.people.set('binh', { name: 'Lê Văn Bình' });
  });
  afterAll(async () => {
    await test.close();
    await provider.close();
  });

  async function contestBy(chosen: readonly ('phone' | 'oidc')[]): Promise<CachedContest> {
    const { contest: made } = await makeContest(test.app, testRules());
    await setEntryWays(test.db, made.contestId, chosen);
    await test.app.contests.load(made.contestId);
    return made;
  }
  const start = (link = false, { slug } = contest) => `/api/contests/${slug}/sign-in/oidc${link ? '?link=true' : ''}`;
  const page = (said = '') => `/c/${contest.slug}/dang-nhap${said === '' ? '' : `?oidc=${said}`}`;
  /** Where the provider sends the browser back to, below this server. */
  async function come(browser: Browser, subject: string, path = start()): Promise<string> {
    const back = await provider.visit(await browser.visit(path), subject);
    expect(`${back.origin}${back.pathname}`).toBe(callback);
    return `${back.pathname}${back.search}`;
  }
  const enter = async (subject: string, browser: Browser, path = start()) =>
    browser.visit(await come(browser, subject, path));
  const me = (browser: Browser) => must(browser.get<Me>(`/api/me?contest=${contest.slug}`));
  const people = async () => (await test.db.query('select 1 from people')).length;
  async function byPhone(phone: string): Promise<Browser> {
    const browser = openBrowser(test);
    const { challengeId } = await must(browser.post<{ challengeId: string }>('/api/sign-in/code', { phone }, own));
    const code = /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1];
    await must(browser.post('/api/sign-in/verify', { challengeId, code }, own));
    return browser;
  }
  const own = { origin: publicUrl };

  it('[S33] the first time makes a person, whose name and birth date begin the profile; the second time is the same one', async () => {
    const [first, second] = [openBrowser(test), openBrowser(test)];
    const before = await people();
    expect(await enter('tuyet', first)).toBe(page());
    expect(await me(first)).toMatchObject({
      ...{ signedIn: true, ways: ['oidc'] },
      stated: { way: 'oidc', name: 'Nguyễn Thị Ánh Tuyết', birthDate: '1991-07-15' },
    });
    expect(await enter('tuyet', second)).toBe(page());
    expect(await people()).toBe(before + 1);
  });

  it('[S34] an answer counts once, in the browser that asked, within ten minutes', async () => {
    const [asker, thief] = [openBrowser(test), openBrowser(test)];
    const before = await people();
    const answer = await come(asker, 'binh');
    expect(await thief.visit(answer)).toBe('/');
    await thief.visit(start());
    expect(await thief.visit(answer)).toBe(page('stale')); // it has asked something else
    const kept = asker.cookie;
    expect(await asker.visit(answer)).toBe(page());
    expect(await openBrowserWith(kept).visit(answer)).toBe(page('stale'));
    expect(await people()).toBe(before + 1);
  });

  /** A copy of a browser with its cookies, as a thief of them would have it. */
  function openBrowserWith(cookie: string): Browser {
    const browser = openBrowser(test);
    return {
      ...browser,
      visit: async (path) => {
        const response = await fetch(`${test.url}${path}`, { redirect: 'manual', headers: { cookie } });
        return response.headers.get('location') ?? `${response.status}`;
      },
    };
  }

  it('[S34] who says no at the provider, a provider that is not there and an answer without identifier are said on the page', async () => {
    expect(await enter('', openBrowser(test))).toBe(page('denied'));
    const { oidc } = ways;
    if (!oidc) throw new Error('the test has a provider');
    const gone = await startHost(); // speaks HTTP, and is no provider
    gone.answers = 'rubbish';
    test.app.ways = { host: null, oidc: { ...oidc, issuer: new URL(gone.jwksUrl).origin } };
    expect(await openBrowser(test).visit(start())).toBe(page('unavailable'));
    await gone.close();
    test.app.ways = { host: null, oidc: { ...oidc, claims: { ...claims, subject: 'so_dinh_danh' } } };
    expect(await enter('binh', openBrowser(test))).toBe(page('incomplete'));
    test.app.ways = ways;
  });

  it('[S35] who is signed in adds the provider, and comes in by either as one person', async () => {
    provider.people.set('hong', { name: 'Trần Thị Hồng' });
    const browser = await byPhone('0912000111');
    const before = await people();
    expect(await enter('hong', browser, start(true))).toBe(`/c/${contest.slug}/ho-so?oidc=linked`);
    expect((await me(browser)).ways).toEqual(['oidc', 'phone']);
    expect(await people()).toBe(before);
    const other = openBrowser(test);
    await enter('hong', other);
    expect((await me(other)).phoneMasked).toBe((await me(browser)).phoneMasked);
    expect(await enter('hong', browser, start(true))).toBe(`/c/${contest.slug}/ho-so?oidc=linked`); // twice changes nothing
  });

  it('[S35] an identity that another person has is refused in words and stays theirs; without the wish nothing is added', async () => {
    const holder = openBrowser(test);
    await enter('binh', holder);
    const browser = await byPhone('0912000112');
    expect(await enter('binh', browser, start(true))).toBe(`/c/${contest.slug}/ho-so?oidc=taken`);
    expect((await me(browser)).ways).toEqual(['phone']);
    expect((await me(holder)).ways).toEqual(['oidc']);
    provider.people.set('khac', { name: 'Phạm Thị Khác' });
    await enter('khac', browser); // signs in as somebody else
    expect(await me(browser)).toMatchObject({ phoneMasked: null, ways: ['oidc'] });
  });

  it('[S35] whose session it is at the end has to be who asked', async () => {
    provider.people.set('doi', { name: 'Đỗ Văn Đổi' });
    const browser = await byPhone('0912000113');
    const answer = await come(browser, 'doi', start(true));
    await browser.post('/api/sign-out', {}, own);
    expect(await browser.visit(answer)).toBe(`/c/${contest.slug}/ho-so?oidc=stale`);
    expect(await openBrowser(test).get(start(true))).toMatchObject({ refusal: { code: 'not_signed_in' } });
  });

  it('[S34] after ten minutes an answer is late, and the page says so', async () => {
    const browser = openBrowser(test);
    const late = await come(browser, 'binh');
    test.clock.advance(601_000);
    expect(await browser.visit(late)).toBe(page('stale'));
  });

  it('[S30] a contest that has not chosen it sends nobody there', async () => {
    const shut = await contestBy(['phone']);
    const response = await openBrowser(test).get(start(false, shut));
    expect(response).toEqual({ ok: false, refusal: { code: 'way_closed' } });
  });
});
