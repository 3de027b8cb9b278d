import { accept } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { deviceDays } from '../web/devices.ts';
import { hashOf, readKnown, readStaffSession, rememberDevice } from '../web/sessions-sql.ts';
import { deleteOldCodes, deleteOldDevices, deleteOldSessions } from './delete-old-sign-ins.ts';
import { findOrMakePerson } from './people-sql.ts';
import { codeLivesMs, requestCode, verifyCode } from './sign-in-codes.ts';

const dayMs = 86_400_000;

describe('old sign-in codes', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  let numbers = 0;
  async function ask(): Promise<string> {
    const phone = `09120${String(++numbers).padStart(5, '0')}`;
    const asked = await requestCode(test.app, { phone, locale: 'vi' }, { device: phone, address: 'here' });
    if (!asked.ok) throw new Error('a code goes out');
    return asked.value.challengeId;
  }
  const kept = async () => {
    const rows = await test.db.query<{ id: string }>('select id from sign_in_codes');
    return new Set(rows.map(({ id }) => id));
  };
  const deleteAll = async () => {
    test.clock.advance(codeLivesMs + dayMs + 1);
    await deleteOldCodes(test.app);
  };

  it('[S9] a code that expired stays for a day, to the millisecond, and is then deleted with its number', async () => {
    const first = await ask();
    test.clock.advance(1);
    const second = await ask();
    test.clock.advance(codeLivesMs + dayMs - 1);
    expect(await deleteOldCodes(test.app)).toBe(0);
    test.clock.advance(1);
    expect(await deleteOldCodes(test.app)).toBe(1);
    expect(await kept()).toEqual(new Set([second]));
    expect(
      await verifyCode(test.app, { challengeId: first, code: '123456' }, { device: first, address: 'here' }),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'code_expired' },
    });
    await deleteAll();
    expect((await kept()).size).toBe(0);
  });

  it('[S9] [S3] a code that is still valid stays, and opens the session', async () => {
    test.messages.length = 0;
    const challengeId = await ask();
    const code = /\d{6}/.exec(test.messages.at(-1) ?? '')?.[0] ?? '';
    expect(await deleteOldCodes(test.app)).toBe(0);
    expect(await verifyCode(test.app, { challengeId, code }, { device: challengeId, address: 'here' })).toEqual(
      accept(expect.anything()),
    );
    await deleteAll();
  });

  it('[S9] many are deleted in portions by one run; several runs at once and one more change nothing', async () => {
    for (let i = 0; i < 11; i++) await ask();
    test.clock.advance(codeLivesMs + dayMs + 1);
    const young = await ask();
    const gone = await Promise.all([deleteOldCodes(test.app, 3), deleteOldCodes(test.app, 3)]);
    expect(gone[0] + gone[1]).toBe(11);
    expect(await kept()).toEqual(new Set([young]));
    expect(await deleteOldCodes(test.app, 3)).toBe(0);
  });
});

describe('known devices', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[S10a] a device that has not signed in for as long as its token lasts is forgotten, to the millisecond', async () => {
    const phone = '+84912999999';
    const person = await findOrMakePerson(test.db, phone, crypto.randomUUID(), 0);
    const remember = (device: string) =>
      rememberDevice(test.db, { personId: person.id, phone, device, nowMs: test.clock.nowMs() });
    await remember('phone');
    await remember('tablet');
    test.clock.advance(1);
    await remember('tablet');
    test.clock.advance(deviceDays * dayMs - 1);
    expect(await deleteOldDevices(test.app)).toBe(0);
    test.clock.advance(1);
    expect(await deleteOldDevices(test.app)).toBe(1);
    expect(await readKnown(test.db, phone, 'phone')).toEqual({ isNumber: true, isDevice: false });
    expect(await readKnown(test.db, phone, 'tablet')).toEqual({ isNumber: true, isDevice: true });
  });
});

describe('old sessions', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const openOne = () => openStaff(test, { role: 'organizer', contestId: null });
  const kept = async () => {
    const rows = await test.db.query<{ token_hash: string }>('select token_hash from sessions');
    return new Set(rows.map((row) => row.token_hash));
  };

  it('[S10] a session that expired stays for a day, to the millisecond, and is then deleted; a valid one stays', async () => {
    const first = await openOne();
    test.clock.advance(1);
    const second = await openOne();
    test.clock.advance(first.expiresAtMs + dayMs - test.clock.nowMs());
    expect(await deleteOldSessions(test.app)).toBe(0);
    const living = await openOne();
    test.clock.advance(1);
    expect(await deleteOldSessions(test.app)).toBe(1);
    expect(await kept()).toEqual(new Set([hashOf(second.token), hashOf(living.token)]));
    expect(await readStaffSession(test.db, living.token, test.clock.nowMs())).toMatchObject({
      grants: [{ role: 'organizer' }],
    });
    test.clock.advance(1);
    expect(await deleteOldSessions(test.app)).toBe(1);
  });

  it('[S10] many are deleted in portions; several runs at once delete the same', async () => {
    const before = (await kept()).size;
    const opened = await Promise.all(Array.from({ length: 11 }, openOne));
    test.clock.advance((opened[0]?.expiresAtMs ?? 0) + dayMs + 1 - test.clock.nowMs());
    const gone = await Promise.all([deleteOldSessions(test.app, 3), deleteOldSessions(test.app, 3)]);
    expect(gone[0] + gone[1]).toBe(11 + before);
    expect((await kept()).size).toBe(0);
  });
});
