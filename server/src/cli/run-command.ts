import { ArchiveRefused } from '../archive/read-archive.ts';
import { type Config, readConfig } from '../config.ts';
import { DataDirInUse } from '../platform/db/data-lock.ts';
import { type Database, Unavailable } from '../platform/db/database.ts';
import { StartRefused } from '../platform/db/embedded/start-refused.ts';
import { assertMigrated, MigrationConflict } from '../platform/db/migrate.ts';
import { openBeside } from '../platform/db/open-database.ts';
import { refusedFile, usage, type Words, words } from './words.ts';

/** What a command prints to. */
export type Out = {
  /** Vietnamese, and English below it. */
  print(text: Words): void;
  printLine(line: string): void;
  printJson(value: unknown): void;
};

export const printTo = (stream: { write(text: string): unknown }): Out => ({
  print: ([vi, en]) => stream.write(`${vi}\n${en}\n`),
  printLine: (line) => stream.write(`${line}\n`),
  printJson: (value) => stream.write(`${JSON.stringify(value)}\n`),
});

/** The arguments are not those of a command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The only argument of a command: the file it reads or writes. */
export function onlyFile(positionals: readonly string[]): string {
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError();
  return path;
}

/** What the embedded database reports beside a command: only its failures. */
const failuresOnly = {
  info: () => undefined,
  warn: () => undefined,
  error: (about: object, text: string) => void process.stderr.write(`${text} ${JSON.stringify(about)}\n`),
};

/** Opens the database as the server does, or beside it, for as long as the work takes. */
export async function withDatabase<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openBeside(config, failuresOnly);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The same, where the tables are of this version: only the server migrates, never a command. */
export const withMigratedDatabase = <T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> =>
  withDatabase(config, async (db) => {
    await assertMigrated(db);
    return work(db);
  });

/** An expected error in words. null: a fault. */
function wordsOf(fault: unknown): Words | null {
  if (fault instanceof UsageError) return usage;
  if (fault instanceof ArchiveRefused) return refusedFile[fault.reason];
  if (fault instanceof DataDirInUse) return words.locked(fault.pid);
  if (fault instanceof StartRefused) return [fault.vietnamese, fault.english];
  if (fault instanceof MigrationConflict) return words.oldTables;
  if (fault instanceof Unavailable) return words.databaseFailure;
  const code = (fault as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('ERR_PARSE_ARGS')) return usage;
  if (['ENOENT', 'EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM'].includes(code)) {
    return words.noFolder((fault as NodeJS.ErrnoException).path ?? '');
  }
  return ['ECONNREFUSED', 'ENOTFOUND', '3D000', '28P01', '28000'].includes(code) ? words.databaseFailure : null;
}

/** Runs a command and returns its exit code: 0 done, 1 not done, with the reason printed. */
export async function runCommand(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  work: (argv: readonly string[], config: Config, out: Out) => Promise<boolean>,
  out: Out = printTo(process.stdout),
  errors: Out = printTo(process.stderr),
): Promise<number> {
  const settings = readConfig(env, []);
  if (!settings.ok) {
    for (const problem of settings.problems) errors.printLine(`- ${problem}`);
    return 1;
  }
  try {
    return (await work(argv, settings.config, out)) ? 0 : 1;
  } catch (fault) {
    const reason = wordsOf(fault);
    if (reason === null) throw fault;
    errors.print(reason);
    return 1;
  }
}
