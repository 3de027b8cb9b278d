import { type Database } from './database.ts';
/**
 * Opens the embedded PostgreSQL in `<dataDir>/pglite`, made from the template on the first start.
 *
 * Refuses  DataDirInUse when another process has the folder open [D2].
 * Source   SPEC D2; design 3.1.
 */
export declare function openPglite(dataDir: string): Promise<Database>;
