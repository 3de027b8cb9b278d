// Finds the programs of the system that the tests use.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program's path, or null: from PATH, then from the folders named. */
export function findProgram(name, moreFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...moreFolders].filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
