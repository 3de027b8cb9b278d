import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { findProgram, startRedis } from '../../scripts/test-servers.mjs';
import { readConfig } from '../src/config.ts';
import { usualOverload } from '../src/platform/limits/limit-settings.ts';
import { fitSockets } from '../src/platform/processes/open-files.ts';
import { makeContest, openAppNow, testRules } from './open-test-app.ts';
import {
  getPage,
  type Received,
  type ReverseProxy,
  repositoryFile,
  startCaddy,
  startNginx,
  startSecureCaddy,
} from './proxies.ts';
import { openReturning } from './returning-contestant.ts';
import { enrolPerson } from './scripted-contestant.ts';
import { setRounds } from './test-rules.ts';

const run = promisify(execFile);
const dayMs = 86_400_000;
const openNow = () =>
  testRules((rules) => {
    setRounds(rules.week, [[Date.now() - dayMs, Date.now() + dayMs]]);
    rules.week.publish = { kind: 'days-after', days: 1, clock: '24:00' };
  });

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

describe('the reverse proxies of deploy/', () => {
  async function start(databaseUrl: string, redisUrl: string): Promise<ServerProcess> {
    const server = await startServer(
      {
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        DATA_DIR: `/tmp/hoithi-deploy-${randomUUID()}`,
        LOG_LEVEL: 'error',
        TRUST_PROXY: '1',
      },
      ['--empty'],
    );
    running.push({ stop: () => server.kill('SIGKILL') });
    return server;
  }

  async function openBehind(startProxy: (upstreams: string[]) => Promise<ReverseProxy>) {
    const test = await openAppNow();
    running.push({ stop: () => test.close() });
    const { contest, round } = await makeContest(test.app, openNow());
    const redis = await startRedis();
    running.push(redis);
    const [one, other] = await Promise.all([start(test.databaseUrl, redis.url), start(test.databaseUrl, redis.url)]);
    if (!one || !other) throw new Error('two processes');
    const proxy = await startProxy([one, other].map((server) => new URL(server.url).host));
    running.push(proxy);
    return { test, contest, round, one, other, proxy };
  }

  it.each([
    ['nginx', startNginx],
    ['Caddy', startCaddy],
  ] as const)(
    '[N12] %s: page, way, socket and answers; one of two processes leaves and nothing acknowledged is lost',
    async (_, startProxy) => {
      const { test, contest, round, one, proxy } = await openBehind(startProxy);
      const page = await getPage(proxy, '/');
      expect([page.status, page.body]).toEqual([200, expect.stringContaining('<div id="root"')]);
      const way = JSON.parse((await getPage(proxy, '/health/way')).body);
      expect(way).toMatchObject({
        host: new URL(proxy.url).host,
        protocol: new URL(proxy.url).protocol.slice(0, -1),
        proxiesSeen: 1,
        proxiesTrusted: 1,
      });
      expect((await getPage(proxy, '/metrics')).status).toBe(404);

      const people = await Promise.all(Array.from({ length: 8 }, () => enrolPerson(test, contest)));
      const hall = await Promise.all(people.map((by) => openReturning(proxy.url, contest.slug, by, proxy.ca)));
      const answering = Promise.all(hall.map((each) => each.answerAll(round.roundId)));
      while (!hall.every((each) => each.acked.size > 1)) await new Promise((resolve) => setTimeout(resolve, 50));
      await one.kill('SIGTERM');
      await answering;
      const acked = hall.flatMap((each) => [...each.acked.keys()]);
      expect(acked).toHaveLength(8 * 15);
      const rows = await test.db.query('select id from answers where id = any($1::uuid[])', [acked]);
      expect(rows).toHaveLength(acked.length);
      expect(hall.every((each) => each.device.connected)).toBe(true);
      expect(hall.some((each) => each.drops() > 0)).toBe(true);
      for (let asked = 0; asked < 5; asked++) expect((await getPage(proxy, '/api/site')).status).toBe(200);
      for (const each of hall) each.device.disconnect();
    },
    180_000,
  );

  it.each([
    ['nginx', startNginx],
    ['Caddy', startCaddy],
  ] as const)(
    '[N26] %s: whoever leaves a stopped process reaches the other one while it is still stopped',
    async (_, startProxy) => {
      const { one, proxy } = await openBehind(startProxy);
      const lines = Array.from({ length: 12 }, () =>
        io(`${proxy.url}/show`, {
          transports: ['websocket'],
          forceNew: true,
          timeout: 3_000,
          reconnectionDelay: 300,
          reconnectionDelayMax: 600,
          ...(proxy.ca === null ? {} : { ca: proxy.ca }),
        }),
      );
      const alive = (line: Socket): Promise<boolean> =>
        line
          .timeout(2_000)
          .emitWithAck('clock:read', {})
          .then(
            () => true,
            () => false,
          );
      await expect.poll(() => lines.every((line) => line.connected), { timeout: 20_000 }).toBe(true);
      process.kill(one.pid, 'SIGSTOP');
      const received = await Promise.all(lines.map(alive));
      expect(received).toContain(false);
      const left = lines.filter((_each, at) => !received[at]);
      for (const line of left) line.disconnect().connect();
      await expect
        .poll(() => Promise.all(left.map(async (line) => line.connected && (await alive(line)))), { timeout: 60_000 })
        .toEqual(left.map(() => true));
      process.kill(one.pid, 'SIGCONT');
      for (const line of lines) line.disconnect();
    },
    180_000,
  );

  it('[N12] over https browsers are directed to come back by https alone, over plain http they are not', async () => {
    const readHsts = async (startProxy: (upstreams: string[]) => Promise<ReverseProxy>) => {
      const proxy = await startProxy(['127.0.0.1:1']); // nobody is there: the proxy answers by itself
      running.push(proxy);
      return (await getPage(proxy, '/')).headers['strict-transport-security'];
    };
    expect(await readHsts(startNginx)).toBe('max-age=15552000');
    expect(await readHsts(startSecureCaddy)).toBe('max-age=15552000');
    expect(await readHsts(startCaddy)).toBeUndefined();
  }, 60_000);

  it('[N12] [F4] nginx keeps what has been read: it is there while every process is away', async () => {
    const { one, other, proxy } = await openBehind(startNginx);
    const asset = /\/assets\/[\w-]+\.js/.exec((await getPage(proxy, '/')).body)?.[0] ?? '';
    const first: Received = await getPage(proxy, asset);
    expect([first.status, first.headers['x-cache']]).toEqual([200, 'MISS']);
    await Promise.all([one.kill('SIGKILL'), other.kill('SIGKILL')]);
    const kept = await getPage(proxy, asset);
    expect([kept.status, kept.headers['x-cache'], kept.body === first.body]).toEqual([200, 'HIT', true]);
    expect((await getPage(proxy, '/api/site')).status).toBe(502);
  }, 180_000);
});

const Service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z
    .object({ test: z.array(z.string()) })
    .loose()
    .optional(),
  ulimits: z.object({ nofile: z.int() }).optional(),
  deploy: z.object({ replicas: z.string() }).optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string().optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service.loose()), volumes: z.record(z.string(), z.null()) });

describe('the compose file', () => {
  let compose: z.infer<typeof Compose>;
  const service = (name: string) => {
    const found = compose.services[name];
    if (!found) throw new Error(`no service ${name}`);
    return found;
  };
  beforeAll(async () => {
    compose = Compose.parse(parse(await readFile(repositoryFile('docker-compose.yml'), 'utf8')));
  });

  it('[N12] two processes of the server, one proxy that alone has ports, and what each waits for', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['app', 'postgres', 'proxy', 'redis']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the compose file writes it
    expect(service('app').deploy?.replicas).toBe('${APP_REPLICAS:-2}');
    const open = Object.entries(compose.services).filter(([, one]) => one.ports);
    expect(open.map(([name]) => name)).toEqual(['proxy']);
    for (const [name, one] of Object.entries(compose.services)) {
      for (const waited of Object.keys(one.depends_on ?? {})) {
        expect(
          compose.services[waited]?.healthcheck,
          `${name} waits for ${waited}, which reports its health`,
        ).toBeTruthy();
      }
      const kept = (one.volumes ?? [])
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((from) => !from.startsWith('.'));
      for (const volume of kept) expect(Object.keys(compose.volumes)).toContain(volume);
    }
  });

  it('[W17] server and proxy may open as many files as the usual number of sockets needs', async () => {
    const openFiles = Number(service('app').ulimits?.nofile);
    expect(fitSockets(usualOverload, openFiles).lowered).toBeNull();
    expect(service('proxy').ulimits?.nofile).toBeGreaterThanOrEqual(2 * usualOverload.socketsMax);
    const nginx = await readFile(repositoryFile('deploy/nginx.conf'), 'utf8');
    expect(Number(/^worker_rlimit_nofile (\d+);/m.exec(nginx)?.[1])).toBeGreaterThanOrEqual(
      2 * usualOverload.socketsMax,
    );
    const operators = await readFile(repositoryFile('docs/operators.md'), 'utf8');
    expect(operators).toContain(`LimitNOFILE=${openFiles}`);
  });

  it('[N12] [D1] the settings of the server are those it reads, and they are complete', () => {
    const { environment = {}, command = [] } = service('app');
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      String(value).replace(/\$\{(POSTGRES|REDIS)_PASSWORD[^}]*\}/, 'secret'),
    ]);
    const read = readConfig({ ...Object.fromEntries(filled), TRUST_PROXY: '1' }, [...command, '--processes', '2']);
    expect(read.ok ? [] : read.problems).toEqual([]);
  });

  it('[N12] every line of .env.example is read by the server or by the compose file', async () => {
    const names = (await readFile(repositoryFile('.env.example'), 'utf8')).match(/^(?:# )?[A-Z_]+(?==)/gm) ?? [];
    const composeText = await readFile(repositoryFile('docker-compose.yml'), 'utf8');
    const serverText = await Promise.all(
      [
        'server/src/config.ts',
        'server/src/accounts/oidc-settings.ts',
        'server/src/ways/way-settings.ts',
        'server/src/platform/gateway/read-gateway-config.ts',
        'server/src/platform/gateway/read-message-routes.ts',
      ].map((path) => readFile(repositoryFile(path), 'utf8')),
    );
    for (const name of names.map((line) => line.replace('# ', '')))
      expect(`${composeText}${serverText.join('')}`, name).toMatch(
        new RegExp(`\\b${name.replace(/^(MESSAGE_GATEWAY|OIDC|HOST_APP|CONTESTANT_OIDC)_/, '')}\\b`),
      );
    expect(names.length).toBeGreaterThan(8);
  });

  it('[N12] every image is of one patch release', async () => {
    const images = Object.values(compose.services).flatMap((one) => one.image ?? []);
    expect(images).toHaveLength(3);
    for (const image of images) expect(image).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?$/);
    const dockerfile = await readFile(repositoryFile('Dockerfile'), 'utf8');
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases).size, 'both stages build and run on the same Node').toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim$/);
  });

  it('[N12] what the image holds is enough: the server starts from it and shows its pages', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-image-'));
    running.push({ stop: () => rm(folder, { recursive: true, force: true }) });
    await fillAsImage(folder);
    const test = await openAppNow();
    running.push({ stop: () => test.close() });
    const server = await startServer(
      { DATABASE_URL: test.databaseUrl, REDIS_URL: '', DATA_DIR: join(folder, 'data') },
      [],
      { root: folder },
    );
    running.push({ stop: () => server.kill('SIGKILL') });
    expect(await (await fetch(server.url)).text()).toContain('<div id="root"');
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const backup = join(folder, 'a.backup');
    const env = { ...process.env, DATABASE_URL: test.databaseUrl, DATA_DIR: join(folder, 'data') };
    await run(process.execPath, ['scripts/start.mjs', 'backup', backup], { cwd: folder, env });
    expect((await stat(backup)).size).toBeGreaterThan(1_000);
  }, 180_000);

  it('[N12] every command that it names does what it is for', async () => {
    const fill = (text: string) => text.replace(/\$\{REDIS_PASSWORD[^}]*\}/, 'secret');
    const redisCommand = (service('redis').command ?? []).map(fill);
    const redisCli = service('redis').healthcheck?.test.slice(1) ?? [];
    const port = await (await import('../../scripts/server-process.mjs')).findFreePort();
    const redisProgram = findProgram(redisCommand[0] ?? '');
    const redis = execFile(redisProgram ?? '', [
      ...redisCommand.slice(1),
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      '/tmp',
      '--appenddirname',
      `hoithi-${randomUUID()}`,
    ]);
    running.push({ stop: async () => void redis.kill('SIGTERM') });
    const cli = findProgram(redisCli[0] ?? '') ?? '';
    let pong = '';
    const env = { ...process.env, REDISCLI_AUTH: fill(String(service('redis').environment?.REDISCLI_AUTH)) };
    while (!pong.includes('PONG'))
      pong = (await run(cli, ['-p', `${port}`, ...redisCli.slice(1)], { env }).catch(() => ({ stdout: '' }))).stdout;
    expect((await run(cli, ['-p', `${port}`, 'ping'])).stdout, 'without the password').toContain('NOAUTH');

    const postgres = new URL(process.env.TEST_DATABASE_URL ?? '');
    const [pgIsReady = '', ...pgArgs] = (service('postgres').healthcheck?.test[1] ?? '').split(' ');
    const made = service('postgres').environment ?? {};
    expect([pgIsReady, ...pgArgs]).toEqual(['pg_isready', '-U', made.POSTGRES_USER, '-d', made.POSTGRES_DB]);
    const program = findProgram(pgIsReady); // comes with Debian's client, not with npm
    if (program !== null)
      expect((await run(program, [...pgArgs, '-h', postgres.hostname, '-p', postgres.port])).stdout).toContain(
        'accepting',
      );

    const test = await openAppNow();
    running.push({ stop: () => test.close() });
    const server = await startServer(
      {
        DATABASE_URL: test.databaseUrl,
        REDIS_URL: fill(String(service('app').environment?.REDIS_URL)).replace('redis:6379', `127.0.0.1:${port}`),
        DATA_DIR: join('/tmp', `hoithi-deploy-${randomUUID()}`),
      },
      service('app').command ?? [],
    );
    running.push({ stop: () => server.kill('SIGTERM') });
    const [program_ = '', ...args] = service('app').healthcheck?.test.slice(1) ?? [];
    const ask = (at: string) => run(program_, args, { cwd: repositoryFile('.'), env: { ...process.env, PORT: at } });
    await expect(ask(new URL(server.url).port)).resolves.toBeTruthy();
    await expect(ask('1')).rejects.toThrow();
    const dockerfile = await readFile(repositoryFile('Dockerfile'), 'utf8');
    expect(dockerfile).toContain(`CMD ${JSON.stringify([program_, ...args]).replaceAll(',', ', ')}`);
    // As npm start does, without its look at the sources, which the image does not have.
    const { start } = JSON.parse(await readFile(repositoryFile('package.json'), 'utf8')).scripts;
    const built = String(start).replace('scripts/start.mjs main', 'server/dist/main.js').split(' ');
    expect(dockerfile).toContain(`ENTRYPOINT ${JSON.stringify(built).replaceAll(',', ', ')}`);
  }, 180_000);
});

/** Puts into a folder what the second stage of the Dockerfile copies, with the packages that it installs. */
async function fillAsImage(folder: string): Promise<void> {
  const dockerfile = await readFile(repositoryFile('Dockerfile'), 'utf8');
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  for (const [, words = ''] of stage.matchAll(/^COPY (?:--from=build )?(.+)$/gm)) {
    const names = words.split(' ').map((name) => name.replace('/app/', ''));
    const to = join(folder, names.pop() ?? '');
    for (const name of names) {
      const into = /\.[a-z]+$/.test(name) ? join(to, basename(name)) : to;
      await mkdir(dirname(into), { recursive: true });
      await cp(repositoryFile(name), into, { recursive: true });
    }
  }
  const { dependencies } = JSON.parse(await readFile(repositoryFile('server/package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const into = join(folder, 'node_modules', name);
    await mkdir(dirname(into), { recursive: true });
    await symlink(repositoryFile(`node_modules/${name}`), into);
  }
}
