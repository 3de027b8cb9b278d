import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort } from '../../scripts/server-process.mjs';
import { findProgram } from '../../scripts/test-servers.mjs';

export const repositoryFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const run = promisify(execFile);
const systemPrograms = ['/usr/sbin', '/usr/local/sbin'];

function programOf(name: string): string {
  const path = findProgram(name, systemPrograms);
  if (path === null) throw new Error(`${name} is not installed`);
  return path;
}

export type ReverseProxy = {
  url: string;
  /** The certificate to believe; null where there is none. */
  ca: string | null;
  stop(): Promise<void>;
};

/** Over https it is open once it also has its certificate: Caddy takes connections before. */
const isOpen = ({ protocol, port }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const opened = () => {
      probe.destroy();
      resolve(true);
    };
    const at = { host: '127.0.0.1', port: Number(port) };
    const probe =
      protocol === 'https:' ? connectSecurely({ ...at, rejectUnauthorized: false }, opened) : connect(at, opened);
    probe.once('error', () => resolve(false));
  });

/** Starts a program that goes on, and resolves once its address answers. */
async function runProxy(
  name: string,
  args: string[],
  url: string,
  folder: string,
  env = {},
): Promise<() => Promise<void>> {
  const child = spawn(programOf(name), args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  let ended = false;
  child.once('exit', () => (ended = true));
  for (;;) {
    if (ended) throw new Error(`${name} ended:\n${said}`);
    if (await isOpen(new URL(url))) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    if (!ended) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
}

/** deploy/nginx.conf with ports, folders and a certificate of this test; everything else as it is. */
export async function startNginx(upstreams: readonly string[]): Promise<ReverseProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-nginx-'));
  await mkdir(join(folder, 'cache'));
  const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  await run(programOf('openssl'), [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate],
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'],
  ]);
  const [port, plainPort] = [await findFreePort(), await findFreePort()];
  const written = await readFile(repositoryFile('deploy/nginx.conf'), 'utf8');
  const changed = written
    .replace(/^user .*$/m, process.getuid?.() === 0 ? 'user root;' : '')
    .replace('pid /run/nginx.pid;', `pid ${folder}/nginx.pid;`)
    .replace('/var/log/nginx/error.log', `${folder}/error.log`)
    .replace('/var/log/nginx/hoithi.log', `${folder}/access.log`)
    .replace('/var/cache/nginx/hoithi', `${folder}/cache`)
    .replace('/etc/ssl/hoithi', folder)
    .replace('/etc/ssl/hoithi', folder)
    .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replaceAll('server_name thi.example.vn;', 'server_name 127.0.0.1;')
    .replace(/ {4}server 127\.0\.0\.1:300\d .*\n/g, '')
    .replace(
      'upstream hoithi {\n',
      `upstream hoithi {\n${upstreams.map((at) => `    server ${at} max_fails=1 fail_timeout=2s;\n`).join('')}`,
    );
  const file = join(folder, 'nginx.conf');
  await writeFile(file, changed);
  await run(programOf('nginx'), ['-t', '-p', folder, '-c', file]);
  const url = `https://127.0.0.1:${port}`;
  const stop = await runProxy('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], url, folder);
  return { url, ca: await readFile(certificate, 'utf8'), stop };
}

/** deploy/Caddyfile as it is: what it needs to know is in its environment. */
export const startCaddy = (upstreams: readonly string[]): Promise<ReverseProxy> =>
  runCaddy(upstreams, 'http', repositoryFile('deploy/Caddyfile'));

/** deploy/Caddyfile for https, with a certificate that Caddy makes for this address and that nobody else trusts. */
export async function startSecureCaddy(upstreams: readonly string[]): Promise<ReverseProxy> {
  const written = await readFile(repositoryFile('deploy/Caddyfile'), 'utf8');
  const file = join(await mkdtemp(join(tmpdir(), 'hoithi-caddyfile-')), 'Caddyfile');
  await writeFile(
    file,
    written.replace('\tadmin off', '\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects'),
  );
  return runCaddy(upstreams, 'https', file);
}

async function runCaddy(upstreams: readonly string[], protocol: 'http' | 'https', file: string): Promise<ReverseProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-caddy-'));
  const url = `${protocol}://127.0.0.1:${await findFreePort()}`;
  const env = {
    SITE_ADDRESS: url,
    APP_UPSTREAMS: upstreams.join(' '),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  const config = ['--adapter', 'caddyfile', '--config', file];
  await run(programOf('caddy'), ['validate', ...config], { env: { ...process.env, ...env } });
  const stop = await runProxy('caddy', ['run', ...config], url, folder, env);
  const root = join(folder, 'caddy/pki/authorities/local/root.crt');
  return { url, ca: protocol === 'http' ? null : await readFile(root, 'utf8'), stop };
}

export type Received = { status: number; headers: Record<string, unknown>; body: string };

/** A page through the proxy, its certificate checked. */
export async function getPage({ url, ca }: Pick<ReverseProxy, 'url' | 'ca'>, path: string): Promise<Received> {
  if (ca === null) {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  }
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { ca }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    }).once('error', reject);
  });
}
