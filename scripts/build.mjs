// Builds the client's pages, the verifier's page and the server, each when its sources have changed since its last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const skipped = new Set(['dist', 'node_modules', 'e2e']);
/** Beside the built files: what they were made from, and when that was last touched. */
const [stampName, timesName] = ['.built-from', '.built-from-times'];

/** What can be built: by Vite in a folder, from these files and folders, into `dist` there. */
const parts = {
  client: {
    folder: 'client',
    entry: 'client/index.html',
    from: ['client', 'shared/src', 'verifier/src', 'package-lock.json'],
  },
  verifier: {
    folder: 'verifier',
    entry: 'verifier/page/index.html',
    from: ['verifier/src', 'verifier/page', 'verifier/package.json', 'verifier/vite.config.ts', 'package-lock.json'],
  },
  server: {
    folder: 'server',
    entry: 'server/src/main.ts',
    from: [
      'server/src',
      'shared/src',
      'load-tests/src',
      'server/package.json',
      'server/vite.config.ts',
      'package-lock.json',
    ],
  },
};

/** The files below a path of the tree, tests left out. */
function listFiles(path) {
  if (statSync(join(root, path)).isFile()) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(below);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [below];
  });
}

/** Names, sizes and times of the files: says in a few milliseconds that nothing was touched. */
function listTimes(files) {
  let times = '';
  for (const file of files) {
    const { size, mtimeMs } = statSync(`${root}${file}`);
    times += `${file} ${size} ${mtimeMs}\n`;
  }
  return times;
}

/** What is in the files: a checkout or a copy has new times and the same text. */
function digestTexts(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** What the build in this folder was made from and which files it has; null: there is none. */
function readStamp(dist) {
  try {
    return JSON.parse(read(join(dist, stampName)) ?? 'null');
  } catch {
    return null; // written by another version of this file
  }
}

function listBuilt(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? listBuilt(folder, path) : [path];
  });
}

/**
 * Puts a finished build in its place file by file, the entries last, so that whoever starts meanwhile finds the old or the
 * new one. A server that runs, and a page that is open, still load files of the build before: those stay until the next.
 */
function putInPlace(made, dist, before) {
  const files = listBuilt(made);
  const depth = (path) => path.split('/').length;
  for (const path of files.sort((a, b) => depth(b) - depth(a))) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    renameSync(join(made, path), join(dist, path));
  }
  rmSync(made, { recursive: true });
  const wanted = new Set([...files, ...before]);
  for (const path of listBuilt(dist))
    if (!wanted.has(path) && !path.startsWith('.')) rmSync(join(dist, path), { force: true });
  return files;
}

function runVite(folder, made) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) throw new Error('vite is not installed');
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', made, '--emptyOutDir'];
  const { status } = spawnSync(process.execPath, args, {
    cwd: join(root, folder),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`vite build ended with ${status}`);
}

/** Runs Vite beside what is there and puts what it made in place. Answers with the names of its files. */
function make(folder, dist, before) {
  const made = join(dist, `.new-${process.pid}`);
  try {
    runVite(folder, made);
    return putInPlace(made, dist, before);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Who runs the server may not be who installed it: then the texts are read again at the next start. */
function saveTimes(path, times) {
  try {
    writeFileSync(path, times);
  } catch (fault) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(fault.code)) throw fault;
  }
}

/** Answers 'no sources', 'up to date' or 'built'. Throws when the build fails. */
export function build(name) {
  const { folder, entry, from } = parts[name];
  if (!existsSync(join(root, entry))) return 'no sources';
  const dist = join(root, folder, 'dist');
  const sources = from.flatMap(listFiles);
  const times = listTimes(sources);
  if (read(join(dist, timesName)) === times) return 'up to date';
  const stamp = readStamp(dist);
  const texts = digestTexts(sources);
  if (stamp?.texts === texts) {
    saveTimes(join(dist, timesName), times);
    return 'up to date';
  }
  const files = make(folder, dist, stamp?.files ?? []);
  writeFileSync(join(dist, stampName), JSON.stringify({ texts, files }));
  writeFileSync(join(dist, timesName), times);
  return 'built';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const name of Object.keys(parts)) console.log(`build: ${name}: ${build(name)}`);
