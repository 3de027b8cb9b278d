import type { Queries } from './database.ts';

/**
 * For a transaction whose work takes its time between two queries, as a backup does while somebody downloads it: its silence
 * does not end it. Never in one that others wait for in the middle of a round. SPEC N15.
 */
export const setStatementTimeout = (tx: Queries): Promise<unknown> =>
  tx.query('set local idle_in_transaction_session_timeout = 0');
