import { z } from 'zod';
import { type OidcSettings, readOidcSettings } from './accounts/oidc-settings.ts';
import { describeUnescaped } from './platform/find-unescaped.ts';
import type { MessageRoute } from './platform/gateway/message-route.ts';
import { readGatewayConfig } from './platform/gateway/read-gateway-config.ts';
import { readMessageRoutes } from './platform/gateway/read-message-routes.ts';
import { type OverloadSettings, usualOverload } from './platform/limits/limit-settings.ts';
import { listProblems } from './platform/list-problems.ts';
import { readWaySettings, type WaySettings } from './ways/way-settings.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting, typed. */
export type Config = {
  host: string;
  port: number;
  /** The address people type, without a slash at its end. */
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  logLevel: (typeof logLevels)[number];
  /** How many proxies of the operator's own stand before the server; addresses that they report are believed. */
  trustProxyHops: number;
  /** In the order in which they are tried; none: sign-in codes are written to the log. */
  messageRoutes: readonly MessageRoute[];
  /** The organization's identity provider; null: there is none. */
  oidc: OidcSettings | null;
  /** Who else says who contestants are. */
  ways: WaySettings;
  /** The key of the transparency log, in PEM; null: the one in the data folder. */
  logKey: string | null;
  /** Keys of witnesses whose signatures are taken (C2SP verifier keys). */
  logWitnesses: readonly string[];
  overload: OverloadSettings;
  /** No demo contest is made. */
  empty: boolean;
  /** How many processes share the one address. */
  processes: number;
  /** null: metrics are served to this machine alone, and only where no proxy stands before the server. */
  metricsToken: string | null;
  production: boolean;
};

/** An address that another program parses again: what would be read otherwise there is refused here. SPEC D1a. */
function addressOf(protocols: RegExp, words: string) {
  return z
    .string()
    .superRefine((address, context) => {
      const message =
        describeUnescaped(address) ?? (z.url({ protocol: protocols }).safeParse(address).success ? '' : words);
      if (message !== '') context.addIssue({ code: 'custom', message });
    })
    .optional();
}

function wholeNumber(min: number, max: number, words: string) {
  return z
    .string()
    .regex(/^\d+$/, words)
    .transform(Number)
    .refine((value) => value >= min && value <= max, words);
}

const count = (min: number, max: number) =>
  wholeNumber(min, max, `is not a count; write a whole number from ${min} to ${max}, or leave it out`);

/** Each refusal says what is wrong and what to write, and never repeats the value: it may be a secret. */
const Settings = z.object({
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535, 'is not a port; write a whole number from 1 to 65535, such as 3000').default(3_000),
  PUBLIC_URL: addressOf(
    /^https?$/,
    'is not a web address; write it whole, such as https://thi.example.vn, or leave it out',
  )
    .refine((url) => url === undefined || /^https?:\/\/[^/?#]+\/?$/.test(url), {
      error: 'has more than a host; write only such as https://thi.example.vn, without a path behind it',
    })
    .transform((url) => url?.replace(/\/$/, '') ?? null),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: addressOf(
    /^postgres(ql)?$/,
    'is not the address of a PostgreSQL database; write it as postgres://user:password@host:5432/name, or leave it out for the embedded one',
  ),
  REDIS_URL: addressOf(
    /^rediss?$/,
    'is not the address of a Redis; write it as redis://host:6379/0, or leave it out for rankings in memory',
  ).refine((url) => url === undefined || !URL.canParse(url) || /^\/?\d*$/.test(new URL(url).pathname), {
    error: 'has more than a number behind the host; write the number of a database there, such as redis://host:6379/0',
  }),
  LOG_LEVEL: z.enum(logLevels, { error: `is not a level; write one of ${logLevels.join(', ')}` }).default('info'),
  TRUST_PROXY: wholeNumber(
    0,
    10,
    'is not a count; write how many reverse proxies of your own stand before the server, from 0 to 10',
  ).default(0),
  LOG_KEY: z
    .string()
    .refine(
      (text) => /^-----BEGIN PRIVATE KEY-----(\n|\\n)[\s\S]+-----END PRIVATE KEY-----(\n|\\n)?$/.test(text),
      'is not a private key; write one in PEM, such as from `openssl genpkey -algorithm ed25519`, or leave it out',
    )
    .optional(),
  LOG_WITNESSES: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
    .refine(
      (keys) => keys.every((key) => /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/.test(key)),
      'is not a list of verifier keys; write them as `npm run witness` prints them, with a space between',
    )
    .optional(),
  STARTS_PER_SECOND: count(1, 100_000).default(usualOverload.startsPerSecond),
  START_QUEUE_MAX: count(0, 1_000_000).default(usualOverload.startQueueMax),
  SOCKETS_MAX: count(1, 1_000_000).default(usualOverload.socketsMax),
  GUEST_SOCKETS_MAX: count(1, 1_000_000).default(usualOverload.guestSocketsMax),
  SIGN_IN_MESSAGES_PER_HOUR: count(0, 10_000_000).default(usualOverload.messagesPerHour),
  SIGN_IN_MESSAGES_PER_ADDRESS: count(1, 10_000_000).default(usualOverload.messagesPerAddress),
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[\w.~+/=-]{16,200}$/,
      'is not a token; write 16 to 200 letters and digits, such as from `openssl rand -hex 24`',
    )
    .optional(),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'is not known; write production or leave it out' })
    .optional(),
});

/** A variable that is set to nothing, as a compose file does it, is not set. */
function dropEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== '');
  return Object.fromEntries(set);
}

type Flags = Pick<Config, 'empty' | 'processes'>;
const processesMax = 64;
const knownFlags = '--empty, which starts without a demo contest, and --processes with a count, such as --processes 2';

function readCount(text: string | undefined): number | null {
  const count = text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= processesMax ? count : null;
}

/** Reads the flags; `--processes 2` and `--processes=2` are the same. Refuses with every problem at once. SPEC D1, N1. */
function readFlags(argv: readonly string[]): { flags: Flags; problems: string[] } {
  const flags: Flags = { empty: false, processes: 1 };
  const problems: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const [name = '', behind] = (argv[at] ?? '').split('=', 2);
    if (name === '--empty' && behind === undefined) flags.empty = true;
    else if (name === '--processes') {
      if (behind === undefined) at += 1;
      const count = readCount(behind ?? argv[at]);
      if (count === null) problems.push(`--processes: is not a count; write a whole number from 1 to ${processesMax}`);
      else flags.processes = count;
    } else problems.push(`${name}: is not a flag; write only ${knownFlags}`);
  }
  return { flags, problems };
}

/** Several processes share their stores: any PostgreSQL serves them all, rankings in memory belong to one process. SPEC N1. */
function listMissingStores(processes: number, set: Record<string, string>): string[] {
  if (processes === 1 || set.REDIS_URL !== undefined) return [];
  return [
    'REDIS_URL: is missing; several processes need a Redis, write its address or leave out --processes. ' +
      'Nhiều tiến trình cần Redis: hãy khai báo REDIS_URL, hoặc bỏ --processes.',
  ];
}

const twoSettings =
  'MESSAGE_ROUTES_FILE: stands beside settings of one gateway; write that gateway into the file and leave out MESSAGE_GATEWAY_…';

/**
 * Reads the settings.
 *
 * Units    `argv` is what follows the program's name.
 * Refuses  with every problem at once: the variable, what is wrong, what to write.
 * Source   SPEC D1.
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
  argv: readonly string[],
): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const set = dropEmpty(env);
  const read = Settings.safeParse(set);
  const gateway = readGatewayConfig(set);
  const routes = readMessageRoutes(set);
  const oidc = readOidcSettings(set);
  const ways = readWaySettings(set);
  const { flags, problems: flagProblems } = readFlags(argv);
  const problems = [
    ...listProblems('', read.error),
    ...(gateway.ok ? [] : gateway.problems),
    ...(routes.ok ? [] : routes.problems),
    ...(gateway.ok && gateway.route && routes.ok && routes.routes ? [twoSettings] : []),
    ...(oidc.ok ? [] : oidc.problems),
    ...(ways.ok ? [] : ways.problems),
    ...flagProblems,
    ...listMissingStores(flags.processes, set),
  ];
  if (!read.success || !gateway.ok || !routes.ok || !oidc.ok || !ways.ok || problems.length > 0)
    return { ok: false, problems };
  const own = read.data;
  const config: Config = {
    host: own.HOST,
    port: own.PORT,
    publicUrl: own.PUBLIC_URL,
    dataDir: own.DATA_DIR,
    databaseUrl: own.DATABASE_URL ?? null,
    redisUrl: own.REDIS_URL ?? null,
    logLevel: own.LOG_LEVEL,
    trustProxyHops: own.TRUST_PROXY,
    messageRoutes: routes.routes ?? (gateway.route ? [gateway.route] : []),
    oidc: oidc.oidc,
    ways: ways.ways,
    logKey: own.LOG_KEY ?? null,
    logWitnesses: own.LOG_WITNESSES ?? [],
    overload: {
      startsPerSecond: own.STARTS_PER_SECOND,
      startQueueMax: own.START_QUEUE_MAX,
      socketsMax: own.SOCKETS_MAX,
      guestSocketsMax: own.GUEST_SOCKETS_MAX,
      messagesPerHour: own.SIGN_IN_MESSAGES_PER_HOUR,
      messagesPerAddress: own.SIGN_IN_MESSAGES_PER_ADDRESS,
    },
    ...flags,
    metricsToken: own.METRICS_TOKEN ?? null,
    production: own.NODE_ENV === 'production',
  };
  return { ok: true, config };
}
