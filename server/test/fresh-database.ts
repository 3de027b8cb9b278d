import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../src/platform/db/database.ts';
import { migrate, readMigrations } from '../src/platform/db/migrate.ts';
import { openPostgres } from '../src/platform/db/postgres.ts';

export interface FreshDatabase {
  db: Database;
  /** Where other processes reach it. */
  url: string;
  close(): Promise<void>;
}

/** Any number, as long as every worker takes the same one. */
const advisoryLock = 7_205_904_120;

function urlOf(name: string): string {
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** A migrated database that nobody writes to, made once for these very migrations. Renamed last, so never half made. */
async function ensureTemplate(admin: Database): Promise<string> {
  const checksums = readMigrations().map((migration) => migration.checksum);
  const name = `template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12)}`;
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.length > 0) return name;
  const unfinished = `unfinished_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${unfinished}`);
  const db = await openPostgres(urlOf(unfinished));
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  await admin.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
    const meanwhile = await tx.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (meanwhile.length === 0) await tx.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  await admin.query(`DROP DATABASE IF EXISTS ${unfinished}`);
  return name;
}

/** A migrated, empty database for one test file. Close it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = urlOf(name);
  const admin = await openPostgres(urlOf('postgres'));
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${await ensureTemplate(admin)}`);
    const db = await openPostgres(url);
    return {
      db,
      url,
      async close() {
        await db.close();
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await admin.close();
      },
    };
  } catch (fault) {
    await admin.close();
    throw fault;
  }
}
