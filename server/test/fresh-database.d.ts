import type { Database } from '../src/ledger/database.ts';
export interface FreshDatabase {
  db: Database;
  /** Where other processes reach it; null for PGlite, which belongs to one process. */
  url: string | null;
  close(): Promise<void>;
}
/** What a suite of the store runs on: `describe.each(databaseKinds)('… on %s', (kind) => …)`. */
export declare const databaseKinds: readonly Database['kind'][];
/** A migrated, empty database for one test file. Close it in `afterAll`. */
export declare function freshDatabase(kind: Database['kind']): Promise<FreshDatabase>;
