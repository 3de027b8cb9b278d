import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { describeUnescaped } from '../find-unescaped.ts';
import { defaultReminder, defaultTexts } from './default-texts.ts';
import { blankNames, escapeFor, fillTemplate, listBlanks, listUnknownBlanks } from './fill-template.ts';
import type { MessageRoute, RequestTemplate } from './message-route.ts';

const variable = 'MESSAGE_ROUTES_FILE';
const sample = Object.fromEntries([...blankNames, 'refresh'].map((name) => [name, '"\'&<>\n1']));

const templateOf = (known: readonly string[]) =>
  z.string().refine((text) => listUnknownBlanks(text, known).length === 0, {
    error: `has a placeholder that nobody fills; write only ${known.map((name) => `{{${name}}}`).join(', ')}`,
  });

/** A text, or the JSON itself. */
const bodyOf = (text: ReturnType<typeof templateOf>) =>
  z
    .union([
      text,
      z
        .record(z.string(), z.unknown())
        .transform((body) => JSON.stringify(body))
        .pipe(text),
    ])
    .nullable()
    .default(null);

function requestOf(known: readonly string[]) {
  const text = templateOf(known);
  return z
    .strictObject({
      url: text
        .refine((url) => describeUnescaped(fillTemplate(url, sample, encodeURIComponent)) === null, {
          error: 'has a character that means something else in an address; write it percent-encoded',
        })
        .refine(
          (url) => z.url({ protocol: /^https?$/ }).safeParse(fillTemplate(url, sample, encodeURIComponent)).success,
          { error: 'is not a web address; write it whole, such as https://gateway.example.vn/send' },
        ),
      method: z.enum(['GET', 'POST', 'PUT'], { error: 'is not a method; write GET, POST or PUT' }).default('POST'),
      headers: z
        .record(
          z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is not the name of a header; write such as authorization'),
          text,
        )
        .default({}),
      body: bodyOf(text),
    })
    .superRefine((request, context) => {
      if (request.method === 'GET' && request.body !== null)
        context.addIssue({
          code: 'custom',
          path: ['body'],
          message: 'GET carries no body; leave it out or write POST',
        });
      if (!isBodyOfItsType(request))
        context.addIssue({
          code: 'custom',
          path: ['body'],
          message: 'is not JSON; write quotes round the placeholders',
        });
    });
}

function isBodyOfItsType({ headers, body }: RequestTemplate): boolean {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'json';
  if (body === null || !/\bjson\b/i.test(type)) return true;
  return isJson(fillTemplate(body, sample, escapeFor('json')));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'is not a path into an answer; write such as data.0.status');
const AnswerRule = z.strictObject({
  path,
  values: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1),
});
const timeoutMs = z.int().min(100).max(30_000).default(10_000);
const bound = z.int().min(1).max(1_000_000_000).nullable().default(null);

const textsOf = (known: readonly string[], needed: string) => {
  const text = templateOf(known).refine((written) => listBlanks(written).includes(needed), {
    error: `must hold {{${needed}}}`,
  });
  return z.strictObject({ vi: text, en: text });
};

const Token = z.strictObject({
  request: requestOf(['refresh']),
  timeoutMs,
  firstRefresh: z.string().min(1),
  accessPath: path.default('access_token'),
  refreshPath: path.default('refresh_token'),
  expiresPath: path.nullable().default('expires_in'),
  gone: AnswerRule.nullable().default(null),
});

const noBudget = { messagesPerDay: null, messagesPerMonth: null, moneyPerDay: null, moneyPerMonth: null };
const Route = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,30}$/, 'is not a name; write at most 30 of a-z, 0-9 and -'),
    title: z.string().min(1).max(60),
    request: requestOf(blankNames),
    timeoutMs,
    success: AnswerRule.nullable().default(null),
    referencePath: path.nullable().default(null),
    token: Token.nullable().default(null),
    price: z.int().min(0).max(1_000_000).default(0),
    budget: z
      .strictObject({ messagesPerDay: bound, messagesPerMonth: bound, moneyPerDay: bound, moneyPerMonth: bound })
      .default(noBudget),
    texts: textsOf(['code'], 'code').default(defaultTexts),
    reminder: z
      .strictObject({
        body: bodyOf(templateOf(blankNames)),
        texts: textsOf(['contest', 'address'], 'address').default(defaultReminder),
      })
      .nullable()
      .default(null),
  })
  .superRefine(listMismatches);

function listMismatches(route: MessageRoute, context: z.RefinementCtx): void {
  const { request, token, reminder } = route;
  const sent = (body: string | null) => `${request.url}${body ?? ''}`;
  const say = (part: string, message: string) => context.addIssue({ code: 'custom', path: [part], message });
  if (!/\{\{(code|text)\}\}/.test(sent(request.body)))
    say('request', 'sends the code nowhere; write {{code}} or {{text}} in the body or the address');
  if (!/\{\{phone(84)?\}\}/.test(sent(request.body)))
    say('request', 'sends the phone nowhere; write {{phone}} or {{phone84}} in the body or the address');
  const holdsToken = /\{\{token\}\}/.test(`${JSON.stringify(request.headers)}${sent(request.body)}`);
  if (holdsToken !== (token !== null))
    say('token', 'stands only in the request or only in the settings; write both or neither');
  if (
    token &&
    !/\{\{refresh\}\}/.test(`${JSON.stringify(token.request.headers)}${token.request.url}${token.request.body ?? ''}`)
  )
    say('token', 'sends the refresh token nowhere; write {{refresh}} in its request');
  if (reminder && !/\{\{(text|address)\}\}/.test(sent(reminder.body ?? request.body)))
    say('reminder', 'sends the address nowhere; write {{text}} or {{address}} in its body');
}

const RoutesFile = z
  .strictObject({ routes: z.array(Route).min(1).max(10) })
  .refine(({ routes }) => new Set(routes.map(({ name }) => name)).size === routes.length, {
    error: 'two routes have one name; write different ones',
  });

/**
 * Reads the routes from the file that the settings name; null where they name none.
 *
 * Refuses  with every problem at once: the place in the file, what is wrong. No value is repeated, since it may be a secret.
 * Source   SPEC D1, S50.
 */
export function readMessageRoutes(
  env: Readonly<Record<string, string>>,
): { ok: true; routes: MessageRoute[] | null } | { ok: false; problems: string[] } {
  const file = env[variable];
  if (file === undefined) return { ok: true, routes: null };
  const text = readText(file);
  if (text === null) return refuseFile('cannot be read; write the path of a file that the server may read');
  if (!isJson(text)) return refuseFile('is not JSON; write {"routes":[…]}');
  const read = RoutesFile.safeParse(JSON.parse(text));
  if (read.success) return { ok: true, routes: read.data.routes };
  const problems = read.error.issues.map(({ path: at, message }) => `${variable}: ${at.join('.')}: ${message}`);
  return { ok: false, problems: [...new Set(problems)] };
}

const refuseFile = (words: string) => ({ ok: false as const, problems: [`${variable}: ${words}`] });

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
