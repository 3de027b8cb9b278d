import { randomUUID } from 'node:crypto';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type ScriptedHost, startHost } from '../../test/scripted-host.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';
import { deleteUsedTokens } from '../people/delete-old-sign-ins.ts';
import { setEntryWays } from './entry-ways-sql.ts';
import type { HostSettings } from './way-settings.ts';

const claims = { subject: 'sub', name: 'name', birthDate: 'birthdate' };
const issuer = 'https://app.thanhpho.example.vn';
const frame = 'https://app.thanhpho.example.vn';
const own = { iss: issuer, aud: 'hoi-thi' };

describe('[S31] coming in by the token of a host app', () => {
  let test: TestApp;
  let host: ScriptedHost;
  let stranger: ScriptedHost;
  let contest: CachedContest;
  let settings: HostSettings;
  beforeAll(async () => {
    [host, stranger] = await Promise.all([startHost(), startHost()]);
    const key = { jwksUrl: host.jwksUrl, withinMs: 300 };
    settings = { issuer, audience: 'hoi-thi', key, name: 'Công dân số', claims, lastsMs: 300_000, frames: [frame] };
    test = await openTestApp({}, { ways: { host: settings, oidc: null } });
    contest = await contestBy(['host', 'slip']);
  });
  afterAll(async () => {
    await test.close();
    await Promise.all([host.close(), stranger.close()]);
  });

  async function contestBy(ways: readonly ('host' | 'phone' | 'slip')[], of = test): Promise<CachedContest> {
    const { contest: made } = await makeContest(of.app, testRules());
    await setEntryWays(of.db, made.contestId, ways);
    await of.app.contests.load(made.contestId);
    return made;
  }
  const sign = (sub: string, more: object = {}, app = host) =>
    app.sign({ ...own, sub, name: 'Nguyễn Thị Ánh Tuyết', birthdate: '2009-02-28', ...more }, test.clock.nowMs());
  const enter = (token: string, browser = openBrowser(test), slug = contest.slug, more = {}) =>
    browser.post(`/api/contests/${slug}/sign-in/host`, { token, ...more });
  const me = (browser: Browser, slug = contest.slug) => must(browser.get<Me>(`/api/me?contest=${slug}`));
  const personOf = async (browser: Browser) => {
    await me(browser);
    const rows = await test.db.query<{ person_id: string }>(
      'select person_id from sessions where person_id is not null order by made_at_ms desc, token_hash',
    );
    return rows[0]?.person_id;
  };
  const wrong = (fault: string) => ({ ok: false, refusal: { code: 'host_token_wrong', fault } });
  const people = async () => (await test.db.query('select 1 from people')).length;

  it('[S31] [S33] the first time makes a person, whose name and birth date begin the profile; later it is the same person', async () => {
    const [first, second] = [openBrowser(test), openBrowser(test)];
    const before = await people();
    expect(await enter(await sign('0001'), first)).toEqual({ ok: true, value: {} });
    expect(await me(first)).toMatchObject({
      ...{ signedIn: true, enrolled: false, ways: ['host'], phoneMasked: null },
      stated: { way: 'host', name: 'Nguyễn Thị Ánh Tuyết', birthDate: '2009-02-28' },
    });
    expect((await me(first)).mark).not.toBe('');
    test.clock.advance(1_000);
    await must(enter(await sign('0001', { name: 'Nguyễn Thị Ánh Tuyết B' }), second));
    expect((await me(second)).stated?.name).toBe('Nguyễn Thị Ánh Tuyết B');
    expect(await people()).toBe(before + 1);
    const rows = JSON.stringify(
      await test.db.query('select encode(subject_hash, $1) as hash from person_identities', ['escape']),
    );
    expect(rows).not.toContain('0001');
  });

  it('[S33] two tokens of one new identifier at the same instant make one person', async () => {
    const before = await people();
    const tokens = await Promise.all([sign('0002', { jti: 'a' }), sign('0002', { jti: 'b' })]);
    const answers = await Promise.all(tokens.map((token) => enter(token)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await people()).toBe(before + 1);
  });

  it('[S32] a token works once, also of two at the same instant', async () => {
    const token = await sign('0003');
    const answers = await Promise.all([enter(token), enter(token)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await enter(token)).toEqual(wrong('used'));
    // The signature written in another way is the same token.
    const [head, body, signature = ''] = token.split('.');
    expect(await enter(`${head}.${body}.${signature}=`)).toMatchObject({ ok: false });
  });

  it('[S32] what was used is deleted a day after the token is over, and not before', async () => {
    await must(enter(await sign('0004')));
    expect(await deleteUsedTokens(test.app)).toBe(0);
    test.clock.advance(86_400_000 + 400_000);
    expect(await deleteUsedTokens(test.app)).toBeGreaterThan(0);
    expect(await test.db.query('select 1 from used_tokens')).toEqual([]);
  });

  it('[S31] an expired token, one of tomorrow, one made for longer than the settings allow are refused', async () => {
    const nowS = Math.floor(test.clock.nowMs() / 1_000);
    expect(await enter(await sign('0005', { iat: nowS - 400, exp: nowS - 100 }))).toEqual(wrong('expired'));
    expect(await enter(await sign('0005', { iat: nowS - 400, exp: nowS + 100 }))).toEqual(wrong('expired'));
    expect(await enter(await sign('0005', { exp: nowS + 3_600 }))).toEqual(wrong('expired'));
    expect(await enter(await sign('0005', { iat: nowS + 60 }))).toEqual(wrong('not_ours'));
    expect(await enter(await sign('0005', { exp: undefined }))).toEqual(wrong('not_ours'));
    expect(await enter(await sign('0005', { iat: nowS + 20, exp: nowS + 300 }))).toMatchObject({ ok: true });
  });

  it('[S31] another audience, another issuer, a stranger’s key and no signature are refused, and nobody is made', async () => {
    const before = await people();
    const payload = { ...own, sub: '0006', iat: Math.floor(test.clock.nowMs() / 1_000) };
    const unsigned = new UnsecuredJWT(payload).setExpirationTime(payload.iat + 60).encode();
    const guessed = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(payload.iat + 60)
      .sign(new TextEncoder().encode('mot bi mat ai do nghi ra cho du ba muoi hai byte'));
    for (const token of [
      await sign('0006', { aud: 'app-khac' }),
      await sign('0006', { iss: 'https://gia.example.vn' }),
      await sign('0006', {}, stranger),
      await stranger.sign({ ...own, sub: '0006' }, test.clock.nowMs(), { kid: 'khoa-la' }),
      ...[unsigned, guessed, `${unsigned}AAAA`, 'khong phai token gi ca...', '{}'.repeat(40)],
    ])
      expect(await enter(token)).toEqual(wrong('not_ours'));
    expect(await people()).toBe(before);
  });

  it('[S33] without an identifier nobody comes in; a name or a birth date that is none is left out', async () => {
    expect(await enter(await sign('', {}))).toEqual(wrong('incomplete'));
    const browser = openBrowser(test);
    await must(enter(await sign('0007', { name: 12, birthdate: '31/12/2009' }), browser));
    expect((await me(browser)).stated).toEqual({ way: 'host', name: null, birthDate: null });
  });

  it('[S31] keys that do not come within the time, or are rubbish, are an outage and no fault of the token', async () => {
    for (const answers of ['never', 'rubbish'] as const) {
      const silent = await startHost();
      silent.answers = answers;
      const ways = { host: { ...settings, key: { jwksUrl: silent.jwksUrl, withinMs: 200 } }, oidc: null };
      const other = await openTestApp({}, { ways });
      const { slug } = await contestBy(['host'], other);
      const send = () =>
        silent.sign({ ...own, sub: '1' }, other.clock.nowMs()).then((token) => enter(token, openBrowser(other), slug));
      expect(await send()).toEqual({ ok: false, refusal: { code: 'provider_unavailable' } });
      silent.answers = 'key';
      expect(await send()).toMatchObject({ ok: true });
      await other.close();
      await silent.close();
    }
  });

  it('[S31] with a shared secret only tokens signed with it count', async () => {
    const secret = 'bi mat chung cua ung dung va he thong thi 2026';
    const other = await openTestApp({}, { ways: { host: { ...settings, key: { secret } }, oidc: null } });
    const { slug } = await contestBy(['host'], other);
    const nowS = Math.floor(other.clock.nowMs() / 1_000);
    const by = (text: string) =>
      new SignJWT({ ...own, sub: '1', iat: nowS, exp: nowS + 60 })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(text));
    expect(await enter(await by(`${secret}!`), openBrowser(other), slug)).toEqual(wrong('not_ours'));
    expect(await enter(await host.sign({ ...own, sub: '1' }, other.clock.nowMs()), openBrowser(other), slug)).toEqual(
      wrong('not_ours'),
    );
    expect(await enter(await by(secret), openBrowser(other), slug)).toMatchObject({ ok: true });
    await other.close();
  });

  it('[S30] a contest that has not chosen it, and an installation without it, let nobody in by it', async () => {
    const shut = await contestBy(['phone']);
    expect(await enter(await sign('0008'), openBrowser(test), shut.slug)).toEqual({
      ok: false,
      refusal: { code: 'way_closed' },
    });
    const cards = async (slug: string) => must(openBrowser(test).get<PublicContest>(`/api/contests/${slug}`));
    expect(await cards(shut.slug)).toMatchObject({ entryWays: ['phone'], ways: { host: null } });
    expect(await cards(contest.slug)).toMatchObject({
      ...{ entryWays: ['slip', 'host'], ways: { host: { name: 'Công dân số', frames: [frame] }, oidc: null } },
    });
    const bare = await openTestApp();
    const { slug } = await contestBy(['host', 'phone'], bare);
    expect(await enter('x'.repeat(40), openBrowser(bare), slug)).toMatchObject({ refusal: { code: 'way_closed' } });
    expect(await must(openBrowser(bare).get<PublicContest>(`/api/contests/${slug}`))).toMatchObject({
      ...{ entryWays: ['phone'], ways: { host: null, oidc: null } },
    });
    await bare.close();
  });

  it('[S36] whoever came by the app enters this contest, and not one that has other ways', async () => {
    const browser = openBrowser(test);
    await must(enter(await sign('0009'), browser));
    const consents = [{ purpose: 'take-part', given: true }];
    const form = { name: 'Nguyễn Thị Ánh Tuyết', unitCode: '18070', audience: 'CITIZEN', consents };
    const enrol = (slug: string): Promise<Result<unknown>> => browser.post(`/api/contests/${slug}/enrol`, form);
    const shut = await contestBy(['phone', 'slip']);
    expect(await enrol(shut.slug)).toEqual({ ok: false, refusal: { code: 'way_needed', ways: ['phone', 'slip'] } });
    expect(await enrol(contest.slug)).toEqual({ ok: true, value: {} });
    await setEntryWays(test.db, contest.contestId, ['phone']);
    await test.app.contests.load(contest.contestId);
    expect(await enrol(contest.slug)).toEqual({ ok: true, value: {} });
    await setEntryWays(test.db, contest.contestId, ['host', 'slip']);
    await test.app.contests.load(contest.contestId);
  });

  it('[S35] a token signs in whoever it names and adds nothing to whoever was here; their session is over', async () => {
    const browser = openBrowser(test);
    await must(enter(await sign('0010'), browser));
    const first = browser.cookie;
    const person = await personOf(browser);
    test.clock.advance(1_000);
    await must(enter(await sign('0011'), browser));
    expect(await personOf(browser)).not.toBe(person);
    expect(
      await me(
        openBrowser(
          test,
          first.split('; ').find((each) => each.startsWith('hoithi_contestant')),
        ),
      ),
    ).toMatchObject({
      signedIn: false,
    });
  });

  it('[S37] in a frame cookies are of that frame’s site alone; contest pages may stand there, those of staff nowhere', async () => {
    const response = await fetch(`${test.url}/api/contests/${contest.slug}/sign-in/host`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: test.url },
      body: JSON.stringify({ token: await sign(randomUUID()), framed: true }),
    });
    expect(response.status).toBe(200);
    const framed = response.headers.getSetCookie().filter((each) => each.includes('Partitioned'));
    expect(framed.map((each) => each.split('=')[0]).sort()).toEqual(['hoithi_contestant', 'hoithi_device']);
    for (const each of framed) expect(each).toMatch(/SameSite=None.*Secure|Secure.*SameSite=None/);
    const headers = async (path: string) => {
      const { headers: sent } = await fetch(`${test.url}${path}`);
      return [
        /frame-ancestors ([^;]*)/.exec(sent.get('content-security-policy') ?? '')?.[1]?.trim(),
        sent.get('x-frame-options'),
      ];
    };
    expect(await headers(`/c/${contest.slug}`)).toEqual([`'self' ${frame}`, null]);
    expect(await headers('/to-chuc')).toEqual(["'self'", 'SAMEORIGIN']);
  });
});
