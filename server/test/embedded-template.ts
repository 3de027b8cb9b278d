import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTree } from '../src/platform/db/embedded/copy-tree.ts';
import { startEmbedded } from '../src/platform/db/embedded/embedded-postgres.ts';
import type { EmbeddedLog } from '../src/platform/db/embedded/postmaster.ts';

/** A log that remembers: each entry is what was said, with its words under `log`. */
export function rememberingLog(): { log: EmbeddedLog; entries: ({ log: string } & Record<string, unknown>)[] } {
  const entries: ({ log: string } & Record<string, unknown>)[] = [];
  const note = (about: object, words: string): void => void entries.push({ ...about, log: words });
  return { log: { info: note, warn: note, error: note }, entries };
}

/** A folder for the data of tests, which every user may pass through, with a template of an empty database in it. */
export async function makeEmbeddedFolder(): Promise<{ folder: string; template: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-embedded-'));
  chmodSync(folder, 0o755);
  const { log } = rememberingLog();
  const first = await startEmbedded({ dataDir: join(folder, 'first'), template: null, log });
  await first.stop();
  const template = join(folder, 'template');
  await copyTree(join(folder, 'first', 'postgres'), template, { folderMode: 0o755, fileMode: 0o644, owner: null });
  return { folder, template, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
