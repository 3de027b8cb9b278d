// Private stores for tests and load tests: a PostgreSQL cluster and a Redis, each on a free port of 127.0.0.1, with its
// data in a folder of its own that goes away with it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const stopWithinMs = 15_000;
const startWithinMs = 60_000;

/** Debian keeps the server's programs of each version out of PATH. The newest version comes first. */
function listPostgresFolders() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

/** The program's path, or null: from PATH, then from the folders named. */
export function findProgram(name, moreFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...moreFolders].filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** The programs of one PostgreSQL, or null. initdb and postgres must be of the same version. */
export function findPostgres() {
  const initdb = findProgram('initdb', listPostgresFolders());
  const postgres = initdb && join(initdb, '..', 'postgres');
  return postgres && existsSync(postgres) ? { initdb, postgres } : null;
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** PostgreSQL refuses to run as root, so root hands it to another user of the system. */
function pickUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' })));
      return { uid, gid };
    } catch {
      // no such user: try the next
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as');
}

/** Starts a program and resolves once it has said `readyWords`. Rejects with what it said when it ends instead. */
function startProgram(program, args, options, readyWords) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => reject(new Error(`${program} ${why}\n${said}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${startWithinMs} ms`);
    }, startWithinMs);
    const hear = (chunk) => {
      if (said.length < 100_000) said += chunk;
      if (!said.includes(readyWords)) return;
      clearTimeout(timer);
      resolve(child);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (fault) => fail(fault.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

/** Ends one process and resolves when it is gone. */
async function endProgram(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}

/** A running server that can be halted and resumed on the same port and data, and stopped for good. */
async function runServer(url, folder, start) {
  let child = await start();
  return {
    url,
    get pid() {
      return child.pid;
    },
    async halt(signal = 'SIGINT') {
      await endProgram(child, signal);
    },
    async resume() {
      child = await start();
    },
    async stop() {
      await endProgram(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program to its end; its words are kept for the error. */
async function runProgram(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}\n${said}`);
}

/** A PostgreSQL of its own. With `fsync: false` it is quicker and forgets on a power cut: for tests only. */
export async function startPostgres({ fsync }) {
  const programs = findPostgres();
  if (!programs) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-postgres-'));
  const user = pickUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const sync = fsync ? [] : ['--no-sync'];
  try {
    await runProgram(
      programs.initdb,
      ['-D', data, '-U', 'hoithi', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', ...sync],
      options,
    );
    const port = await findFreePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 200,
      ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const start = () => startProgram(programs.postgres, ['-D', data, ...args], options, 'ready to accept connections');
    return await runServer(`postgres://hoithi@127.0.0.1:${port}/postgres`, folder, start);
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}

/** A Redis of its own that keeps nothing on the disk. */
export async function startRedis() {
  const program = findProgram('redis-server');
  if (!program) throw new Error('redis-server is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-redis-'));
  try {
    const port = await findFreePort();
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
    const start = () => startProgram(program, args, { cwd: folder }, 'Ready to accept connections');
    return await runServer(`redis://127.0.0.1:${port}/0`, folder, start);
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}
