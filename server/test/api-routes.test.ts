import type { Result } from '@hoithi/shared/contract/result';
import type { Me, UnitHit } from '@hoithi/shared/contract/sign-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CachedContest } from '../src/contest/contests.ts';
import { addExclusions } from '../src/people/exclusions.ts';
import { makeContest, openTestApp, type TestApp, testRules } from './open-test-app.ts';
import { connectDevice } from './scripted-contestant.ts';

describe('the HTTP routes', () => {
  let test: TestApp;
  let contest: CachedContest;
  beforeAll(async () => {
    test = await openTestApp();
    contest = (await makeContest(test.app, testRules())).contest;
  });
  afterAll(() => test.close());

  async function post<T>(
    path: string,
    body: unknown,
    cookie = '',
  ): Promise<{ result: Result<T>; status: number; cookie: string }> {
    const response = await fetch(`${test.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    return {
      result: (await response.json()) as Result<T>,
      status: response.status,
      cookie: set.find((line) => line.startsWith('hoithi_contestant') || line.startsWith('hoithi_staff')) ?? '',
    };
  }
  const get = async <T>(path: string, cookie = ''): Promise<Result<T>> =>
    (await (await fetch(`${test.url}/api${path}`, { headers: { cookie } })).json()) as Result<T>;
  /** The code that the development gateway wrote last. */
  const lastCode = (): string => /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1] ?? '';

  async function signIn(phone: string): Promise<string> {
    const asked = await post<{ challengeId: string }>('/sign-in/code', { phone });
    if (!asked.result.ok) throw new Error(JSON.stringify(asked.result));
    const verified = await post('/sign-in/verify', { challengeId: asked.result.value.challengeId, code: lastCode() });
    expect(verified.result).toEqual({ ok: true, value: {} });
    return verified.cookie;
  }
  const profile = {
    name: 'Nguyễn Thị Hường',
    unitCode: '18070',
    audience: 'OFFICIAL',
    consents: [{ purpose: 'take-part', given: true }],
  };

  it('[S1] several spellings of one number are one person', async () => {
    const first = await signIn('0912 345 678');
    await post(`/contests/${contest.slug}/enrol`, profile, first);
    test.clock.advance(61_000);
    const second = await signIn('+84 (912) 345.678');
    expect(second).not.toBe(first);
    const me = await get<Me>(`/me?contest=${contest.slug}`, second);
    expect(me).toMatchObject({
      ok: true,
      value: { signedIn: true, enrolled: true, profile: { name: 'Nguyễn Thị Hường' } },
    });
    expect(await test.db.query("select 1 from people where phone = '+84912345678'")).toHaveLength(1);
  });

  it('[S3] a code is asked for once a minute, allows five tries, dies after five minutes and works once', async () => {
    const asked = await post<{ challengeId: string }>('/sign-in/code', { phone: '0923456789' });
    if (!asked.result.ok) throw new Error('asked');
    const { challengeId } = asked.result.value;
    const code = lastCode();
    expect((await post('/sign-in/code', { phone: '0923.456.789' })).result).toMatchObject({
      refusal: { code: 'too_fast', retryInMs: 60_000 },
    });
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await post('/sign-in/verify', { challengeId, code: wrong })).result).toMatchObject({
      refusal: { code: 'code_wrong', triesLeft: 4 },
    });
    for (let tries = 0; tries < 4; tries++) await post('/sign-in/verify', { challengeId, code: wrong });
    expect((await post('/sign-in/verify', { challengeId, code })).result).toMatchObject({
      refusal: { code: 'code_expired' },
    });

    test.clock.advance(61_000);
    const late = await post<{ challengeId: string }>('/sign-in/code', { phone: '0923456789' });
    if (!late.result.ok) throw new Error('asked');
    test.clock.advance(300_001);
    expect(
      (await post('/sign-in/verify', { challengeId: late.result.value.challengeId, code: lastCode() })).result,
    ).toMatchObject({
      refusal: { code: 'code_expired' },
    });
    const last = await post<{ challengeId: string }>('/sign-in/code', { phone: '0923456789' });
    if (!last.result.ok) throw new Error('asked');
    const good = { challengeId: last.result.value.challengeId, code: lastCode() };
    expect((await post('/sign-in/verify', good)).result.ok).toBe(true);
    expect((await post('/sign-in/verify', good)).result.ok).toBe(false);
  });

  it('[S1] a number that cannot be read is refused', async () => {
    for (const phone of ['12345', 'không có', '+1 202 555 0100', '0212345678']) {
      expect((await post('/sign-in/code', { phone })).result).toMatchObject({ refusal: { code: 'phone_unreadable' } });
    }
  });

  it('[S4] [S6] the profile is judged by the rules of the contest: fields, unit, consent', async () => {
    const cookie = await signIn('0934567890');
    const enrol = async (change: object) =>
      (await post(`/contests/${contest.slug}/enrol`, { ...profile, ...change }, cookie)).result;
    expect(await enrol({ unitCode: null })).toMatchObject({
      refusal: { code: 'profile_incomplete', fields: ['unit'] },
    });
    expect(await enrol({ unitCode: '99999' })).toMatchObject({ refusal: { code: 'unit_unknown' } });
    expect(await enrol({ unitCode: 'x'.repeat(300) })).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await enrol({ consents: [] })).toMatchObject({
      refusal: { code: 'consent_needed', purposes: ['take-part'] },
    });
    expect(await enrol({ name: '‏\u0000 ' })).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await enrol({ name: 'N'.repeat(121) })).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await enrol({})).toEqual({ ok: true, value: {} });
    const consents = await test.db.query<{ text_hash: string }>(
      "select text_hash from consents where purpose = 'take-part'",
    );
    expect(consents.at(-1)?.text_hash).toHaveLength(43);
  });

  it('[S6] consent is withdrawn and given again at any time, also after the details are locked', async () => {
    const cookie = await signIn('0934567891');
    const mine = async () => await get<Me>(`/me?contest=${contest.slug}`, cookie);
    await post(`/contests/${contest.slug}/enrol`, { ...profile, jobTitle: 'Chuyên viên' }, cookie);
    expect(await mine()).toMatchObject({
      value: { profile: { locked: false, consents: { 'take-part': true } } },
    });
    const device = await connectDevice(test, cookie);
    await device.emitWithAck('view:enter', { slug: contest.slug, takeOver: false });
    const roundId = contest.rounds[0]?.roundId ?? '';
    const start = async () => await device.emitWithAck('attempt:start', { roundId, practice: false });
    const set = async (given: boolean) => {
      test.clock.advance(1);
      const consents = [{ purpose: 'take-part', given }];
      return (await post(`/contests/${contest.slug}/consents`, { consents }, cookie)).result;
    };
    expect(await set(false)).toEqual({ ok: true, value: {} });
    expect(await start()).toMatchObject({ refusal: { code: 'consent_needed', purposes: ['take-part'] } });
    expect(await set(true)).toEqual({ ok: true, value: {} });
    expect(await start()).toMatchObject({ ok: true });
    expect((await post(`/contests/${contest.slug}/enrol`, profile, cookie)).result).toMatchObject({
      refusal: { code: 'profile_locked' },
    });
    expect(await set(false)).toEqual({ ok: true, value: {} });
    expect(await mine()).toMatchObject({
      value: { profile: { locked: true, consents: { 'take-part': false } } },
    });
    device.disconnect();
  });

  it('[S2] a name with marks apart, HTML and invisible letters is stored composed, as text', async () => {
    const cookie = await signIn('0945678901');
    const name = '  Nguyễn  Văn\u200B <b>Hùng</b> '.normalize('NFD');
    await post(`/contests/${contest.slug}/enrol`, { ...profile, name }, cookie);
    const me = await get<Me>(`/me?contest=${contest.slug}`, cookie);
    expect(me).toMatchObject({ value: { profile: { name: 'Nguyễn Văn <b>Hùng</b>' } } });
  });

  it('[S7] an excluded person is refused before starting, with the reason', async () => {
    const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
    const added = await addExclusions(test.app, by, {
      contestId: contest.contestId,
      role: 'SECRETARIAT',
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0956 789 012'],
    });
    expect(added).toEqual({ ok: true, value: { added: 1 } });
    const cookie = await signIn('84956789012');
    expect(await get<Me>(`/me?contest=${contest.slug}`, cookie)).toMatchObject({
      value: { enrolled: false, excludedAs: 'SECRETARIAT' },
    });
    expect((await post(`/contests/${contest.slug}/enrol`, profile, cookie)).result).toMatchObject({
      refusal: { code: 'excluded', role: 'SECRETARIAT' },
    });
    const bad = await addExclusions(test.app, by, {
      contestId: contest.contestId,
      role: 'JURY',
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0911111111', 'abc'],
    });
    expect(bad).toMatchObject({ refusal: { code: 'file_invalid', problems: [{ line: 2 }] } });
    expect(await test.db.query("select 1 from exclusions where phone = '+84911111111'")).toHaveLength(0);
  });

  it('[S5] units are found without marks, whatever the tone placement', async () => {
    for (const q of ['tran phu', 'TRẦN PHÚ', 'phuong tran', 'ha tinh tran phu']) {
      const found = await get<UnitHit[]>(`/contests/${contest.slug}/units?q=${encodeURIComponent(q)}`);
      expect(found, q).toMatchObject({ ok: true });
      if (found.ok) expect(found.value[0], q).toMatchObject({ code: '18070', path: ['Thành phố Hà Tĩnh'] });
    }
    expect(await get(`/contests/${contest.slug}/units?q=${'x'.repeat(300)}`)).toEqual({ ok: true, value: [] });
  });

  it('[U6] a unit of a link is identified by its code; a heading and an unknown code are not found', async () => {
    expect(await get(`/contests/${contest.slug}/units/18070`)).toMatchObject({
      ok: true,
      value: { code: '18070', name: 'Phường Trần Phú', path: ['Thành phố Hà Tĩnh'] },
    });
    for (const code of ['khong-co', '%00', 'x'.repeat(300)])
      expect(await get(`/contests/${contest.slug}/units/${code}`)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('[W1] broken JSON, unknown addresses and large bodies are refused with the reason', async () => {
    expect(await post('/sign-in/code', '{"phone":')).toMatchObject({
      status: 400,
      result: { refusal: { code: 'malformed' } },
    });
    expect(await post('/sign-in/code', { phone: 'x'.repeat(40_000) })).toMatchObject({
      status: 413,
      result: { refusal: { code: 'malformed' } },
    });
    expect(await get('/khong-co')).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await get('/contests/khong-co')).toMatchObject({ refusal: { code: 'not_found' } });
    const response = await fetch(`${test.url}/api/results/${contest.slug}/..%2f..%2fpackage.json`);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
