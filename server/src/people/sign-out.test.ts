import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { connectDevice, type Device, enrolPerson, enter, say, signInAgain } from '../../test/scripted-contestant.ts';
import { openMc } from '../../test/scripted-show.ts';
import type { CachedContest } from '../contest/contests.ts';
import { sessionMark } from '../web/sessions.ts';
import { closeSession } from '../web/sessions-sql.ts';

describe('signing out', { timeout: 30_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  beforeAll(async () => {
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
  });
  afterAll(() => test.close());

  const closed = (device: Pick<Device, 'connected' | 'once'>) =>
    device.connected ? new Promise<void>((resolve) => device.once('disconnect', () => resolve())) : Promise.resolve();
  const post = async (path: string, cookie: string) => {
    const response = await fetch(`${test.url}${path}`, { method: 'POST', headers: { cookie } });
    return { status: response.status, cookies: response.headers.getSetCookie() };
  };
  async function signedIn(cookie: string): Promise<Device> {
    const device = await connectDevice(test, cookie);
    expect((await enter(device, contest.slug, false)).me).not.toBeNull();
    return device;
  }
  const acts = (device: Device) => say(device, 'clock:read', undefined);

  it('[S11] closes the sockets of that session, and of no other one', async () => {
    const person = await enrolPerson(test, contest);
    const [one, again] = [await signedIn(person.cookie), await signedIn(person.cookie)];
    const other = await signedIn(await signInAgain(test, person));
    const gone = Promise.all([closed(one), closed(again)]);
    expect(await post('/api/sign-out', person.cookie)).toMatchObject({ status: 200 });
    await gone;
    expect(await acts(other)).toMatchObject({ ok: true });
    const back = await connectDevice(test, person.cookie);
    expect((await enter(back, contest.slug, false)).me).toBeNull();
    for (const device of [other, back]) device.disconnect();
  });

  it('[S11] what another process closed is closed here, and a socket whose session was read just before too', async () => {
    const person = await enrolPerson(test, contest);
    const mark = sessionMark(person.cookie) ?? '';
    const device = await signedIn(person.cookie);
    const gone = closed(device);
    test.app.bus.publishLocally('session:closed', { mark });
    await gone;
    await expect.poll(async () => closed(await connectDevice(test, person.cookie))).toBeUndefined();
  });

  it('[S11] [N13] after facts were missed the sessions of contestants are read again', async () => {
    const [person, other] = [await enrolPerson(test, contest), await enrolPerson(test, contest)];
    const [device, stays] = [await signedIn(person.cookie), await signedIn(other.cookie)];
    const gone = closed(device);
    await closeSession(test.db, person.cookie.replace('hoithi_contestant=', ''));
    test.app.bus.publishLocally('facts:missed', {});
    await gone;
    expect(await acts(stays)).toMatchObject({ ok: true });
    stays.disconnect();
  });

  it('[S11] staff who sign out are disconnected; a made-up session disconnects nobody', async () => {
    const { socket, cookie } = await openMc(test, contest);
    const facts: unknown[] = [];
    test.app.bus.subscribe('session:closed', (fact) => facts.push(fact));
    await post('/api/sign-out', 'hoithi_staff=made-up-made-up-made-up-made-up1; hoithi_contestant=made-up');
    expect(facts).toEqual([]);
    expect(socket.connected).toBe(true);
    const gone = closed(socket as never);
    await post('/api/sign-out', cookie);
    await gone;
    expect(facts).toHaveLength(1);
  });

  it('[S12] everywhere: every session of the person ends with its sockets, on every device, and nobody else’s', async () => {
    const [person, other] = [await enrolPerson(test, contest), await enrolPerson(test, contest)];
    const second = await signInAgain(test, person);
    const devices = [await signedIn(person.cookie), await signedIn(second)];
    const stays = await signedIn(other.cookie);
    const gone = Promise.all(devices.map(closed));
    const answered = await post('/api/sign-out/everywhere', second);
    expect(answered.status).toBe(200);
    expect(answered.cookies.some((cookie) => cookie.startsWith('hoithi_contestant=;'))).toBe(true);
    await gone;
    for (const cookie of [person.cookie, second])
      expect((await post('/api/sign-out/everywhere', cookie)).status).toBe(401);
    expect(await test.db.query('select 1 from sessions where person_id = $1', [person.personId])).toEqual([]);
    expect(await acts(stays)).toMatchObject({ ok: true });
    stays.disconnect();
  });
});
