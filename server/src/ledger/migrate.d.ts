import type { Database } from './database.ts';
export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}
/** The database and the migrations of this version do not fit together. Nothing was changed. */
export declare class MigrationConflict extends Error {
  readonly name = 'MigrationConflict';
}
/** The migrations of a folder in their order. */
export declare function readMigrations(dir?: string): Migration[];
/**
 * Brings the tables up to this version: each file once, in order, forward only, each in a transaction of its own.
 *
 * Refuses  MigrationConflict when an applied file was changed, is missing, or a new one stands before an applied one.
 * Source   design 3.1.
 */
export declare function migrate(db: Database, dir?: string): Promise<void>;
