import type { MessagesView } from '@hoithi/shared/contract/message-views';
import type { Result } from '@hoithi/shared/contract/result';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../test/fake-gateway.ts';
import { openStaff } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { httpGateway } from '../platform/gateway/http-gateway.ts';
import type { MessageGateway } from '../platform/gateway/message-gateway.ts';
import { noBudget, routeOf } from '../platform/gateway/test-routes.ts';
import { deleteOldMessages } from './delete-messages.ts';

describe('signing in by message routes, and the page that shows how they do', { timeout: 60_000 }, () => {
  let test: TestApp;
  let fake: FakeGateway;
  let staff: string;
  let number = 0;

  beforeAll(async () => {
    fake = await FakeGateway.open();
    let inner: MessageGateway | null = null;
    const gateway: MessageGateway = {
      get routes() {
        return inner?.routes ?? [];
      },
      send: async (message) => (await inner?.send(message)) ?? { ok: false, reason: 'not open yet' },
    };
    test = await openTestApp({}, { gateway });
    const body = '{"to":"{{phone}}","otp":"{{code}}"}';
    const to = (name: string) => ({ url: `${fake.origin}/${name}`, method: 'POST', headers: {}, body });
    inner = httpGateway({ db: test.db, clock: test.clock, log: pino({ level: 'silent' }) }, [
      routeOf(fake.origin, 'zalo', {
        ...{ title: 'Zalo ZNS', price: 300, budget: { ...noBudget, messagesPerDay: 500, moneyPerMonth: 90_000 } },
        request: to('zalo'),
      }),
      routeOf(fake.origin, 'sms', { title: 'SMS', price: 800, request: to('sms') }),
    ]);
    const { token } = await openStaff(test, { role: 'organizer', contestId: null });
    staff = `hoithi_staff=${token}`;
  });
  afterAll(async () => {
    fake.close();
    await test.close();
  });

  const post = async <T>(path: string, body: object) => {
    const response = await fetch(`${test.url}${path}`, {
      method: 'POST',
      headers: { origin: test.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result<T>;
  };
  const newPhone = () => {
    number += 1;
    return `0912${String(number).padStart(6, '0')}`;
  };
  const requestCode = (phone: string) => post<{ challengeId: string }>('/api/sign-in/code', { phone });
  const lastCode = () => (JSON.parse(fake.received.at(-1)?.body ?? '{}') as { otp: string }).otp;
  async function signIn(phone: string) {
    const requested = await requestCode(phone);
    if (!requested.ok) return requested;
    return post('/api/sign-in/verify', { challengeId: requested.value.challengeId, code: lastCode() });
  }
  async function readPage(hours = 24): Promise<MessagesView> {
    const response = await fetch(`${test.url}/api/organizer/messages?hours=${hours}`, { headers: { cookie: staff } });
    const answer = (await response.json()) as Result<MessagesView>;
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  }

  it('[S50] somebody signs in by the second route while the first one fails', async () => {
    fake.behave = ({ path }) => ({ status: path === '/zalo' ? 502 : 200 });
    expect(await signIn(newPhone())).toMatchObject({ ok: true });
    expect(fake.calls).toEqual({ '/zalo': 1, '/sms': 1 });
    test.clock.advance(6 * 60_000);
    const [zalo, sms] = (await readPage()).routes;
    expect(zalo).toMatchObject({ title: 'Zalo ZNS', sent: 0, failed: [{ why: 'status', messages: 1 }], cost: 0 });
    expect(sms).toMatchObject({ sent: 1, codes: 1, codesUsed: 1, cost: 800, suspect: false, budget: [] });
  });

  it('[S3] where every route fails the contestant reads it, and asks again a minute later', async () => {
    fake.behave = () => ({ status: 500 });
    const phone = newPhone();
    expect(await requestCode(phone)).toMatchObject({ refusal: { code: 'message_not_sent' } });
    fake.behave = () => ({});
    test.clock.advance(60_000);
    expect(await signIn(phone)).toMatchObject({ ok: true });
  });

  it('[S54] whoever got nothing asks again, and the code comes by the next route', async () => {
    test.clock.advance(3_600_000);
    fake.received = [];
    fake.behave = () => ({});
    const phone = newPhone();
    await requestCode(phone); // the first route says success and sends nothing
    test.clock.advance(60_000);
    expect(await signIn(phone)).toMatchObject({ ok: true });
    test.clock.advance(60_000);
    await requestCode(phone); // the code before was used: nothing is wrong with the first route for them
    expect(fake.received.map(({ path }) => path)).toEqual(['/zalo', '/sms', '/zalo']);
  });

  it('[S54] a route that lies is seen by codes that nobody uses, and what is left of its budget is shown', async () => {
    test.clock.advance(3_600_000);
    for (let at = 0; at < 20; at++) await requestCode(newPhone());
    expect((await readPage(1)).routes[0]).toMatchObject({ sent: 20, codes: 0, suspect: false }); // they may yet be used
    test.clock.advance(5 * 60_000);
    const page = await readPage(1);
    expect(page.routes[0]).toMatchObject({ codes: 20, codesUsed: 0, suspect: true });
    expect(page.routes[0]?.budget).toEqual([
      { of: 'messages', period: 'day', used: 23, max: 500 },
      { of: 'money', period: 'month', used: 23 * 300, max: 90_000 },
    ]);
    expect(JSON.stringify(page)).not.toMatch(/912\d{6}/);
  });

  it('[S56] what became of messages is deleted after 90 days, so many at a time', async () => {
    const before = await test.db.query('select 1 from messages');
    test.clock.advance(90 * 86_400_000 - 6 * 60_000);
    await requestCode(newPhone());
    test.clock.advance(3 * 3_600_000);
    expect(await deleteOldMessages(test.app, 7)).toBe(before.length);
    expect(await test.db.query('select 1 from messages')).toHaveLength(1);
  });
});
