import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { readMessageRoutes } from './read-message-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoithi-routes-'));
const file = join(folder, 'routes.json');

function read(text: string | object) {
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  return readMessageRoutes({ MESSAGE_ROUTES_FILE: file });
}

const sms = {
  name: 'sms',
  title: 'SMS',
  request: { url: 'https://gw.vn/send', body: { to: '{{phone84}}', text: '{{text}}' } },
};
const token = {
  request: { url: 'https://gw.vn/token', body: '{"refresh":"{{refresh}}"}' },
  firstRefresh: 'bi-mat',
};
const problemsOf = (routes: object[]) => {
  const answer = read({ routes });
  return answer.ok ? [] : answer.problems;
};

describe('the file of message routes', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('[S50] a short entry is a whole route, with usual values', () => {
    const answer = read({ routes: [sms] });
    expect(answer.ok && answer.routes?.[0]).toMatchObject({
      request: { method: 'POST', body: '{"to":"{{phone84}}","text":"{{text}}"}' },
      timeoutMs: 10_000,
      price: 0,
      reminder: null,
    });
    expect(readMessageRoutes({})).toEqual({ ok: true, routes: null });
  });

  it('[S50] the example for operators is read as it stands', () => {
    const docs = readFileSync(new URL('../../../../docs/operators.md', import.meta.url), 'utf8');
    const [, example = ''] = /MESSAGE_ROUTES_FILE` names[\s\S]*?```json\n([\s\S]*?)```/.exec(docs) ?? [];
    const answer = read(example);
    expect(answer).toMatchObject({ ok: true, routes: [{ name: 'zalo' }, { name: 'sms', reminder: { body: null } }] });
  });

  it.each<[string, object[] | string, string]>([
    ['no JSON', 'routes', 'is not JSON'],
    ['no route', [], 'routes'],
    ['an unknown key', [{ ...sms, prize: 1 }], 'prize'],
    ['two of one name', [sms, sms], 'one name'],
    ['an address that is none', [{ ...sms, request: { ...sms.request, url: 'gw.vn' } }], 'routes.0.request.url'],
    ['an unknown placeholder', [{ ...sms, request: { ...sms.request, url: 'https://gw.vn/{{otp}}' } }], 'nobody fills'],
    [
      'a body without the phone',
      [{ ...sms, request: { ...sms.request, body: '{"a":"{{text}}"}' } }],
      'the phone nowhere',
    ],
    ['a body that is not JSON', [{ ...sms, request: { ...sms.request, body: '{"a":{{text}}}' } }], 'is not JSON'],
    ['a token that is not sent', [{ ...sms, token }], 'write both or neither'],
    ['a text without the code', [{ ...sms, texts: { vi: 'Mã', en: 'Code' } }], 'must hold {{code}}'],
    ['a reminder without the address', [{ ...sms, reminder: { body: '{"to":"{{phone}}"}' } }], 'the address nowhere'],
    ['a budget of nothing', [{ ...sms, budget: { messagesPerDay: 0 } }], 'budget.messagesPerDay'],
  ])('[D1] with %s is refused by its place, without its secrets', (_, given, words) => {
    const problems = typeof given === 'string' ? read(given) : { ok: false as const, problems: problemsOf(given) };
    const text = problems.ok ? '' : problems.problems.join('\n');
    expect(text).toContain(words);
    expect(text).not.toContain('bi-mat');
  });

  it('[D1] a file that is not there, and one beside the settings of one gateway, are refused', () => {
    const missing = readMessageRoutes({ MESSAGE_ROUTES_FILE: join(folder, 'none.json') });
    expect(missing).toMatchObject({ ok: false, problems: [expect.stringContaining('cannot be read')] });
    read({ routes: [sms] });
    const both = readConfig(
      { MESSAGE_ROUTES_FILE: file, MESSAGE_GATEWAY_URL: 'https://gw.vn/send?to={{phone}}&text={{text}}' },
      [],
    );
    expect(both).toMatchObject({ ok: false, problems: [expect.stringContaining('leave out MESSAGE_GATEWAY_')] });
  });
});
