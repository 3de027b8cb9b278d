import { ArchiveRefused } from '../archive/read-archive.ts';
import { type Config, readConfig } from '../config.ts';
import { DataDirInUse } from '../platform/db/data-lock.ts';
import { type Database, Unavailable } from '../platform/db/database.ts';
import { StartRefused } from '../platform/db/embedded/start-refused.ts';
import { assertMigrated, MigrationConflict } from '../platform/db/migrate.ts';
import { openBeside } from '../platform/db/open-database.ts';
import { refusedFile, usage, type Words, words } from './words.ts';

/** Where a command says what it did. */
export type Out = { say(line: Words): void; sayAlike(line: string): void; json(value: unknown): void };

/** Vietnamese and English one under the other. */
export const printTo = (stream: { write(text: string): unknown }): Out => ({
  say: ([vi, en]) => stream.write(`${vi}\n${en}\n`),
  sayAlike: (line) => stream.write(`${line}\n`),
  json: (value) => stream.write(`${JSON.stringify(value)}\n`),
});

/** The command line asks for something that there is not. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

/** The one word behind a command: the file it reads or writes. */
export function onlyFile(positionals: readonly string[]): string {
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Misused();
  return path;
}

/** What the embedded database has to say beside a command: only that it fails. */
const failuresOnly = {
  info: () => undefined,
  warn: () => undefined,
  error: (about: object, said: string) => void process.stderr.write(`${said} ${JSON.stringify(about)}\n`),
};

/** Opens the house's store as the server does, or beside it, for as long as the work takes. */
export async function withStore<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openBeside(config, failuresOnly);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The same, and only on tables of this very version: migrating is the server's, never a command's. */
export const withApp = <T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> =>
  withStore(config, async (db) => {
    await assertMigrated(db);
    return work(db);
  });

/** What a command could not do, in words. null: a fault of ours. */
function wordsOf(fault: unknown): Words | null {
  if (fault instanceof Misused) return usage;
  if (fault instanceof ArchiveRefused) return refusedFile[fault.reason];
  if (fault instanceof DataDirInUse) return words.locked(fault.pid);
  if (fault instanceof StartRefused) return [fault.vietnamese, fault.english];
  if (fault instanceof MigrationConflict) return words.oldTables;
  if (fault instanceof Unavailable) return words.storeFailure;
  const code = (fault as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('ERR_PARSE_ARGS')) return usage;
  if (['ENOENT', 'EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM'].includes(code)) {
    return words.noFolder((fault as NodeJS.ErrnoException).path ?? '');
  }
  return ['ECONNREFUSED', 'ENOTFOUND', '3D000', '28P01', '28000'].includes(code) ? words.storeFailure : null;
}

/** Runs a command to its exit code: 0 done, 1 not done and said why. */
export async function runCommand(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  work: (argv: readonly string[], config: Config, out: Out) => Promise<boolean>,
  out: Out = printTo(process.stdout),
  complaints: Out = printTo(process.stderr),
): Promise<number> {
  const settings = readConfig(env, []);
  if (!settings.ok) {
    for (const problem of settings.problems) complaints.sayAlike(`- ${problem}`);
    return 1;
  }
  try {
    return (await work(argv, settings.config, out)) ? 0 : 1;
  } catch (fault) {
    const said = wordsOf(fault);
    if (said === null) throw fault;
    complaints.say(said);
    return 1;
  }
}
