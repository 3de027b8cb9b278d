import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpGateway } from './http-gateway.ts';
import { logGateway } from './log-gateway.ts';
import type { GatewayConfig } from './read-gateway-config.ts';

type Received = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

describe('http gateway', () => {
  let server: Server;
  let origin: string;
  let received: Received[] = [];
  /** null: never answers. */
  let answer: { status: number; body: string; headers?: Record<string, string> } | null;

  beforeAll(async () => {
    server = createServer((request, response) => {
      void readText(request).then((body) => {
        received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    received = [];
    answer = { status: 200, body: '{}' };
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function send(config: Partial<GatewayConfig>, locale: 'vi' | 'en' = 'vi') {
    const gateway = httpGateway({
      url: `${origin}/send`,
      method: 'POST',
      headers: {},
      body: null,
      timeoutMs: 5_000,
      success: null,
      texts: { vi: 'Mã "{{code}}" & <hết>\n', en: 'Code {{code}}' },
      ...config,
    });
    return gateway.sendCode({ phone: '+84912345678', code: '012345', locale });
  }

  it('[S3] sends the filled body with the method and headers of the settings', async () => {
    const body = '{"to":"{{phone}}","to84":"{{phone84}}","otp":"{{code}}","content":"{{text}}"}';
    expect(await send({ method: 'PUT', headers: { authorization: 'Bearer key' }, body })).toEqual({ ok: true });
    expect(received[0]).toMatchObject({ method: 'PUT', url: '/send' });
    expect(received[0]?.headers.authorization).toBe('Bearer key');
    expect(received[0]?.headers['content-type']).toContain('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      to: '0912345678',
      to84: '84912345678',
      otp: '012345',
      content: 'Mã "012345" & <hết>\n',
    });
  });

  it('[S3] escapes a form body and the address', async () => {
    await send({
      url: `${origin}/send?to={{phone84}}&text={{text}}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'otp={{code}}&text={{text}}&last=1',
    });
    const form = new URLSearchParams(received[0]?.body);
    expect([...form]).toEqual([
      ['otp', '012345'],
      ['text', 'Mã "012345" & <hết>\n'],
      ['last', '1'],
    ]);
    expect(new URL(received[0]?.url ?? '', origin).searchParams.get('text')).toBe('Mã "012345" & <hết>\n');
  });

  it('[S3] escapes an XML body and leaves plain text as it is', async () => {
    await send({ headers: { 'content-type': 'text/xml' }, body: '<m>{{text}}</m>' });
    await send({ headers: { 'content-type': 'text/plain' }, body: '{{text}}' }, 'en');
    expect(received.map((one) => one.body)).toEqual([
      '<m>Mã &quot;012345&quot; &amp; &lt;hết&gt;\n</m>',
      'Code 012345',
    ]);
  });

  it('[S3] a status other than 2xx is not sent, nor is a redirect followed', async () => {
    answer = { status: 503, body: '' };
    expect(await send({})).toEqual({ ok: false, reason: 'status 503' });
    answer = { status: 302, body: '', headers: { location: '/elsewhere' } };
    expect(await send({})).toEqual({ ok: false, reason: 'status 302' });
    expect(received.map((one) => one.url)).toEqual(['/send', '/send']);
  });

  it('[S3] where the settings name a value, only that value means sent', async () => {
    const success = { path: 'results.0.code', value: '100' };
    answer = { status: 200, body: '{"results":[{"code":100}]}' };
    expect(await send({ success })).toEqual({ ok: true });
    answer = { status: 200, body: '{"results":[{"code":99}]}' };
    expect(await send({ success })).toEqual({ ok: false, reason: 'the answer says not sent' });
    answer = { status: 200, body: '{"results":[]}' };
    expect((await send({ success })).ok).toBe(false);
    answer = { status: 200, body: '<html>' };
    expect(await send({ success })).toEqual({ ok: false, reason: 'the answer is not JSON' });
  });

  it('[S3] a timeout and an unreachable gateway are distinguished, without the phone or the code', async () => {
    answer = null;
    expect(await send({ timeoutMs: 50 })).toEqual({ ok: false, reason: 'no answer in time' });
    const nobody = await send({ url: 'http://127.0.0.1:1/{{phone}}/{{code}}' });
    expect(nobody).toMatchObject({ ok: false });
    expect(JSON.stringify(nobody)).not.toMatch(/912345678|012345/);
  });
});

describe('log gateway', () => {
  it('[S3] [S8] writes the code to the log with the phone masked', async () => {
    const lines: string[] = [];
    expect(
      await logGateway((line) => lines.push(line)).sendCode({ phone: '+84912345678', code: '012345', locale: 'vi' }),
    ).toEqual({ ok: true });
    expect(lines).toEqual(['sign-in code for 091****678: 012345']);
  });
});
