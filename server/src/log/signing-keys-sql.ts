import type { Queries } from '../platform/db/database.ts';
import type { LogRow } from './places-sql.ts';

/** Who signs a log now: as its newest leaf about a key says, else its first leaf. null: it has neither. SPEC Z13. */
export async function readSigningKey(
  db: Queries,
  { contest_id, origin }: Pick<LogRow, 'contest_id' | 'origin'>,
): Promise<string | null> {
  const rows = await db.query<{ leaf: string }>(
    `select leaf from log_entries
     where contest_id = $1 and ((subject >= 'key/' and subject < 'key0') or subject = 'log/' || $2::text)
     order by id desc limit 1`,
    [contest_id, origin],
  );
  const leaf = rows[0]?.leaf;
  return leaf === undefined ? null : (JSON.parse(leaf) as { key: string }).key;
}

/** The newest log of every contest. */
export const readNewestLogs = (db: Queries): Promise<LogRow[]> =>
  db.query<LogRow>(
    `select distinct on (contest_id) contest_id, log_no, origin, made_at_ms from contest_logs
     order by contest_id, log_no desc`,
  );
