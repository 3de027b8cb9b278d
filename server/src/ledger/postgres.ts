import type { Database } from './database.ts';
import { poolDatabase } from './pool-database.ts';

const connectionsMax = 10;
/** How long a question waits for a connection, new or busy, before it hears that the store is away. */
const waitMs = 10_000;

/**
 * Opens PostgreSQL and asks it once, so that a wrong address is known at the start. When the server goes away later,
 * questions throw Unavailable until it is back; the pool reconnects by itself.
 */
export async function openPostgres(url: string): Promise<Database> {
  const db = poolDatabase('postgres', {
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 60_000,
    application_name: 'hoithi',
  });
  try {
    await db.query('SELECT 1');
    return db;
  } catch (fault) {
    await db.close();
    throw fault;
  }
}
