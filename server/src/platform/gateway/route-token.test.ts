import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway, rotatingTokens } from '../../../test/fake-gateway.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { type ManualClock, manualClock } from '../clock/manual-clock.ts';
import type { Database } from '../db/database.ts';
import { httpGateway } from './http-gateway.ts';
import type { MessageRoute } from './message-route.ts';
import { routeOf } from './test-routes.ts';

describe('[S52] the token of a route', { timeout: 60_000 }, () => {
  let fake: FakeGateway;
  let db: Database;
  let close: () => Promise<void>;
  let clock: ManualClock;
  let tokens: ReturnType<typeof rotatingTokens>;

  beforeAll(async () => {
    fake = await FakeGateway.open();
    ({ db, close } = await freshDatabase());
  });
  beforeEach(async () => {
    tokens = rotatingTokens();
    fake.received = [];
    fake.behave = tokens.behave;
    clock = manualClock(Date.parse('2026-03-17T19:00:00+07:00'));
    await db.query('delete from messages; delete from message_tokens;');
  });
  afterAll(async () => {
    fake.close();
    await close();
  });

  const zalo = (firstRefresh = 'refresh-0'): MessageRoute =>
    routeOf(fake.origin, 'zalo', {
      request: {
        url: `${fake.origin}/zalo`,
        method: 'POST',
        headers: { 'x-token': '{{token}}' },
        body: '{"to":"{{phone}}","otp":"{{code}}"}',
      },
      success: { path: 'error', values: ['0'] },
      referencePath: 'id',
      token: {
        request: {
          url: `${fake.origin}/token`,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'refresh={{refresh}}',
        },
        timeoutMs: 5_000,
        firstRefresh,
        ...{ accessPath: 'access_token', refreshPath: 'refresh_token', expiresPath: 'expires_in' },
        gone: { path: 'error', values: ['-124', '-216'] },
      },
    });
  const processOf = (route = zalo()) => httpGateway({ db, clock, log: pino({ level: 'silent' }) }, [route]);
  const message = () => ({
    ...{ id: randomUUID(), phone: '+84912345678', code: '012345', locale: 'vi' as const, earlier: 0 },
    purpose: 'code' as const,
  });

  it('is got once and used by every process until its time is over', async () => {
    const processes = [processOf(), processOf()];
    for (const each of [...processes, ...processes]) expect(await each.send(message())).toEqual({ ok: true });
    expect(fake.calls).toEqual({ '/token': 1, '/zalo': 4 });
    expect(await db.query('select distinct reference from messages')).toEqual([{ reference: 'm-1' }]);
    clock.advance(3_600_000);
    expect(await processes[0]?.send(message())).toEqual({ ok: true });
    expect(tokens.renewals()).toBe(2);
  });

  it('is renewed by one of many that find it gone at the same moment, since its refresh token works once', async () => {
    const processes = [processOf(), processOf(), processOf()];
    for (const each of processes) await each.send(message());
    tokens.expire();
    const sent = await Promise.all(Array.from({ length: 12 }, async (_, at) => processes[at % 3]?.send(message())));
    expect(sent.every((each) => each?.ok)).toBe(true);
    expect(tokens.renewals()).toBe(2);
    expect(fake.calls['/token']).toBe(2);
  });

  it('is stored sealed, and a process that starts later goes on with the refresh token of the last renewal', async () => {
    await processOf().send(message());
    const stored = JSON.stringify(await db.query('select * from message_tokens'));
    expect(stored).not.toMatch(/access-1|refresh-1/);
    clock.advance(3_600_000);
    expect(await processOf().send(message())).toEqual({ ok: true });
    expect(fake.received.filter(({ path }) => path === '/token').map(({ body }) => body)).toEqual([
      'refresh=refresh-0',
      'refresh=refresh-1',
    ]);
  });

  it('that the gateway refuses to renew is a failure of the route; a new one in the settings is taken at once', async () => {
    await processOf().send(message());
    await db.query('delete from message_tokens'); // as a database from an old backup has it: the first refresh token was used
    expect(await processOf().send(message())).toEqual({ ok: false, reason: 'zalo: it gives no token' });
    expect(await processOf(zalo('refresh-1')).send(message())).toEqual({ ok: true });
  });

  it.each([{ status: 200, body: '<html>' }, { status: 500 }, { status: 200, body: '{"access_token":""}' }])(
    'that comes as garbage is none: %o',
    async (reply) => {
      fake.behave = () => reply;
      expect(await processOf().send(message())).toEqual({ ok: false, reason: 'zalo: it gives no token' });
      fake.behave = tokens.behave;
      expect(await processOf().send(message())).toEqual({ ok: true });
    },
  );
});
