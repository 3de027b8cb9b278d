import type { Result } from '@hoithi/shared/contract/result';
import type { Database, Queries } from './database.ts';

class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

/** A transaction that is rolled back when its work is refused, so that nothing stays of what was tried. */
export async function refusingTransaction<T>(
  db: Pick<Database, 'transaction'>,
  work: (tx: Queries) => Promise<Result<T>>,
): Promise<Result<T>> {
  let refused: Result<T> | null = null;
  try {
    return await db.transaction(async (tx) => {
      const result = await work(tx);
      if (result.ok) return result;
      refused = result;
      throw new RolledBack('what was tried is refused');
    });
  } catch (fault) {
    if (fault instanceof RolledBack && refused !== null) return refused;
    throw fault;
  }
}
