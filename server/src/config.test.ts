import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { usualOverload } from './platform/limits/limit-settings.ts';

function problemsOf(env: NodeJS.ProcessEnv, argv: string[] = []): string[] {
  const read = readConfig(env, argv);
  return read.ok ? [] : read.problems;
}

const gateway = {
  MESSAGE_GATEWAY_URL: 'https://gateway.example.vn/send?to={{phone84}}',
  MESSAGE_GATEWAY_BODY: '{"text":"{{text}}"}',
};

describe('config', () => {
  it('[D1] nothing set is a whole server: embedded, in memory, codes in the log', () => {
    expect(readConfig({}, [])).toEqual({
      ok: true,
      config: {
        host: '0.0.0.0',
        port: 3000,
        publicUrl: null,
        dataDir: './data',
        databaseUrl: null,
        redisUrl: null,
        logLevel: 'info',
        trustProxyHops: 0,
        messageRoutes: [],
        oidc: null,
        ways: { host: null, oidc: null },
        overload: usualOverload,
        empty: false,
        processes: 1,
        metricsToken: null,
        logKey: null,
        logWitnesses: [],
        production: false,
      },
    });
  });

  it('[D1] everything set is read', () => {
    const env = {
      HOST: '127.0.0.1',
      PORT: '8080',
      PUBLIC_URL: 'https://thi.example.vn/',
      DATA_DIR: '/srv/hoithi',
      DATABASE_URL: 'postgres://u:p@db:5432/hoithi',
      REDIS_URL: 'rediss://cache:6380/1',
      LOG_LEVEL: 'debug',
      TRUST_PROXY: '1',
      STARTS_PER_SECOND: '50',
      START_QUEUE_MAX: '3000',
      SOCKETS_MAX: '9000',
      GUEST_SOCKETS_MAX: '800',
      SIGN_IN_MESSAGES_PER_HOUR: '1200',
      SIGN_IN_MESSAGES_PER_ADDRESS: '300',
      METRICS_TOKEN: '0123456789abcdef',
      NODE_ENV: 'production',
      MESSAGE_GATEWAY_METHOD: 'PUT',
      MESSAGE_GATEWAY_HEADERS: '{"authorization":"Bearer k"}',
      MESSAGE_GATEWAY_TIMEOUT_MS: '2500',
      MESSAGE_GATEWAY_SUCCESS_PATH: 'data.code',
      MESSAGE_GATEWAY_SUCCESS_VALUE: '0',
      MESSAGE_GATEWAY_TEXT_VI: 'Ma: {{code}}',
      MESSAGE_GATEWAY_TEXT_EN: 'Code: {{code}}',
      ...gateway,
    };
    expect(readConfig(env, ['--empty', '--processes', '4'])).toEqual({
      ok: true,
      config: {
        host: '127.0.0.1',
        port: 8080,
        publicUrl: 'https://thi.example.vn',
        dataDir: '/srv/hoithi',
        databaseUrl: 'postgres://u:p@db:5432/hoithi',
        redisUrl: 'rediss://cache:6380/1',
        logLevel: 'debug',
        trustProxyHops: 1,
        messageRoutes: [
          {
            name: 'gateway',
            title: 'gateway.example.vn',
            request: {
              url: gateway.MESSAGE_GATEWAY_URL,
              method: 'PUT',
              headers: { authorization: 'Bearer k' },
              body: gateway.MESSAGE_GATEWAY_BODY,
            },
            timeoutMs: 2500,
            success: { path: 'data.code', values: ['0'] },
            referencePath: null,
            token: null,
            price: 0,
            budget: { messagesPerDay: null, messagesPerMonth: null, moneyPerDay: null, moneyPerMonth: null },
            texts: { vi: 'Ma: {{code}}', en: 'Code: {{code}}' },
            reminder: expect.objectContaining({ body: null }),
          },
        ],
        oidc: null,
        ways: { host: null, oidc: null },
        empty: true,
        overload: {
          startsPerSecond: 50,
          startQueueMax: 3_000,
          socketsMax: 9_000,
          guestSocketsMax: 800,
          messagesPerHour: 1_200,
          messagesPerAddress: 300,
        },
        processes: 4,
        metricsToken: '0123456789abcdef',
        logKey: null,
        logWitnesses: [],
        production: true,
      },
    });
  });

  it('[D1] every wrong variable is listed at once, by name, with what to write', () => {
    const problems = problemsOf(
      {
        PORT: 'three thousand',
        PUBLIC_URL: 'thi.example.vn',
        DATABASE_URL: 'mysql://u:secret@db/hoithi',
        REDIS_URL: 'cache',
        LOG_LEVEL: 'loud',
        TRUST_PROXY: '-1',
        METRICS_TOKEN: 'short',
        NODE_ENV: 'prod',
        MESSAGE_GATEWAY_URL: 'gateway',
        MESSAGE_GATEWAY_HEADERS: '[]',
      },
      ['--demo'],
    );
    const names = ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'LOG_LEVEL', 'TRUST_PROXY', 'METRICS_TOKEN'];
    for (const name of [...names, 'NODE_ENV', 'MESSAGE_GATEWAY_URL', 'MESSAGE_GATEWAY_HEADERS', '--demo']) {
      expect(problems.filter((problem) => problem.startsWith(`${name}: `))).toHaveLength(1);
    }
    expect(problems).toHaveLength(11);
    expect(problems.join()).not.toContain('secret');
    for (const problem of problems) expect(problem).toMatch(/write/);
  });

  it('[D1] a variable set to nothing is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', MESSAGE_GATEWAY_URL: '' }, [])).toEqual(readConfig({}, []));
  });

  it('[N1] several processes without a Redis are refused in both languages', () => {
    for (const flags of [['--processes', '2'], ['--processes=2']]) {
      const problems = problemsOf({}, flags);
      expect(problems).toEqual([expect.stringMatching(/^REDIS_URL: .*several processes need.*Nhiều tiến trình cần/)]);
    }
    expect(problemsOf({ DATABASE_URL: 'postgres://db/hoithi' }, ['--processes', '2'])).toHaveLength(1);
    expect(problemsOf({ REDIS_URL: 'redis://cache:6379/0' }, ['--processes', '2'])).toEqual([]);
    expect(problemsOf({}, ['--processes', '1'])).toEqual([]);
  });

  it.each([['0'], ['65'], ['two'], []])('[D1] --processes %s is no count', (...count) => {
    expect(problemsOf({}, ['--processes', ...count])).toEqual([expect.stringMatching(/^--processes: is not a count/)]);
  });

  it.each(['65536', '3e3', '1.5', '-1'])('[D1] %s is no port', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1);
  });

  it.each([
    ['DATABASE_URL', 'postgres://hoithi:m#t-khau@db:5432/hoithi', '%23 for #'],
    ['DATABASE_URL', 'postgres://hoithi:12#mat-khau@db:5432/hoithi', '%23 for #'],
    ['DATABASE_URL', 'postgres://hoithi:mat/khau@db:5432/hoithi', '%2F for /'],
    ['DATABASE_URL', 'postgres://hoithi:12/khau@db:5432/hoithi', '%2F for /'],
    ['DATABASE_URL', 'postgres://hoithi:mat?khau@db:5432/hoithi', '%3F for ?'],
    ['DATABASE_URL', 'postgres://hoithi:mat%khau@db:5432/hoithi', '%25 for %'],
    ['DATABASE_URL', 'postgres://hoithi:mat%ffkhau@db:5432/hoithi', '%25 for %'],
    ['REDIS_URL', 'redis://:12#mat-khau@cache:6379/0', '%23 for #'],
    ['REDIS_URL', 'redis://cache:6379/hoithi', 'the number of a database'],
    ['MESSAGE_GATEWAY_URL', 'https://gw.vn/send?key=12#mat-khau&to={{phone}}&text={{text}}', '%23 for #'],
    ['MESSAGE_GATEWAY_URL', 'https://u:mat-khau@gw.vn/send?to={{phone}}&text={{text}}', 'as a header'],
  ])('[D1a] %s %s is refused with the character and how to write it, and never repeated', (name, value, words) => {
    const problems = problemsOf({ ...(name === 'MESSAGE_GATEWAY_URL' ? gateway : {}), [name]: value });
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems.join()).toMatch(new RegExp(`^${name}: .*write`));
    expect(problems.join()).not.toMatch(/khau|hoithi:/);
  });

  it.each([
    ['DATABASE_URL', 'postgres://hoithi:m%23t%2Fkh%3F%25u@db:5432/hoithi'],
    ['DATABASE_URL', 'postgres://db/hoithi?user=an@tinh.vn'],
    ['DATABASE_URL', 'postgresql:///hoithi?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgres://hoithi:p@ss@[::1]:5432/hoithi?sslmode=require'],
    ['REDIS_URL', 'rediss://an:m%40t@cache:6380/2'],
    ['REDIS_URL', 'redis://cache'],
  ])('[D1a] %s %s is read', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([]);
  });

  it('[D1] a public address with a path is refused', () => {
    expect(problemsOf({ PUBLIC_URL: 'https://example.vn/thi' })).toEqual([expect.stringContaining('without a path')]);
  });

  it.each([
    ['an unknown placeholder', { MESSAGE_GATEWAY_BODY: '{"a":"{{otp}}","b":"{{code}}"}' }, 'nobody fills'],
    ['a body that is not JSON', { MESSAGE_GATEWAY_BODY: '{"a":{{text}}}' }, 'not JSON'],
    ['a body that holds no code', { MESSAGE_GATEWAY_BODY: '{"a":"b"}' }, 'the code is sent nowhere'],
    ['an address that holds no phone', { MESSAGE_GATEWAY_URL: 'https://a.vn/' }, 'the phone is sent nowhere'],
    ['a body for GET', { MESSAGE_GATEWAY_METHOD: 'GET' }, 'GET carries no body'],
    ['half a success rule', { MESSAGE_GATEWAY_SUCCESS_PATH: 'a' }, 'both or neither'],
    ['a text without the code', { MESSAGE_GATEWAY_TEXT_VI: 'Xin chào' }, 'must hold {{code}}'],
    ['no address', { MESSAGE_GATEWAY_URL: undefined }, 'is missing'],
    ['a header that cannot be', { MESSAGE_GATEWAY_HEADERS: '{"a b":"c"}' }, 'JSON object of header names'],
  ])('[D1] a message gateway with %s is refused', (_, change, words) => {
    expect(problemsOf({ ...gateway, ...change })).toEqual([expect.stringContaining(words)]);
  });
});
