import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { ArchiveEnd } from '../archive/archive-file.ts';
import { backUpInstallation, rememberBackup } from '../archive/back-up.ts';
import { checkArchive } from '../archive/read-archive.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import { type Out, onlyFile, withStore } from './run-command.ts';
import { words } from './words.ts';

/** `backup FILE`: the whole house, while it runs. The file is read back before it is called a backup. SPEC B4, B5. */
export async function backupCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const path = onlyFile(parseArgs({ args: [...argv], allowPositionals: true, options: {} }).positionals);
  if (existsSync(path)) {
    out.say(words.fileThere(path));
    return false;
  }
  return withStore(config, (db) => backUpHere(db, path, out));
}

async function backUpHere(db: Database, path: string, out: Out): Promise<boolean> {
  const clock = await databaseClock(db);
  try {
    const { packed, done } = backUpInstallation(db, clock.nowMs());
    if (!(await writeFileWhole(path, packed, out))) return false;
    await rememberBackup(db, await done, 'command');
    return true;
  } finally {
    clock.stop();
  }
}

/** false: the name is taken, and whoever makes the backup need not go on. */
async function writeFileWhole(path: string, packed: Readable, out: Out): Promise<boolean> {
  let end: ArchiveEnd | null = null;
  const written = await writeArchiveFile(path, packed, async (beside) => {
    end = (await checkArchive(beside, 'installation')).end;
  });
  if (written === false || end === null) {
    packed.destroy();
    out.say(words.fileThere(path));
    return false;
  }
  const { tables, ledgerHash }: ArchiveEnd = end;
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  out.say(words.backedUp(path, rows, written.bytes));
  out.say(words.hash(ledgerHash));
  return true;
}
