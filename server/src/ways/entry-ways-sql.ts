import type { EntryWay } from '@hoithi/shared/contract/entry-ways';
import type { Queries } from '../platform/db/database.ts';

export const setEntryWays = (tx: Queries, contestId: string, ways: readonly EntryWay[]): Promise<unknown> =>
  tx.query('update contests set entry_ways = $2::text[] where id = $1', [contestId, ways]);
