import { z } from 'zod';
import { describeUnescaped } from '../find-unescaped.ts';
import { listProblems } from '../list-problems.ts';
import { defaultReminder, defaultTexts } from './default-texts.ts';
import { escapeFor, fillTemplate, listUnknownBlanks } from './fill-template.ts';
import type { MessageRoute } from './message-route.ts';

const prefix = 'MESSAGE_GATEWAY_';
const defaultTimeoutMs = 10_000;
const gatewayBlanks = ['phone', 'phone84', 'code', 'text'];
const blanks = gatewayBlanks.map((name) => `{{${name}}}`).join(', ');

function parseHeaders(text: string): Record<string, string> | null {
  try {
    const headers = z.record(z.string(), z.string()).parse(JSON.parse(text));
    new Headers(headers); // throws for what cannot be a header
    return headers;
  } catch {
    return null;
  }
}

const template = z.string().refine((text) => listUnknownBlanks(text, gatewayBlanks).length === 0, {
  error: `has a placeholder that nobody fills; write only ${blanks}`,
});

const messageText = z
  .string()
  .refine((text) => text.includes('{{code}}') && listUnknownBlanks(text, ['code']).length === 0, {
    error: 'must hold {{code}} and no other placeholder',
  });

const Settings = z.object({
  URL: template
    .superRefine((url, context) => {
      const message = describeUnescaped(fillTemplate(url, sample, encodeURIComponent));
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .refine((url) => !/^https?:\/\/[^/?#]*@/.test(url), {
      error: `has a user or a password before the host, which cannot be sent; write them as a header in ${prefix}HEADERS`,
    })
    .refine((url) => z.url({ protocol: /^https?$/ }).safeParse(fillTemplate(url, sample, encodeURIComponent)).success, {
      error: 'is not a web address; write it whole, such as https://gateway.example.vn/send',
    })
    .optional(),
  METHOD: z.enum(['GET', 'POST', 'PUT'], { error: 'is not a method; write GET, POST or PUT' }).default('POST'),
  HEADERS: z
    .string()
    .transform(parseHeaders)
    .refine((headers) => headers !== null, {
      error: 'is not a JSON object of header names and values; write it as {"authorization":"Bearer …"}',
    })
    .default({}),
  BODY: template.optional(),
  TIMEOUT_MS: z
    .string()
    .regex(/^[1-9]\d{1,4}$/, 'is not a time; write milliseconds from 10 to 99999, such as 10000')
    .transform(Number)
    .default(defaultTimeoutMs),
  SUCCESS_PATH: z.string().optional(),
  SUCCESS_VALUE: z.string().optional(),
  TEXT_VI: messageText.default(defaultTexts.vi),
  TEXT_EN: messageText.default(defaultTexts.en),
});
type Settings = z.infer<typeof Settings>;

/** Values that no escaping can have forgotten. */
const sample = { phone: '0912345678', phone84: '84912345678', code: '123456', text: '"\'&<>\n' };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with settings that are right one by one. */
function listMismatches(set: Settings, named: boolean): string[] {
  const problems: string[] = [];
  if (named && set.URL === undefined) {
    problems.push(`${prefix}URL: is missing while other settings of the gateway are there; write its address`);
  }
  if ((set.SUCCESS_PATH === undefined) !== (set.SUCCESS_VALUE === undefined)) {
    problems.push(`${prefix}SUCCESS_PATH and ${prefix}SUCCESS_VALUE: only one is there; write both or neither`);
  }
  if (set.METHOD === 'GET' && set.BODY !== undefined) {
    problems.push(`${prefix}BODY: GET carries no body; leave it out or write POST as ${prefix}METHOD`);
  }
  const holdsCode = `${set.URL ?? ''}${set.BODY ?? ''}`;
  if (set.URL !== undefined && !/\{\{(code|text)\}\}/.test(holdsCode)) {
    problems.push(`${prefix}BODY: the code is sent nowhere; write {{code}} or {{text}} in the body or the address`);
  }
  if (set.URL !== undefined && !/\{\{phone(84)?\}\}/.test(holdsCode)) {
    problems.push(
      `${prefix}BODY: the phone is sent nowhere; write {{phone}} or {{phone84}} in the body or the address`,
    );
  }
  const type = new Headers(set.HEADERS ?? {}).get('content-type') ?? 'application/json';
  if (/\bjson\b/i.test(type) && set.BODY !== undefined && !isJson(fillTemplate(set.BODY, sample, escapeFor(type)))) {
    problems.push(
      `${prefix}BODY: is not JSON; put quotes round the placeholders, or name the content type in ${prefix}HEADERS`,
    );
  }
  return problems;
}

/** Reads the MESSAGE_GATEWAY_ variables as the one route there is; null when none is set. Refuses with every problem at once. Source: SPEC D1, S3. */
export function readGatewayConfig(
  env: Readonly<Record<string, string>>,
): { ok: true; route: MessageRoute | null } | { ok: false; problems: string[] } {
  const own = Object.entries(env).filter(([name]) => name.startsWith(prefix));
  const read = Settings.safeParse(Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])));
  if (!read.success) return { ok: false, problems: listProblems(prefix, read.error) };
  const set = read.data;
  const problems = listMismatches(set, own.length > 0);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, route: set.URL === undefined ? null : routeOf(set, set.URL) };
}

function routeOf(set: Settings, url: string): MessageRoute {
  const { SUCCESS_PATH: path, SUCCESS_VALUE: value } = set;
  const carriesText = /\{\{text\}\}/.test(`${url}${set.BODY ?? ''}`);
  return {
    name: 'gateway',
    title: new URL(fillTemplate(url, sample, encodeURIComponent)).hostname,
    request: { url, method: set.METHOD, headers: set.HEADERS ?? {}, body: set.BODY ?? null },
    timeoutMs: set.TIMEOUT_MS,
    success: path === undefined || value === undefined ? null : { path, values: [value] },
    referencePath: null,
    token: null,
    price: 0,
    budget: { messagesPerDay: null, messagesPerMonth: null, moneyPerDay: null, moneyPerMonth: null },
    texts: { vi: set.TEXT_VI, en: set.TEXT_EN },
    reminder: carriesText ? { body: null, texts: defaultReminder } : null,
  };
}
