import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import type { OwnPasskeys } from '@hoithi/shared/contract/own-passkeys';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must } from '../../test/scripted-contestant.ts';
import { type ScriptedPasskey, scriptedPasskey } from '../../test/scripted-passkey.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import type { CachedContest } from '../contest/contests.ts';
import { setEntryWays } from './entry-ways-sql.ts';

const publicUrl = 'https://thi.example.vn';
const own = publicUrl;
const unknown = { ok: false, refusal: { code: 'passkey_unknown' } };

describe('[S38] coming back by a passkey', () => {
  let test: TestApp;
  let contest: CachedContest;
  let other: CachedContest;
  beforeAll(async () => {
    test = await openTestApp({}, { publicUrl });
    contest = (await makeContest(test.app, testRules())).contest;
    other = (await makeContest(test.app, testRules())).contest;
  });
  afterAll(() => test.close());

  /** A browser of somebody who is enrolled by a phone. */
  const enrolled = async (): Promise<Browser> => openBrowser(test, (await enrolPerson(test, contest)).cookie);
  const headers = { origin: publicUrl };
  async function make(browser: Browser, passkey: ScriptedPasskey, origin = own) {
    const { challengeId, options } = await must(browser.post<PasskeyBegun>('/api/me/passkeys/begin', {}, headers));
    return browser.post('/api/me/passkeys', { challengeId, credential: passkey.create(options, origin) }, headers);
  }
  const begin = () => must(openBrowser(test).post<PasskeyBegun>('/api/sign-in/passkey', {}, headers));
  const send = (begun: PasskeyBegun, credential: object, browser = openBrowser(test), { slug } = contest) =>
    browser.post(`/api/contests/${slug}/sign-in/passkey`, { challengeId: begun.challengeId, credential }, headers);
  async function back(passkey: ScriptedPasskey, browser = openBrowser(test), to = contest) {
    const begun = await begin();
    return send(begun, passkey.sign(begun.options, own), browser, to);
  }
  const me = (browser: Browser, { slug } = contest) => must(browser.get<Me>(`/api/me?contest=${slug}`));
  const keys = (browser: Browser) => must(browser.get<OwnPasskeys>('/api/me/passkeys'));

  it('whoever is signed in makes one, and comes back by it as the same person, in another contest too', async () => {
    const [browser, later, elsewhere] = [await enrolled(), openBrowser(test), openBrowser(test)];
    const passkey = scriptedPasskey();
    expect(await make(browser, passkey)).toEqual({ ok: true, value: {} });
    expect((await me(browser)).ways).toEqual(['passkey', 'phone']);
    const before = test.messages.length;
    expect(await back(passkey, later)).toEqual({ ok: true, value: {} });
    expect(await back(passkey, elsewhere, other)).toEqual({ ok: true, value: {} });
    expect(test.messages).toHaveLength(before); // no message was paid for
    expect((await me(later)).profile).toEqual((await me(browser)).profile);
    expect(await me(elsewhere, other)).toMatchObject({ signedIn: true, phoneMasked: (await me(browser)).phoneMasked });
    expect(await keys(browser)).toMatchObject([{ id: passkey.id, usedAtMs: test.clock.nowMs() }]);
  });

  it('a challenge counts once, within five minutes, for the address it was made at, and none was made up', async () => {
    const passkey = scriptedPasskey();
    await must(make(await enrolled(), passkey));
    const begun = await begin();
    const credential = passkey.sign(begun.options, own);
    const answers = await Promise.all([send(begun, credential), send(begun, credential)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await send(begun, credential)).toEqual(unknown);
    const late = await begin();
    test.clock.advance(301_000);
    expect(await send(late, passkey.sign(late.options, own))).toEqual(unknown);
    const swapped = await begin();
    expect(await send(swapped, passkey.sign({ ...swapped.options, challenge: 'bWFkZSB1cA' }, own))).toEqual(unknown);
    expect(await send({ ...swapped, challengeId: 'x.y.z' }, passkey.sign(swapped.options, own))).toEqual(unknown);
    const foreign = await begin();
    expect(await send(foreign, passkey.sign(foreign.options, 'https://gia.example.vn'))).toEqual(unknown);
    const unverified = await begin();
    expect(await send(unverified, passkey.sign(unverified.options, own, { verified: false }))).toEqual(unknown);
  });

  it('what was sealed to make a passkey opens no session, and the other way round', async () => {
    const browser = await enrolled();
    const passkey = scriptedPasskey();
    await must(make(browser, passkey));
    const making = await must(browser.post<PasskeyBegun>('/api/me/passkeys/begin', {}, headers));
    expect(await send(making, passkey.sign({ ...making.options, rpId: 'thi.example.vn' }, own))).toEqual(unknown);
  });

  it('a counter that goes back is refused; a device that does not count says 0 each time', async () => {
    const passkey = scriptedPasskey();
    await must(make(await enrolled(), passkey));
    expect(await back(passkey)).toMatchObject({ ok: true });
    passkey.counter = 7;
    expect(await back(passkey)).toMatchObject({ ok: true });
    passkey.counter = 6;
    expect(await back(passkey)).toEqual(unknown);
  });

  it('one passkey is one person’s: nobody else stores it, and what was begun by one is not finished by another', async () => {
    const [holder, stranger] = [await enrolled(), await enrolled()];
    const passkey = scriptedPasskey();
    await must(make(holder, passkey));
    expect(await make(stranger, passkey)).toEqual(unknown);
    const begun = await must(holder.post<PasskeyBegun>('/api/me/passkeys/begin', {}, headers));
    const credential = scriptedPasskey().create(begun.options, own);
    expect(await stranger.post('/api/me/passkeys', { challengeId: begun.challengeId, credential }, headers)).toEqual(
      unknown,
    );
    expect(await keys(stranger)).toEqual([]);
  });

  it('its holder deletes it, nobody else does; a deleted one opens nothing', async () => {
    const [holder, stranger] = [await enrolled(), await enrolled()];
    const passkey = scriptedPasskey();
    await must(make(holder, passkey));
    const remove = (browser: Browser) => browser.post(`/api/me/passkeys/${passkey.id}/delete`, {}, headers);
    expect(await remove(stranger)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await remove(holder)).toEqual({ ok: true, value: {} });
    expect(await back(passkey)).toEqual(unknown);
  });

  it('a person has at most ten', async () => {
    const browser = await enrolled();
    for (let made = 0; made < 10; made++) await must(make(browser, scriptedPasskey()));
    expect(await browser.post('/api/me/passkeys/begin', {}, headers)).toEqual({
      ok: false,
      refusal: { code: 'too_many_passkeys', max: 10 },
    });
  });

  it('[S30] [S36] [S38] a contest that does not take it opens nobody a session; it is no way to come the first time', async () => {
    const browser = await enrolled();
    const passkey = scriptedPasskey();
    await must(make(browser, passkey));
    await setEntryWays(test.db, other.contestId, ['phone']);
    await test.app.contests.load(other.contestId);
    expect(await back(passkey, openBrowser(test), other)).toEqual({ ok: false, refusal: { code: 'way_closed' } });
    await setEntryWays(test.db, other.contestId, ['slip', 'passkey']);
    await test.app.contests.load(other.contestId);
    const later = openBrowser(test);
    await must(back(passkey, later, other));
    const consents = [{ purpose: 'take-part', given: true }];
    const form = { name: 'Lê Thị Hồng', unitCode: '18070', audience: 'CITIZEN', consents };
    expect(await later.post(`/api/contests/${other.slug}/enrol`, form, headers)).toEqual({
      ok: false,
      refusal: { code: 'way_needed', ways: ['slip'] },
    });
  });
});
