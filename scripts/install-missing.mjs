// Sees to the programs that the tests need: Redis, Chromium, pdftotext to read what was printed, and the two
// reverse proxies whose files are in deploy/.
import { execFileSync, spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';

/** Debian keeps servers out of the PATH of ordinary users. */
const systemPrograms = ['/usr/sbin', '/usr/local/sbin'];

/** Chromium without windows of its own: the stories cost two thirds of the time with it. */
const headlessChromium = 'chromium-headless-shell';

/** Chromium's path, or null. CHROMIUM_PATH goes before what PATH offers. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return (
    findProgram(headlessChromium) ??
    findProgram('chromium') ??
    findProgram('chromium-browser') ??
    findProgram('google-chrome')
  );
}

function listMissing() {
  const found = {
    'redis-server': findProgram('redis-server'),
    chromium: findChromium(),
    'poppler-utils': findProgram('pdftotext'),
    'nginx-light': findProgram('nginx', systemPrograms),
    caddy: findProgram('caddy', systemPrograms),
  };
  return Object.entries(found).flatMap(([name, where]) => (where ? [] : [name]));
}

/** How to become root without asking anybody, or null. */
function findRootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : null;
}

function runAsRoot(prefix, args) {
  // RUNLEVEL keeps the packages from starting the system's own servers: the tests start theirs.
  const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', ...args];
  execFileSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Installs what is missing from Debian's packages. Throws one clear line when it may not or cannot. */
export function installMissing() {
  const missing = listMissing();
  if (missing.length === 0) return;
  const prefix = findRootPrefix();
  if (!prefix || !findProgram('apt-get')) {
    throw new Error(`the tests need ${missing.join(', ')}: install them with your system's packages and run again`);
  }
  console.log(`test: installing ${missing.join(', ')}`);
  runAsRoot(prefix, ['apt-get', 'update']);
  const hasHeadless = spawnSync('apt-cache', ['show', headlessChromium]).status === 0;
  const packages = missing.map((name) => (name === 'chromium' && hasHeadless ? headlessChromium : name));
  runAsRoot(prefix, ['apt-get', 'install', '-y', '--no-install-recommends', ...packages]);
  const still = listMissing();
  if (still.length > 0) throw new Error(`the tests need ${still.join(', ')}, and the packages did not bring them`);
}
