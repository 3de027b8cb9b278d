// Builds the client when its sources have changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampPath = join(root, 'client/dist/.built-from');
const skipped = new Set(['dist', 'node_modules', 'e2e']);

function listFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

/** One fingerprint of everything that the built client depends on. */
function hashSources() {
  const files = [...listFiles(join(root, 'client')), ...listFiles(join(root, 'shared/src'))];
  const hash = createHash('sha256');
  for (const file of files.concat(join(root, 'package-lock.json'))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Answers 'no client', 'up to date' or 'built'. Throws when the build fails. */
export function buildClient() {
  if (!existsSync(join(root, 'client/index.html'))) return 'no client';
  const wanted = hashSources();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return 'up to date';
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) throw new Error('vite is not installed');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'client'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`vite build ended with ${status}`);
  writeFileSync(stampPath, wanted);
  return 'built';
}
