// Private stores for tests and load tests: a PostgreSQL cluster and a Redis, each on a free port of 127.0.0.1, with its
// data in a folder of its own that goes away with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locatePackage } from '../server/src/platform/db/embedded/binaries.ts';
import { choosePlace } from '../server/src/platform/db/embedded/choose-place.ts';
import { programEnv, runProgram } from '../server/src/platform/db/embedded/run-program.ts';
import { findProgram } from './find-program.mjs';

const stopWithinMs = 15_000;
const startWithinMs = 60_000;

export { findProgram };

/** Whether a PostgreSQL can be started here: the one that came with npm, or another version in this folder. */
const otherVersion = process.env.TEST_POSTGRES_BIN;
export const hasPostgres = () => otherVersion !== undefined || locatePackage() !== null;

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
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

/** Where its programs and data are, and as whom they run: root hands them to another user. */
async function findPlace(folder) {
  chmodSync(folder, 0o711); // that user passes through it
  const place = await choosePlace(folder, () => undefined);
  if (otherVersion === undefined)
    return { ...place, locale: ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] };
  const program = (name) => join(otherVersion, name);
  return {
    ...place,
    binaries: { postgres: program('postgres'), initdb: program('initdb') },
    locale: ['--locale=C.UTF-8'],
  };
}

/** A PostgreSQL of its own. With `fsync: false` it is quicker and forgets on a power cut: for tests only. */
export async function startPostgres({ fsync }) {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-postgres-'));
  try {
    const { binaries, runAs, cluster, locale } = await findPlace(folder);
    mkdirSync(cluster, { mode: 0o700 });
    if (runAs.owner !== null) chownSync(cluster, runAs.owner.uid, runAs.owner.gid);
    const init = ['-D', cluster, '-U', 'hoithi', '-A', 'trust', '-E', 'UTF8', ...locale];
    await runProgram(runAs.command(binaries.initdb, [...init, ...(fsync ? [] : ['--no-sync'])]));
    const port = await findFreePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 400,
      ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
    };
    const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { file, args, uid, gid } = runAs.command(binaries.postgres, ['-D', cluster, ...given]);
    const options = { cwd: '/', env: programEnv, ...(uid === undefined ? {} : { uid, gid }) };
    const start = () => startProgram(file, args, options, 'ready to accept connections');
    return await runServer(`postgres://hoithi@127.0.0.1:${port}/postgres`, folder, start);
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}

/** A Redis of its own that keeps nothing on the disk; TEST_REDIS_PROGRAM names another server of its kind, such as Valkey. */
export async function startRedis() {
  const program = process.env.TEST_REDIS_PROGRAM ?? findProgram('redis-server');
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
