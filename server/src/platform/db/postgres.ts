import type { Database } from './database.ts';
import { poolDatabase } from './pool-database.ts';

const connectionsMax = 10;
/** Reserved for answers: group commit sends one statement at a time for each kind of answer. */
const urgentConnectionsMax = 3;
/**
 * How long a query waits: for a connection, new or busy, and for its own statement. The server ends a statement that
 * takes too long; a moment later the driver gives up on a server that has gone silent. Answers are short, and fail sooner.
 * `idleMs`: a transaction whose process sends nothing for this long is ended, since others wait for its locks. SPEC N15.
 */
export type PostgresBounds = { waitMs: number; statementMs: number; urgentStatementMs: number; idleMs: number };
const usualBounds: PostgresBounds = { waitMs: 10_000, statementMs: 60_000, urgentStatementMs: 8_000, idleMs: 5_000 };
const silenceMs = 2_000;
/** A session caches the plans of its prepared statements; one made on small tables ends with it. */
const lifetimeSeconds = 120;

const endAfter = (ms: number) => ({ statement_timeout: ms, query_timeout: ms + silenceMs });

/**
 * Opens PostgreSQL and queries it once, so that a wrong address is reported at the start. During a later outage queries
 * throw Unavailable until it is back; the pool reconnects by itself.
 */
export async function openPostgres(url: string, bounds: Partial<PostgresBounds> = {}): Promise<Database> {
  const { waitMs, statementMs, urgentStatementMs, idleMs } = { ...usualBounds, ...bounds };
  const db = poolDatabase(
    {
      connectionString: url,
      max: connectionsMax,
      connectionTimeoutMillis: waitMs,
      idleTimeoutMillis: 60_000,
      maxLifetimeSeconds: lifetimeSeconds,
      application_name: 'hoithi',
      idle_in_transaction_session_timeout: idleMs,
      ...endAfter(statementMs),
    },
    { max: urgentConnectionsMax, ...endAfter(urgentStatementMs) },
  );
  try {
    await db.query('SELECT 1');
    return db;
  } catch (fault) {
    await db.close();
    throw fault;
  }
}
