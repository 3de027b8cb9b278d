import type { Database } from './database.ts';
/**
 * Opens PostgreSQL and asks it once, so that a wrong address is known at the start. When the server goes away later,
 * questions throw Unavailable until it is back; the pool reconnects by itself.
 */
export declare function openPostgres(url: string): Promise<Database>;
