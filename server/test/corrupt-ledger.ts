import type { Queries } from '../src/platform/db/database.ts';
import type { TestApp } from './open-test-app.ts';

class RollBack extends Error {}

/** Changes the ledger as a database administrator can, past triggers and foreign keys, reads it, and rolls back. */
export async function readCorrupted<T>(
  test: Pick<TestApp, 'db'>,
  corrupt: (tx: Queries) => Promise<unknown>,
  read: (tx: Queries) => Promise<T>,
): Promise<T> {
  let result: { value: T } | null = null;
  await test.db
    .transaction(async (tx) => {
      await tx.query(`set local session_replication_role = 'replica'`);
      await corrupt(tx);
      await tx.query(`set local session_replication_role = 'origin'`);
      result = { value: await read(tx) };
      throw new RollBack();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof RollBack)) throw fault;
    });
  if (result === null) throw new Error('the corrupted ledger was read');
  return (result as { value: T }).value;
}
