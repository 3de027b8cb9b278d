// npm test: installs what the tests need, starts private stores, checks, builds, tests, and ends with one line of counts.
// `npm test -- <filter>` runs the test files whose path holds the filter, without the checks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { build } from './build.mjs';
import { countTests, filesFailed, formatCounts, withSecondRun } from './count-tests.mjs';
import { findChromium, installMissing } from './install-missing.mjs';
import { bringNewestNode, newestNode, newestNodeComes } from './newest-node.mjs';

register(); // the programs of PostgreSQL are found by the server's own sources
const { startPostgres, startRedis } = await import('./test-servers.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));
// The tests' temporary folders lie in here, so that nothing stays behind when they are cut short. Other users may pass
// through it: a PostgreSQL that a test starts does not run as root.
const workDir = mkdtempSync(join(tmpdir(), 'hoithi-npm-test-'));
chmodSync(workDir, 0o711);
const [reportPath, secondPath] = ['report.json', 'second.json'].map((name) => join(workDir, name));
/** More files that fail are no accident of a busy machine. */
const secondMax = 3;
const servers = [];
let running = null;
let stopped = null;

/** Runs one tool of the tree to its end and answers whether it was content. */
async function runTool(name, entry, args, env = process.env) {
  if (stopped) return false;
  console.log(`\ntest: ${name}`);
  running = spawn(process.execPath, [join(root, 'node_modules', entry), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(running, 'exit');
  running = null;
  if (code !== 0) console.error(`test: ${name} failed`);
  return code === 0;
}

async function runChecks() {
  const typed = await runTool('types', 'typescript/bin/tsc', ['-b']);
  const linted = await runTool('lint', 'oxlint/bin/oxlint', ['--type-aware']);
  const formatted = await runTool('format', '@biomejs/biome/bin/biome', ['check', '.']);
  return typed && linted && formatted;
}

/** The pages that the stories in the browser open, and the server that some tests start. */
function runBuilds() {
  if (stopped) return false;
  try {
    console.log('');
    for (const name of ['client', 'verifier', 'server']) console.log(`test: ${name}: ${build(name)}`);
    return true;
  } catch (fault) {
    console.error(`test: build failed: ${fault.message}`);
    return false;
  }
}

/** The built server is tried under it too. */
function bringNode() {
  if (newestNodeComes) bringNewestNode();
  else
    console.log(`test: npm brings no Node ${newestNode} for this platform: the built server is tried under this one`);
}

async function startServers() {
  for (const start of [() => startPostgres({ fsync: false }), startRedis]) {
    if (stopped) return;
    const server = await start();
    servers.push(server);
    if (stopped) await stopServers(); // the signal came while it was starting
  }
}

async function stopServers() {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}

async function runTests(filters) {
  await startServers();
  const [postgres, redis] = servers;
  const env = {
    ...process.env,
    TMPDIR: workDir,
    TEST_DATABASE_URL: postgres?.url,
    TEST_REDIS_URL: redis?.url,
    CHROMIUM_PATH: findChromium(),
    PROGRAMS: 'built',
  };
  const run = (path, files) =>
    runTool(
      'tests',
      'vitest/vitest.mjs',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`, ...files],
      env,
    );
  if (await run(reportPath, filters)) return { ok: true, again: 0 };
  // Stories of many processes in a browser, on a machine that others use too: what fails among all the others has to pass
  // alone, and is named in the end.
  const failed = existsSync(reportPath) ? filesFailed(readReport(reportPath)) : [];
  if (failed.length === 0 || failed.length > secondMax || stopped) return { ok: false, again: 0 };
  console.log(`\ntest: a second time, alone: ${failed.join(', ')}`);
  const ok = await run(secondPath, failed);
  if (ok) console.log(`test: passed only the second time: ${failed.join(', ')}`);
  return { ok, again: ok ? failed.length : 0 };
}

const readReport = (path) => JSON.parse(readFileSync(path, 'utf8'));

function readCounts() {
  if (!existsSync(reportPath)) return { passed: 0, failed: 0, skipped: 0 };
  const report = readReport(reportPath);
  return countTests(existsSync(secondPath) ? withSecondRun(report, readReport(secondPath)) : report);
}

async function main(filters) {
  installMissing();
  if (filters.length === 0) bringNode();
  const checked = filters.length > 0 || (await runChecks());
  const built = runBuilds();
  const tested = await runTests(filters);
  const counts = readCounts();
  // Vitest also fails for what belongs to no test, such as a rejection nobody caught.
  if (!tested.ok && counts.failed === 0) counts.failed = 1;
  const ok = checked && built && tested.ok && counts.failed === 0 && counts.passed > 0;
  return { line: formatCounts(counts, tested.again), ok };
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = signal;
    running?.kill(signal);
    void stopServers();
  });
}

let outcome = { line: formatCounts({ passed: 0, failed: 1, skipped: 0 }), ok: false };
try {
  outcome = await main(process.argv.slice(2).filter((word) => word !== '--'));
} catch (fault) {
  console.error(`test: ${fault.message}`);
} finally {
  await stopServers();
  rmSync(workDir, { recursive: true, force: true });
}
process.exitCode = outcome.ok ? 0 : 1;
console.log(outcome.line);
