import { randomUUID } from 'node:crypto';
import type { OwnAccount, Proof } from '@hoithi/shared/contract/accounts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import {
  type Browser,
  codeOf,
  joinFirst,
  openBrowser,
  type PasswordHolder,
  proofOf,
} from '../../test/scripted-staff.ts';
import { hashPassword, inPasswordTurn } from './hash-password.ts';
import { proveWho } from './prove.ts';

const stepMs = 30_000;
const place = { origin: 'http://127.0.0.1', rpId: '127.0.0.1', from: '' };

describe('signing in with a password and a code', () => {
  let test: TestApp;
  let known: Browser;
  let holder: PasswordHolder;
  let dear: string;
  let cheap: string;
  beforeAll(async () => {
    test = await openTestApp();
    ({ browser: known, holder } = await joinFirst(test));
    dear = (await readHash()) ?? '';
    // As an older version stored it: each hash says what it takes, and this one is quick.
    cheap = await hashPassword(holder.password, 8);
  });
  beforeEach(async () => {
    await test.db.query('truncate login_guesses');
    await test.db.query('update recovery_codes set used_at_ms = null');
    await setHash(cheap);
    test.clock.advance(10 * stepMs);
  });
  afterAll(() => test.close());
  const readHash = async () =>
    (await test.db.query<{ password_hash: string }>('select password_hash from accounts'))[0]?.password_hash;
  const setHash = (hash: string) =>
    test.db.query('update accounts set password_hash = $1, removed_at_ms = null', [hash]);

  const signIn = (proof: unknown, browser = openBrowser(test)) =>
    browser.post<{ goTo: string }>('/api/staff/sign-in', proof);
  const right = (steps = 0) => proofOf(holder, test.clock, steps);
  const prove = (proof: Proof) => proveWho(test.app, proof, place);

  it('[I10] login, password and code open a session; the login is read without case', async () => {
    const browser = openBrowser(test);
    const proof = await right();
    expect(await signIn({ ...proof, login: holder.login.toUpperCase() }, browser)).toEqual({
      ok: true,
      value: { goTo: '/to-chuc' },
    });
    expect(await must(browser.get<OwnAccount>('/api/account'))).toMatchObject({ login: holder.login });
  });

  it('[I10] a password is stored by scrypt with salt and parameters, and read the same however it is composed', async () => {
    await setHash(dear);
    expect(dear).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await signIn({ ...(await right()), password: holder.password.normalize('NFD') })).toMatchObject({
      ok: true,
    });
  });

  it('[I10] the code of a step works once, and so does none before it', async () => {
    const proof = await right(1);
    expect(await signIn(proof)).toMatchObject({ ok: true });
    expect(await signIn(proof)).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await signIn(await right(0))).toMatchObject({ refusal: { code: 'proof_wrong' } });
    test.clock.advance(2 * stepMs);
    expect(await signIn(await right(0))).toMatchObject({ ok: true });
  });

  it('[I10] of two who send one code at the same instant one comes in', async () => {
    const proof = await right();
    const results = await Promise.all([signIn(proof), signIn(proof)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('[I10] a clock that is one step off is tolerated, two steps are not', async () => {
    expect(await signIn(await right(-2))).toMatchObject({ ok: false });
    expect(await signIn(await right(2))).toMatchObject({ ok: false });
    expect(await signIn(await right(-1))).toMatchObject({ ok: true });
    expect(await signIn(await right(1))).toMatchObject({ ok: true });
  });

  it('[I7] whatever does not fit, and a login that nobody has, are refused alike', async () => {
    const proof = await right();
    const tries = [
      { ...proof, password: 'sai mat khau nay' },
      { ...proof, code: '000000' },
      { ...proof, login: 'khong-co-ai' },
      { kind: 'recovery', login: holder.login, recoveryCode: 'AAAA-BBBB-CCCC-DDDD' },
      { kind: 'recovery', login: 'khong-co-ai', recoveryCode: holder.recoveryCodes[0] },
      { kind: 'passkey', challengeId: 'x', credential: { id: 'x', type: 'public-key' } },
    ];
    for (const each of tries) expect(await signIn(each)).toEqual({ ok: false, refusal: { code: 'proof_wrong' } });
    // Each password costs a whole scrypt, that of nobody too.
    await setHash(dear);
    const spend = async (login: string) => {
      const begun = process.cpuUsage();
      await prove({ ...proof, login } as Proof);
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    const [known_, unknown] = [await spend(holder.login), await spend('khong-co-ai-ca')];
    expect(unknown / known_).toBeGreaterThan(0.3);
  });

  it('[I7] an account that was removed is refused like one that never was', async () => {
    await test.db.query('update accounts set removed_at_ms = 1');
    expect(await signIn(await right())).toEqual({ ok: false, refusal: { code: 'proof_wrong' } });
    expect(await known.get('/api/account')).toMatchObject({ refusal: { code: 'not_signed_in' } });
  });

  it('[I8] from the fifth wrong guess on one waits, twice as long each time; nobody is asked before; a right one resets', async () => {
    const wrong = async () => signIn({ ...(await right()), password: 'sai mat khau nay' });
    for (let guess = 0; guess < 5; guess++) expect(await wrong()).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await wrong()).toMatchObject({ refusal: { code: 'too_fast', retryInMs: 1_000 } });
    expect(await signIn(await right())).toMatchObject({ refusal: { code: 'too_fast' } });
    test.clock.advance(1_000);
    expect(await wrong()).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await wrong()).toMatchObject({ refusal: { code: 'too_fast', retryInMs: 2_000 } });
    test.clock.advance(2_000);
    expect(await signIn(await right())).toMatchObject({ ok: true });
    expect(await wrong()).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await wrong()).toMatchObject({ refusal: { code: 'proof_wrong' } });
  });

  it('[I8] guesses sent at the same instant are all counted', async () => {
    const proof = { ...(await right()), password: 'sai mat khau nay' } as Proof;
    const results = await Promise.all(Array.from({ length: 12 }, () => prove(proof)));
    const codes = results.map((result) => (result.ok ? 'ok' : result.refusal.code));
    expect(codes.filter((code) => code === 'proof_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too_fast')).toHaveLength(7);
  });

  it('[I8] ten thousand guesses from everywhere find nothing and lock nobody out: a session proves, a recovery code opens', async () => {
    const proof = { ...(await right()), password: 'sai mat khau nay' } as Proof;
    let compared = 0;
    for (let guess = 0; guess < 10_000; guess++) {
      const result = await prove(proof);
      if (!result.ok && result.refusal.code === 'proof_wrong') compared += 1;
      test.clock.advance(1_000);
    }
    expect(compared).toBeLessThan(30); // 10,000 seconds are eleven waits of a quarter of an hour
    expect(await signIn(await right())).toMatchObject({ refusal: { code: 'too_fast' } });
    expect(await known.post('/api/account/proof', await right())).toMatchObject({ ok: true });
    const recovery = { kind: 'recovery', login: holder.login, recoveryCode: holder.recoveryCodes[3] };
    expect(await signIn(recovery)).toMatchObject({ ok: true });
    test.clock.advance(900_000);
    expect(await signIn(await right())).toMatchObject({ ok: true });
  }, 60_000);

  it('[I8] guesses at an account are in the trail from the fifth on; whom else somebody typed is nowhere', async () => {
    for (let guess = 0; guess < 5; guess++) {
      await prove({ ...(await right()), password: 'sai mat khau nay' } as Proof);
      await prove({ ...(await right()), login: 'mat-khau-go-nham' } as Proof);
    }
    const { accountId } = await must(known.get<OwnAccount>('/api/account'));
    const trail = () =>
      test.db.query<{ detail: object }>("select * from audit where act = 'account:guessed' and object = $1", [
        `account ${accountId}`,
      ]);
    const counted = async () => (await trail()).map(({ detail }) => detail);
    await expect.poll(counted).toContainEqual({ wrong: 5 });
    expect(await counted()).not.toContainEqual({ wrong: 4 });
    const everything = JSON.stringify([await test.db.query('select * from login_guesses'), await trail()]);
    expect(everything).not.toContain('mat-khau-go-nham');
    expect(everything).not.toContain(holder.login);
  });

  it('[I11] a recovery code opens one session, once, however it is typed; the own account says that means are needed', async () => {
    const recoveryCode = (holder.recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const recovery = { kind: 'recovery', login: holder.login, recoveryCode };
    const browser = openBrowser(test);
    expect(await signIn(recovery, browser)).toMatchObject({ ok: true });
    expect(await signIn(recovery)).toMatchObject({ refusal: { code: 'proof_wrong' } });
    expect(await must(browser.get<OwnAccount>('/api/account'))).toMatchObject({
      recoveryCodesLeft: 9,
      meansNeeded: true,
    });
    expect(await must(known.get<OwnAccount>('/api/account'))).toMatchObject({ meansNeeded: false });
    const stored = JSON.stringify(await test.db.query('select * from recovery_codes'));
    for (const code of holder.recoveryCodes) expect(stored).not.toContain(code);
  });

  it('[I11] of two who use one recovery code at the same instant one comes in', async () => {
    const recovery = { kind: 'recovery', login: holder.login, recoveryCode: holder.recoveryCodes[1] };
    const results = await Promise.all([signIn(recovery), signIn(recovery)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('[I10] two passwords are hashed at once, others wait, and beyond a bound the server is busy', async () => {
    let running = 0;
    let most = 0;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await gate;
      running -= 1;
    };
    const turns = Array.from({ length: 40 }, () =>
      inPasswordTurn(work).then(
        () => 'done',
        (fault: Error) => fault.name,
      ),
    );
    open();
    const ends = await Promise.all(turns);
    expect(most).toBe(2);
    expect(ends.filter((end) => end === 'done')).toHaveLength(32);
    expect(ends.filter((end) => end === 'Busy')).toHaveLength(8);
  });

  it('[I10] a session names its browser, and the one before in this browser ends', async () => {
    const browser = openBrowser(test);
    await must(signIn(await right(), browser));
    const first = browser.cookie;
    test.clock.advance(2 * stepMs);
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
    await must(browser.post('/api/staff/sign-in', await right(), { 'user-agent': agent }));
    expect(
      await openBrowser(test, first.split('; ').find((each) => each.startsWith('hoithi_staff')) ?? '').get(
        '/api/account',
      ),
    ).toMatchObject({ ok: false });
    const { sessions } = await must(browser.get<OwnAccount>('/api/account'));
    expect(sessions.find(({ isThis }) => isThis)?.device).toBe('Chrome 141 · Windows');
  });

  it('[I10] malformed proofs are refused before anything is read', async () => {
    for (const proof of [
      {},
      { kind: 'password' },
      { ...(await right()), code: '12345' },
      { ...(await right()), login: 'có dấu' },
      { ...(await right()), password: 'x'.repeat(201) },
      { kind: 'passkey', challengeId: randomUUID(), credential: { id: 'x' } },
    ])
      expect(await signIn(proof)).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await codeOf(holder.secret, test.clock)).toMatch(/^\d{6}$/);
  });
});
