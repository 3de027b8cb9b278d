import pg from 'pg';
import type { Database } from './database.ts';
/** The one way of talking to both stores. Sessions speak UTC, so that the host's zone changes no text. */
export declare function poolDatabase(
  kind: Database['kind'],
  options: pg.PoolConfig,
  onClosed?: () => Promise<void>,
): Database;
