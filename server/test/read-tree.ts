import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type TextFile = { path: string; text: string };

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What is made or installed, and what other people wrote; so is the folder client/public. */
const skippedFolders = new Set(['node_modules', 'dist', 'data', 'screenshots', '.git', '.tsbuild']);
const skippedFiles = new Set(['package-lock.json', 'LICENSE', 'NOTICE']);
const textNames =
  /(\.(md|ts|tsx|mts|mjs|js|json|css|html|sql|lua|yml|yaml|conf|ini|sh|txt)|file|^\.env\.example|ignore)$/i;

/** Every text file that people of this project write, by its path from the root. */
export function readTree(folder = ''): TextFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) || path === 'client/public' ? [] : readTree(path);
    const isText = entry.isFile() && textNames.test(entry.name) && !skippedFiles.has(entry.name);
    return isText ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}
