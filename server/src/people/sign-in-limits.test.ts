import type { Result } from '@hoithi/shared/contract/result';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import type { OverloadSettings } from '../platform/limits/limit-settings.ts';

describe('how many sign-in messages go out', { timeout: 60_000 }, () => {
  let test: TestApp;
  afterEach(() => test.close());
  let numbers = 0;
  const newNumber = (): string => `0913${String(++numbers).padStart(6, '0')}`;

  async function open(overload: Partial<OverloadSettings> = {}) {
    test = await openTestApp(overload);
    return { post };
  }
  async function post<T>(path: string, body: object, cookie = '') {
    const response = await fetch(`${test.url}/api/sign-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    const device = response.headers.getSetCookie().find((each) => each.startsWith('hoithi_device='));
    const result = (await response.json()) as Result<T>;
    return { result, device: device?.split(';')[0] ?? null, refusal: result.ok ? null : result.refusal };
  }
  const requestCode = (phone: string, cookie = '') => post<{ challengeId: string }>('code', { phone }, cookie);
  /** Reads the message and uses the code. */
  async function signIn(phone: string, cookie = '') {
    const { result, device } = await requestCode(phone, cookie);
    if (!result.ok) throw new Error(result.refusal.code);
    const code = /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1];
    const { challengeId } = result.value;
    const verified = await post('verify', { challengeId, code }, cookie === '' ? (device ?? '') : cookie);
    expect(verified.result.ok).toBe(true);
    return cookie === '' ? (device ?? '') : cookie;
  }

  it('[W3] a device token that the server did not sign is none: each made-up one is a new device behind its address', async () => {
    await open({ messagesPerAddress: 3 });
    const madeUp = [`hoithi_device=${crypto.randomUUID()}`, `hoithi_device=${'a'.repeat(22)}.${'b'.repeat(22)}`, ''];
    for (const cookie of madeUp) {
      const { result, device } = await requestCode(newNumber(), cookie);
      expect([result.ok, device !== null]).toEqual([true, true]); // the server gives it one of its own
    }
    for (const cookie of madeUp)
      expect((await requestCode(newNumber(), cookie)).refusal).toMatchObject({ code: 'messages_spent', of: 'address' });
    expect(test.messages).toHaveLength(3);
  });

  it('[W3] a token that the server signed is the same device in every process of the installation', async () => {
    await open();
    const { device } = await requestCode(newNumber());
    expect((await requestCode(newNumber(), device ?? '')).device).toBeNull();
    const keys = await test.db.query<{ device_key: string | null }>('select device_key from installation');
    expect(keys).toHaveLength(1);
  });

  it('[W8a] behind an address there is room for every hall in which people use their codes', async () => {
    await open({ messagesPerAddress: 3 });
    for (let at = 0; at < 12; at++) await signIn(newNumber());
    expect(test.messages).toHaveLength(12);
  });

  it('[W8c] where an address has spent its codes, numbers that have signed in before still get theirs', async () => {
    await open({ messagesPerAddress: 3, messagesPerHour: 20 });
    const known = Array.from({ length: 4 }, newNumber);
    for (const phone of known) await signIn(phone);
    test.clock.advance(60_000);
    for (let at = 0; at < 3; at++) expect((await requestCode(newNumber())).result.ok).toBe(true); // one person of a hall
    expect((await requestCode(newNumber())).refusal).toMatchObject({ code: 'messages_spent', of: 'address' });
    for (const phone of known) expect((await requestCode(phone)).result.ok).toBe(true);
    expect((await requestCode(known[0] ?? '')).refusal).toMatchObject({ code: 'too_fast' });
    expect(test.app.messageBudget.used()).toBe(11);
  });

  it("[W8c] the hour's messages bound these numbers too, and so does their device", async () => {
    await open({ messagesPerAddress: 1, messagesPerHour: 3 });
    const known = newNumber();
    await signIn(known);
    test.clock.advance(60_000);
    await requestCode(newNumber());
    expect((await requestCode(known)).result.ok).toBe(true);
    test.clock.advance(60_000);
    expect((await requestCode(known)).refusal).toMatchObject({ code: 'messages_spent', of: 'all' });
  });

  it('[W8a] a device waits once it has left ten codes of the hour unused', async () => {
    await open();
    const { device } = await requestCode(newNumber());
    for (let at = 0; at < 9; at++) await requestCode(newNumber(), device ?? '');
    expect((await requestCode(newNumber(), device ?? '')).refusal).toMatchObject({ of: 'device' });
    expect((await requestCode(newNumber())).result.ok).toBe(true);
    test.clock.advance(3_600_000);
    expect((await requestCode(newNumber(), device ?? '')).result.ok).toBe(true);
  });

  it('[S3a] requests of one number at the same instant make one code and one message', async () => {
    await open();
    const phone = newNumber();
    const answers = await Promise.all(Array.from({ length: 6 }, () => requestCode(phone)));
    expect(answers.filter(({ result }) => result.ok)).toHaveLength(1);
    expect(answers.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(Array(5).fill('too_fast'));
    expect(test.messages).toHaveLength(1);
    expect(await test.db.query('select 1 from sign_in_codes')).toHaveLength(1);
    expect(test.app.messageBudget.used()).toBe(1);
  });

  it('[S3a] a number gets five codes within an hour and ten within a day', async () => {
    await open();
    const phone = newNumber();
    for (let at = 0; at < 5; at++) {
      expect((await requestCode(phone)).result.ok).toBe(true);
      test.clock.advance(60_000);
    }
    expect((await requestCode(phone)).refusal).toEqual({
      code: 'messages_spent',
      of: 'number',
      retryInMs: 3_300_000,
    });
    test.clock.advance(3_600_000);
    for (let at = 0; at < 5; at++) {
      expect((await requestCode(phone)).result.ok).toBe(true);
      test.clock.advance(60_000);
    }
    test.clock.advance(3_600_000);
    expect((await requestCode(phone)).refusal).toMatchObject({ of: 'number' });
    test.clock.advance(86_400_000);
    expect((await requestCode(phone)).result.ok).toBe(true);
  });

  it('[S3b] a stranger takes away neither the challenge of a device that has signed in with the number, nor its count', async () => {
    await open();
    const phone = newNumber();
    const own = await signIn(phone);
    test.clock.advance(60_000);
    const { result } = await requestCode(phone, own);
    if (!result.ok) throw new Error(result.refusal.code);
    const code = /\b(\d{6})\b/.exec(test.messages.at(-1) ?? '')?.[1];
    for (let at = 0; at < 4; at++) {
      expect((await requestCode(phone)).result.ok).toBe(true); // the fifth of strangers: by the first the owner signed in
      if (at < 3) test.clock.advance(60_000);
    }
    test.clock.advance(60_000);
    expect((await requestCode(phone)).refusal).toMatchObject({ code: 'messages_spent', of: 'number' });
    const { challengeId } = result.value;
    expect((await post('verify', { challengeId, code }, own)).result.ok).toBe(true);
    expect((await requestCode(phone, own)).result.ok).toBe(true);
  });

  it('[S3b] devices that have signed in with a number share one code at a time, and five within an hour', async () => {
    await open();
    const phone = newNumber();
    const one = await signIn(phone);
    test.clock.advance(60_000);
    const other = await signIn(phone);
    for (let at = 0; at < 5; at++) {
      test.clock.advance(60_000);
      expect((await requestCode(phone, at % 2 ? one : other)).result.ok).toBe(true);
    }
    test.clock.advance(60_000);
    for (const device of [one, other])
      expect((await requestCode(phone, device)).refusal).toMatchObject({ code: 'messages_spent', of: 'number' });
  });

  it("[W8b] when the hour's messages run low, whoever left a code unused waits, and not who comes first", async () => {
    await open({ messagesPerHour: 12 });
    const known = newNumber();
    await signIn(known); // 1
    const { device } = await requestCode(newNumber());
    const tried = newNumber();
    for (let at = 0; at < 6; at++) await requestCode(at === 0 ? tried : newNumber(), device ?? '');
    await requestCode(newNumber()); // 9 of 12: the last quarter begins
    test.clock.advance(60_000);
    const waits = { code: 'messages_spent', of: 'all', retryInMs: 3_480_000 };
    expect((await requestCode(newNumber(), device ?? '')).refusal).toEqual(waits); // this device failed
    expect((await requestCode(tried)).refusal).toEqual(waits); // this number failed
    expect((await requestCode(newNumber())).result.ok).toBe(true); // comes for the first time
    expect((await requestCode(known)).result.ok).toBe(true); // signed in before
    expect((await requestCode(newNumber())).result.ok).toBe(true);
    expect((await requestCode(newNumber())).refusal).toEqual(waits); // all twelve were sent
  });

  it("[W8b] when they run low, an address most of whose codes are unused waits, and others don't", async () => {
    await open({ messagesPerHour: 80 });
    for (let at = 0; at < 60; at++) await requestCode(newNumber());
    expect((await requestCode(newNumber())).refusal).toMatchObject({ code: 'messages_spent', of: 'all' });
    expect(test.app.messageBudget.take({ device: 'x', address: 'another' })).toEqual({ ok: true, isLow: true });
  });
});
