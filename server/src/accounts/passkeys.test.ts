import type { Invited, Joined, MeansBegun, OwnAccount, PasskeyBegun } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type ScriptedPasskey, scriptedPasskey } from '../../test/scripted-passkey.ts';
import { type Browser, joinFirst, openBrowser } from '../../test/scripted-staff.ts';
import { deleteOldChallenges, deleteOldGuesses } from '../people/delete-old-sign-ins.ts';

const organizer = { role: 'organizer', contestId: null, unitCode: null };

describe('passkeys', () => {
  let test: TestApp;
  let chief: Browser;
  let own: string;
  beforeAll(async () => {
    test = await openTestApp();
    own = test.url;
    chief = (await joinFirst(test)).browser;
  });
  beforeEach(() => test.db.query('truncate login_guesses'));
  afterAll(() => test.close());

  async function begin(browser: Browser, token: string | null): Promise<Extract<MeansBegun, { kind: 'passkey' }>> {
    const message = { token, kind: 'passkey', name: 'Lê Thị Lan' };
    const begun = await must(browser.post<MeansBegun>('/api/staff/means', message));
    if (begun.kind !== 'passkey') throw new Error('a passkey was begun');
    return begun;
  }
  let made = 0;
  async function join(
    passkey: ScriptedPasskey,
    { origin = own, browser = openBrowser(test) }: { origin?: string; browser?: Browser } = {},
  ): Promise<Result<Joined>> {
    const grants = [organizer];
    const invited = await must(chief.post<Invited>('/api/accounts/invite', { name: 'Lan', function: '', grants }));
    const token = invited.path.split('#')[1] ?? '';
    const { challengeId, options } = await begin(browser, token);
    const means = { kind: 'passkey', challengeId, credential: passkey.create(options, origin), label: 'Máy của Lan' };
    return browser.post('/api/staff/join', { token, login: `lan-${++made}`, name: 'Lê Thị Lan', function: '', means });
  }
  const ask = () => must(openBrowser(test).post<PasskeyBegun>('/api/staff/passkey'));
  const send = ({ challengeId }: PasskeyBegun, credential: object, browser = openBrowser(test)) =>
    browser.post('/api/staff/sign-in', { kind: 'passkey', challengeId, credential });
  async function signIn(passkey: ScriptedPasskey, browser = openBrowser(test)) {
    const asked = await ask();
    return send(asked, passkey.sign(asked.options, own), browser);
  }
  const wrong = { ok: false, refusal: { code: 'proof_wrong' } };
  const refusals = async () =>
    (
      await test.db.query<{ detail: { reason: string } }>(
        "select detail from audit where act = 'passkey:refused' order by id",
      )
    ).map(({ detail }) => detail.reason);

  it('[I9] an invited person makes a passkey, joins, and signs in by it without typing a name', async () => {
    const passkey = scriptedPasskey();
    expect(await join(passkey)).toMatchObject({ ok: true, value: { goTo: '/to-chuc' } });
    const browser = openBrowser(test);
    expect(await signIn(passkey, browser)).toEqual({ ok: true, value: { goTo: '/to-chuc' } });
    expect(await must(browser.get<OwnAccount>('/api/account'))).toMatchObject({
      name: 'Lê Thị Lan',
      hasPassword: false,
      passkeys: [{ id: passkey.id, label: 'Máy của Lan', usedAtMs: test.clock.nowMs() }],
    });
  });

  it('[I9] what the browser is asked for: discoverable, verified, for this host', async () => {
    const asked = await ask();
    expect(asked.options).toMatchObject({ rpId: '127.0.0.1', userVerification: 'required' });
    const { options } = await begin(chief, null);
    expect(options).toMatchObject({
      rp: { id: '127.0.0.1', name: 'Hội Thi' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
  });

  it('[I9] a passkey that another address made is refused, and so is one that is used at another address', async () => {
    expect(await join(scriptedPasskey(), { origin: 'https://khac.example' })).toEqual(wrong);
    const passkey = scriptedPasskey();
    await must(join(passkey));
    const asked = await ask();
    const before = await refusals();
    expect(await send(asked, passkey.sign(asked.options, 'https://khac.example'))).toEqual(wrong);
    expect((await refusals()).slice(before.length)).toEqual(['origin']);
    const other = await ask();
    expect(await send(other, passkey.sign(other.options, own, { rpId: 'khac.example' }))).toEqual(wrong);
    expect((await refusals()).slice(before.length)).toEqual(['origin']);
  });

  it('[I9] a counter that went back, or stands still, is refused and is in the trail; one that goes on counts', async () => {
    const passkey = scriptedPasskey();
    passkey.counter = 5;
    await must(join(passkey));
    passkey.counter = 7;
    expect(await signIn(passkey)).toMatchObject({ ok: true });
    const before = await refusals();
    expect(await signIn(passkey)).toEqual(wrong);
    passkey.counter = 6;
    expect(await signIn(passkey)).toEqual(wrong);
    passkey.counter = 0;
    expect(await signIn(passkey)).toEqual(wrong);
    expect((await refusals()).slice(before.length)).toEqual(['counter', 'counter', 'counter']);
    passkey.counter = 8;
    expect(await signIn(passkey)).toMatchObject({ ok: true });
  });

  it('[I9] a device that does not count says 0 each time', async () => {
    const passkey = scriptedPasskey();
    await must(join(passkey));
    expect(await signIn(passkey)).toMatchObject({ ok: true });
    expect(await signIn(passkey)).toMatchObject({ ok: true });
  });

  it('[I9] a challenge works once, within five minutes, and none was made up', async () => {
    const passkey = scriptedPasskey();
    await must(join(passkey));
    const asked = await ask();
    const credential = passkey.sign(asked.options, own);
    expect((await Promise.all([send(asked, credential), send(asked, credential)])).map(({ ok }) => ok).sort()).toEqual([
      false,
      true,
    ]);
    expect(await send(asked, credential)).toEqual(wrong);
    const late = await ask();
    test.clock.advance(300_000);
    expect(await send(late, passkey.sign(late.options, own))).toEqual(wrong);
    const swapped = await ask();
    expect(await send(swapped, passkey.sign({ ...swapped.options, challenge: 'bWFkZSB1cA' }, own))).toEqual(wrong);
  });

  it('[I9] a device that did not verify its holder, and one that names another holder, are refused', async () => {
    const [passkey, other] = [scriptedPasskey(), scriptedPasskey()];
    await must(join(passkey));
    await must(join(other));
    const asked = await ask();
    expect(await send(asked, passkey.sign(asked.options, own, { verified: false }))).toEqual(wrong);
    const named = await ask();
    const userHandle = Buffer.from('0123456789abcdef').toString('base64url');
    expect(await send(named, passkey.sign(named.options, own, { userHandle }))).toEqual(wrong);
    const stolen = await ask();
    expect(await send(stolen, { ...other.sign(stolen.options, own), id: passkey.id, rawId: passkey.id })).toEqual(
      wrong,
    );
  });

  it('[I9] rubbish in the place of a credential is refused without a fault', async () => {
    const passkey = scriptedPasskey();
    await must(join(passkey));
    for (const response of [
      {},
      null,
      { clientDataJSON: 'x' },
      { clientDataJSON: 'bnVsbA', authenticatorData: 'x', signature: '' },
    ]) {
      const asked = await ask();
      expect(await send(asked, { id: passkey.id, rawId: passkey.id, type: 'public-key', response })).toEqual(wrong);
    }
  });

  it('[I9] one passkey belongs to one account', async () => {
    const passkey = scriptedPasskey();
    await must(join(passkey));
    expect(await join(passkey)).toEqual(wrong);
  });

  it('[I14] a second passkey is added and the first deleted, and the last way to sign in stays', async () => {
    const [first, second] = [scriptedPasskey(), scriptedPasskey()];
    const browser = openBrowser(test);
    await must(join(first, { browser }));
    const drop = (id: string) => browser.post(`/api/account/passkeys/${id}/delete`);
    expect(await drop(first.id)).toMatchObject({ refusal: { code: 'last_means' } });
    const { challengeId, options } = await begin(browser, null);
    const credential = second.create(options, own);
    const means = { kind: 'passkey', challengeId, credential, label: 'Điện thoại' };
    expect(await browser.post('/api/account/means', { means })).toEqual({ ok: true, value: {} });
    const both = await Promise.all([drop(first.id), drop(second.id)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await drop('khong-co')).toMatchObject({ refusal: { code: 'not_found' } });
    const { passkeys } = await must(browser.get<OwnAccount>('/api/account'));
    expect(passkeys).toHaveLength(1);
  });

  it('[I3] new ways to sign in, and new codes, ask for a fresh proof, which a passkey of another account is not', async () => {
    const [passkey, other] = [scriptedPasskey(), scriptedPasskey()];
    const browser = openBrowser(test);
    await must(join(passkey, { browser }));
    await must(join(other));
    test.clock.advance(600_001);
    const renew = () => browser.post('/api/account/recovery-codes');
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    expect(await browser.post(`/api/account/passkeys/${passkey.id}/delete`)).toMatchObject({
      refusal: { code: 'prove_again' },
    });
    const prove = async (by: ScriptedPasskey) => {
      const { challengeId, options } = await ask();
      return browser.post('/api/account/proof', { kind: 'passkey', challengeId, credential: by.sign(options, own) });
    };
    expect(await prove(other)).toEqual(wrong);
    expect(await renew()).toMatchObject({ refusal: { code: 'prove_again' } });
    expect(await prove(passkey)).toMatchObject({ ok: true });
    expect(await must(renew() as Promise<Result<string[]>>)).toHaveLength(10);
  });

  it('[I8] [I9] old challenges and guesses are deleted, those of now stay', async () => {
    await ask();
    await openBrowser(test).post('/api/staff/sign-in', {
      kind: 'password',
      login: 'khong-co',
      password: 'x',
      code: '123456',
    });
    expect(await deleteOldChallenges({ ...test.app })).toBe(0);
    const left = () => test.db.query<{ id: string }>('select id from staff_challenges');
    const count = (await left()).length;
    expect(await deleteOldGuesses({ ...test.app })).toBe(0);
    test.clock.advance(86_400_001);
    expect(count).toBeGreaterThan(2);
    expect(await deleteOldChallenges({ ...test.app }, 2)).toBe(count);
    expect(await deleteOldGuesses({ ...test.app })).toBe(1);
    expect(await left()).toEqual([]);
  });
});
