import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../../test/fake-gateway.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { type ManualClock, manualClock } from '../clock/manual-clock.ts';
import type { Database } from '../db/database.ts';
import { httpGateway } from './http-gateway.ts';
import { logGateway } from './log-gateway.ts';
import type { Message } from './message-gateway.ts';
import type { MessageRoute } from './message-route.ts';
import { noBudget, routeOf } from './test-routes.ts';

const log = pino({ level: 'silent' });
const codeFor = (change: Partial<Extract<Message, { purpose: 'code' }>> = {}): Message => ({
  ...{ id: randomUUID(), purpose: 'code', phone: '+84912345678', code: '012345', locale: 'vi', earlier: 0, ...change },
});

describe('messages by HTTP gateways', { timeout: 60_000 }, () => {
  let fake: FakeGateway;
  let db: Database;
  let clock: ManualClock;
  let close: () => Promise<void>;

  beforeAll(async () => {
    fake = await FakeGateway.open();
    ({ db, close } = await freshDatabase());
  });
  beforeEach(async () => {
    fake.received = [];
    fake.behave = () => ({ body: '{}' });
    clock = manualClock(Date.parse('2026-03-17T19:00:00+07:00'));
    await db.query('delete from messages; delete from message_spending;');
  });
  afterAll(async () => {
    fake.close();
    await close();
  });

  const gatewayOf = (...routes: MessageRoute[]) => httpGateway({ db, clock, log }, routes);
  const one = (change: Partial<MessageRoute> = {}) => gatewayOf(routeOf(fake.origin, 'one', change));
  const two = (first: Partial<MessageRoute> = {}, second: Partial<MessageRoute> = {}) =>
    gatewayOf(routeOf(fake.origin, 'zalo', first), routeOf(fake.origin, 'sms', second));
  const rows = () =>
    db.query<{ route: string; why: string | null }>('select route, why from messages order by at_ms, id, place');
  const request = (change: Partial<MessageRoute['request']>) => ({ ...routeOf(fake.origin, 'one').request, ...change });
  const texts = { vi: 'Mã "{{code}}" & <hết>\n', en: 'Code {{code}}' };

  it('[S3] sends the filled body with the method and headers of the settings, and the id of the message', async () => {
    const body = '{"to":"{{phone}}","to84":"{{phone84}}","otp":"{{code}}","content":"{{text}}"}';
    const headers = { authorization: 'Bearer key', 'x-request-id': '{{id}}' };
    const message = codeFor();
    const sent = await one({ texts, request: request({ method: 'PUT', headers, body }) }).send(message);
    expect(sent).toEqual({ ok: true });
    expect(fake.received[0]).toMatchObject({ method: 'PUT', path: '/one' });
    expect(fake.received[0]?.headers).toMatchObject({ authorization: 'Bearer key', 'x-request-id': message.id });
    expect(fake.received[0]?.headers['content-type']).toContain('application/json');
    expect(JSON.parse(fake.received[0]?.body ?? '')).toEqual({
      to: '0912345678',
      to84: '84912345678',
      otp: '012345',
      content: 'Mã "012345" & <hết>\n',
    });
  });

  it('[S3] escapes a form body and the address, an XML body, and leaves plain text as it is', async () => {
    const url = `${fake.origin}/send?to={{phone84}}&text={{text}}`;
    const send = (type: string, body: string) =>
      one({ texts, request: request({ url, headers: { 'Content-Type': type }, body }) }).send(codeFor());
    await send('application/x-www-form-urlencoded', 'otp={{code}}&text={{text}}&last=1');
    await send('text/xml', '<m>{{text}}</m>');
    await send('text/plain', '{{text}}');
    const [form, ...others] = fake.received.map(({ body }) => body);
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
      otp: '012345',
      text: 'Mã "012345" & <hết>\n',
      last: '1',
    });
    expect(new URL(fake.received[0]?.path ?? '', fake.origin).searchParams.get('text')).toBe('Mã "012345" & <hết>\n');
    expect(others).toEqual(['<m>Mã &quot;012345&quot; &amp; &lt;hết&gt;\n</m>', 'Mã "012345" & <hết>\n']);
  });

  it('[S3] a status other than 2xx is not sent, nor is a redirect followed', async () => {
    fake.behave = () => ({ status: 503 });
    expect(await one().send(codeFor())).toEqual({ ok: false, reason: 'one: status 503' });
    fake.behave = () => ({ status: 302, headers: { location: '/elsewhere' } });
    expect(await one().send(codeFor())).toEqual({ ok: false, reason: 'one: status 302' });
    expect(fake.calls).toEqual({ '/one': 2 });
  });

  it.each([
    ['{"results":[{"code":100}]}', null],
    ['{"results":[{"code":99}]}', 'one: the answer says not sent'],
    ['{"results":[]}', 'one: the answer says not sent'],
    ['<html>', 'one: the answer is not JSON'],
    ['', 'one: the answer is not JSON'],
    [`{"results":"${'x'.repeat(200_000)}`, 'one: the answer is not JSON'],
  ])('[S3] [S50] where the settings name a value, only that value means sent: %.40s', async (body, reason) => {
    fake.behave = () => ({ body });
    const success = { path: 'results.0.code', values: ['100'] };
    expect(await one({ success }).send(codeFor())).toEqual(reason === null ? { ok: true } : { ok: false, reason });
  });

  it('[S3] [S8] a timeout and an unreachable gateway are distinguished, without the phone or the code', async () => {
    fake.behave = () => null;
    expect(await one({ timeoutMs: 50 }).send(codeFor())).toEqual({ ok: false, reason: 'one: no answer in time' });
    const nobody = await one({ request: request({ url: 'http://127.0.0.1:1/{{phone}}/{{code}}' }) }).send(codeFor());
    expect(nobody).toMatchObject({ ok: false });
    expect(JSON.stringify([nobody, await db.query('select * from messages')])).not.toMatch(/912345678|012345/);
  });

  it.each([
    ['fails', { status: 500 }, 'status'],
    ['says that it did not send', { body: '{"error":-1}' }, 'refused'],
    ['answers what is no answer', { body: '<html>bảo trì</html>' }, 'unreadable'],
    ['never answers', null, 'slow'],
  ])('[S50] a route that %s gives way to the next, and both are written down', async (_, reply, why) => {
    fake.behave = ({ path }) => (path === '/zalo' ? reply : { body: '{"error":0}' });
    const success = { path: 'error', values: ['0'] };
    expect(await two({ success, timeoutMs: 100 }, { success }).send(codeFor())).toEqual({ ok: true });
    expect(await rows()).toEqual([
      { route: 'zalo', why },
      { route: 'sms', why: null },
    ]);
  });

  it('[S51] a gateway that answers 429 is left alone for as long as it asks', async () => {
    fake.behave = ({ path }) => (path === '/zalo' ? { status: 429, headers: { 'retry-after': '120' } } : {});
    const gateway = two();
    await gateway.send(codeFor());
    await gateway.send(codeFor());
    clock.advance(119_000);
    await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 1, '/sms': 3 });
    clock.advance(2_000);
    await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 2, '/sms': 4 });
  });

  it('[S51] after three failures in a row a route comes last for half a minute, and is still tried where no other helps', async () => {
    fake.behave = ({ path }) => ({ status: path === '/zalo' ? 500 : 200 });
    const gateway = two();
    for (let at = 0; at < 5; at++) await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 3, '/sms': 5 });
    fake.behave = ({ path }) => ({ status: path === '/sms' ? 500 : 200 });
    expect(await gateway.send(codeFor())).toEqual({ ok: true });
    clock.advance(30_000);
    fake.received = [];
    await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 1 });
  });

  it('[S54] whoever asks again for a code that was not used gets the next route first', async () => {
    const gateway = two(); // both answer success, and one of them may lie
    for (const earlier of [0, 1, 2]) await gateway.send(codeFor({ earlier }));
    expect(fake.received.map(({ path }) => path)).toEqual(['/zalo', '/sms', '/zalo']);
  });

  it('[S53] a route whose budget of the day or the month is spent gives way; the next day goes on', async () => {
    const gateway = two({ price: 300, budget: { ...noBudget, messagesPerDay: 2, moneyPerMonth: 1_000 } });
    for (let at = 0; at < 3; at++) await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 2, '/sms': 1 });
    clock.advance(86_400_000);
    for (let at = 0; at < 2; at++) await gateway.send(codeFor());
    expect(fake.calls).toEqual({ '/zalo': 3, '/sms': 2 }); // a fourth would make 1,200 in a month of 1,000
    clock.advance(31 * 86_400_000);
    await gateway.send(codeFor());
    expect(fake.calls['/zalo']).toBe(4);
  });

  it('[S53] messages at the same instant do not overspend, and what was surely not sent is given back', async () => {
    const budget = { ...noBudget, messagesPerDay: 3 };
    const processes = [one({ budget }), one({ budget })];
    const sent = await Promise.all(Array.from({ length: 8 }, async (_, at) => processes[at % 2]?.send(codeFor())));
    expect(sent.filter((each) => each?.ok)).toHaveLength(3);
    fake.behave = () => ({ status: 500 });
    await gatewayOf(routeOf(fake.origin, 'other', { budget })).send(codeFor());
    const spent = await db.query('select route, messages from message_spending where period = $1 order by route', [
      '2026-03-17',
    ]);
    expect(spent).toEqual([
      { route: 'one', messages: 3 },
      { route: 'other', messages: 0 },
    ]);
  });

  it('[S55] a reminder goes by the routes that carry reminders, with its own body', async () => {
    const reminder = { body: '{"to":"{{phone}}","link":"{{address}}","of":"{{contest}}"}', texts };
    const message: Message = {
      ...{ id: randomUUID(), purpose: 'reminder', phone: '+84912345678', locale: 'vi', contestId: null as never },
      ...{ contest: 'Cuộc thi "Huế"', address: 'https://thi.vn/c/hue' },
    };
    expect(await two({}, { reminder }).send(message)).toEqual({ ok: true });
    expect(fake.calls).toEqual({ '/sms': 1 });
    expect(JSON.parse(fake.received[0]?.body ?? '')).toEqual({
      to: '0912345678',
      link: 'https://thi.vn/c/hue',
      of: 'Cuộc thi "Huế"',
    });
    expect(await one().send(message)).toEqual({ ok: false, reason: 'no route carries it' });
  });
});

describe('log gateway', () => {
  it('[S3] [S8] writes the code to the log with the phone masked', async () => {
    const lines: string[] = [];
    expect(await logGateway((line) => lines.push(line)).send(codeFor())).toEqual({ ok: true });
    expect(lines).toEqual(['sign-in code for 091****678: 012345']);
  });
});
