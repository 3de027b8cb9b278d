import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { ArchiveEnd } from '../archive/archive-format.ts';
import { backUpInstallation, recordBackup } from '../archive/backup.ts';
import { checkArchive } from '../archive/read-archive.ts';
import { restoreArchive } from '../archive/restore.ts';
import { verifyLedger } from '../archive/verify.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import { printVerified } from './ledger-command.ts';
import { type Out, onlyFile, withDatabase } from './run-command.ts';
import { words } from './words.ts';

/** `backup FILE`: the whole installation, while it runs. The file gets its name only after it was read back. SPEC B4, B5. */
export async function backupCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const path = onlyFile(parseArgs({ args: [...argv], allowPositionals: true, options: {} }).positionals);
  if (existsSync(path)) {
    out.print(words.fileExists(path));
    return false;
  }
  return withDatabase(config, (db) => backUpHere(db, path, out));
}

async function backUpHere(db: Database, path: string, out: Out): Promise<boolean> {
  const clock = await databaseClock(db);
  try {
    const { packed, done } = backUpInstallation(db, clock.nowMs());
    if (!(await writeBackup(path, packed, out))) return false;
    await recordBackup(db, await done, 'command');
    return true;
  } finally {
    clock.stop();
  }
}

/** false: the name is taken, and the rest of the backup is not read. */
async function writeBackup(path: string, packed: Readable, out: Out): Promise<boolean> {
  let end: ArchiveEnd | null = null;
  const written = await writeArchiveFile(path, packed, async (beside) => {
    end = (await checkArchive(beside, 'installation')).end;
  });
  if (written === false || end === null) {
    packed.destroy();
    out.print(words.fileExists(path));
    return false;
  }
  const { tables, ledgerHash }: ArchiveEnd = end;
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  out.print(words.backedUp(path, rows, written.bytes));
  out.print(words.hash(ledgerHash));
  return true;
}

/** `restore FILE`: restores a backup into the database of the settings and proves it, then verifies its ledger. SPEC B6. */
export function restoreCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { replace: { type: 'boolean' } },
  });
  const path = onlyFile(positionals);
  return withDatabase(config, async (db) => {
    const restored = await restoreArchive(db, path, { replace: values.replace ?? false });
    if (!restored.ok) {
      const tables = restored.tables.join(', ');
      if (restored.reason === 'not_empty') out.print(words.notEmpty(tables));
      else out.print(restored.reason === 'in_use' ? words.inUse : words.notEqual(tables));
      return false;
    }
    out.print(words.restored(restored.tables.reduce((sum, each) => sum + each.rows, 0)));
    const verified = await verifyLedger(db);
    printVerified(verified, out);
    return verified.sound;
  });
}
