import { Refusal } from '@hoithi/shared/contract/refusal';
import { rolesWith } from '@hoithi/shared/rules/permissions';
import { z } from 'zod';
import { type Body, type Route, route } from './route.ts';
import { cookieNames } from './sessions.ts';

type Json = Record<string, unknown>;

/** What a sender may write; `output`: what a path's parameter is read as. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Json {
  const { $schema: _draft, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } });
const accepted = (value: Json): Json => ({
  type: 'object',
  required: ['ok', 'value'],
  properties: { ok: { const: true }, value },
});

/** `/api/contests/:slug` as the description writes it. */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const operationId = ({ method, path }: Route): string =>
  [method, ...path.split(/[^A-Za-z]+/).filter((word) => word !== '' && word !== 'api')]
    .map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, place === 'path' ? 'output' : 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: described,
  }));
}

function bodyOf(body: Body<unknown>): Json {
  const content =
    body.kind === 'json'
      ? jsonContent(schemaOf(body.schema))
      : { [body.mediaType]: body.kind === 'text' ? { schema: { type: 'string' } } : {} };
  return { description: `At most ${body.bytesMax} bytes.`, required: body.kind !== 'json', content };
}

function securityOf({ may }: Route): Json[] {
  if (may === 'anyone') return [];
  if (may === 'contestant') return [{ contestantSession: [] }];
  return rolesWith(may).map((each) => ({ staffSession: [each] }));
}

function whoOf({ may }: Route): string {
  if (may === 'anyone') return 'For anybody.';
  return may === 'contestant' ? 'For a signed-in contestant.' : `For staff: ${rolesWith(may).join(', ')}.`;
}

function rateOf({ limit }: Route): string {
  return limit ? ` At most ${limit.points} requests in ${limit.seconds} seconds from one ${limit.per}.` : '';
}

function answerOf({ answers }: Route): Json {
  if (typeof answers === 'string') return { description: 'The file.', content: { [answers]: {} } };
  return { description: 'Accepted.', content: jsonContent(accepted(answers ? schemaOf(answers) : {})) };
}

function operationOf(each: Route): Json {
  return {
    operationId: operationId(each),
    summary: each.title,
    description: `${whoOf(each)}${rateOf(each)}`,
    security: securityOf(each),
    parameters: [...parametersOf(each.params, 'path'), ...parametersOf(each.query, 'query')],
    ...(each.body ? { requestBody: bodyOf(each.body) } : {}),
    responses: { 200: answerOf(each), default: { $ref: '#/components/responses/Refused' } },
  };
}

/** The HTTP interface as OpenAPI 3.1, from the very routes and schemas that serve it. SPEC W20. */
export function describeRoutes(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = templateOf(each.path);
    paths[path] = { ...paths[path], [each.method]: operationOf(each) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hội Thi',
      version,
      description:
        'Contests, shows and their administration over HTTP. Every answer below /api that is no file is ' +
        '`{ "ok": true, "value": … }` or `{ "ok": false, "refusal": { "code": … } }`; the status follows the refusal. ' +
        'Sessions are cookies, set by the sign-in and enter routes. Requests that change something are refused when ' +
        'they come from a page of another site. Each answer carries its id in `x-request-id`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        contestantSession: { type: 'apiKey', in: 'cookie', name: cookieNames.contestant },
        staffSession: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieNames.staff,
          description: 'Staff, each session of one role and scope; the names in a requirement are the roles.',
        },
      },
      schemas: {
        Refusal: schemaOf(Refusal),
        Refused: {
          type: 'object',
          required: ['ok', 'refusal'],
          properties: { ok: { const: false }, refusal: { $ref: '#/components/schemas/Refusal' } },
        },
      },
      responses: {
        Refused: {
          description:
            '400 malformed; 401 no session; 403 not the role or scope; 404 not found; 413 and 415 the body; 422 refused by ' +
            'a rule; 429 too fast, with `retry-after`; 500 a fault; 503 busy or unavailable.',
          content: jsonContent({ $ref: '#/components/schemas/Refused' }),
        },
      },
    },
  };
}

/** Serves the description of all these routes and of itself. */
export function openapiRoute(others: readonly Route[], version: string): Route {
  let document: string | null = null;
  const own: Route = route(
    {
      method: 'get',
      path: '/api/openapi.json',
      title: 'This description',
      may: 'anyone',
      answers: 'application/json',
    },
    () => {
      document ??= JSON.stringify(describeRoutes([...others, own], version));
      return { file: document, mediaType: 'application/json', headers: { 'cache-control': 'public, max-age=300' } };
    },
  );
  return own;
}
