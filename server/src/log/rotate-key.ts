import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { appendLeaf } from './entries-sql.ts';
import { LogKey } from './log-key.ts';
import { readNewestLogs, readSigningKey } from './signing-keys-sql.ts';

export type Rotated = { before: string; now: string; logs: number };

/** What the old key signs of the new one. */
export const rotationText = (verifierKey: string): string => `hoithi key v1\n${verifierKey}\n`;

/**
 * Writes into every log that the old key signs that the new one does from here, signed by the old one. Done again it changes
 * nothing. A server that still has the old key signs nothing more.
 *
 * Source  SPEC Z13.
 */
export function appendRotation(
  db: Database,
  keys: { old: LogKey; next: LogKey },
  by: { actor: string; atMs: number },
): Promise<Rotated> {
  const { old, next } = keys;
  const signature = old.signNote(rotationText(next.verifierKey)).trimEnd().split('\n').at(-1) ?? '';
  return db.transaction(async (tx) => {
    let logs = 0;
    for (const log of await readNewestLogs(tx)) {
      if ((await readSigningKey(tx, log)) !== old.verifierKey) continue;
      logs += 1;
      const contestId = log.contest_id;
      const leaf = {
        v: 1,
        kind: 'key',
        at: by.atMs,
        key: next.verifierKey,
        before: old.verifierKey,
        signature,
      } as const;
      await appendLeaf(tx, contestId, leaf);
      await writeAudit(tx, {
        ...{ contestId, atMs: by.atMs, actor: by.actor, act: 'log:key', object: log.origin },
        detail: { before: { key: old.verifierKey }, after: { key: next.verifierKey } },
      });
    }
    return { before: old.verifierKey, now: next.verifierKey, logs };
  });
}

/**
 * Replaces the key file of a data folder: the new key is written beside it first, so that whoever was cut short goes on with the
 * same one. The old file stays under the hash of its key.
 */
export async function rotateKeyFile(
  dataDir: string,
  db: Database,
  old: LogKey,
  by: { actor: string; atMs: number },
): Promise<Rotated> {
  const [file, beside] = [join(dataDir, 'log-key.pem'), join(dataDir, 'log-key.next.pem')];
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(beside, made, { flag: 'wx', mode: 0o600 }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  const next = new LogKey(createPrivateKey(await readFile(beside, 'utf8')));
  const rotated = await appendRotation(db, { old, next }, by);
  await rename(file, join(dataDir, `log-key.${old.verifierKey.split('+')[1]}.pem`));
  await rename(beside, file);
  return rotated;
}
