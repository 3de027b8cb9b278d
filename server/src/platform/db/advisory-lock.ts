import type { Database } from './database.ts';
import { setStatementTimeout } from './statement-timeout.ts';

/** Any numbers, as long as every process uses the same ones. */
const locks = { demo: 7_205_904_121, erasure: 7_205_904_122 } as const;

/**
 * Does a piece of work in one process at a time, over all processes. The others wait, and read again what has been
 * done meanwhile.
 */
export async function inTurn<T>(db: Database, name: keyof typeof locks, work: () => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await setStatementTimeout(tx);
    await tx.query('SELECT pg_advisory_xact_lock($1)', [locks[name]]);
    return work();
  });
}
