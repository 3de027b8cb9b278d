import type { LogRow } from '../log/places-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** Decisions as leaves, for whoever has a receipt. SPEC Z18. */

export type DecisionRow = { place: number; leaf: string };
/** Every decision of a contest that has a place below a size, in order. */
export const readDecisionLeaves = (db: Queries, log: LogRow, size: number): Promise<DecisionRow[]> =>
  db.query<DecisionRow>(
    `select p.place, e.leaf from log_entries e join log_places p on p.entry_id = e.id
     where e.contest_id = $1 and e.subject like 'decision/%' and p.contest_id = $1 and p.log_no = $2 and p.place < $3
     order by p.place`,
    [log.contest_id, log.log_no, size],
  );

/** Where the last publication stands below a size; null: there is none. */
export async function readLastPublication(db: Queries, log: LogRow, size: number): Promise<number | null> {
  const rows = await db.query<{ place: number | null }>(
    `select max(p.place) as place from log_entries e join log_places p on p.entry_id = e.id
     where e.contest_id = $1 and e.subject like 'publication/%' and p.contest_id = $1 and p.log_no = $2 and p.place < $3`,
    [log.contest_id, log.log_no, size],
  );
  return rows[0]?.place ?? null;
}

/** The text of the leaf at a place. */
export async function readLeafAt(db: Queries, log: LogRow, place: number): Promise<string | null> {
  const rows = await db.query<{ leaf: string }>(
    `select e.leaf from log_places p join log_entries e on e.id = p.entry_id
     where p.contest_id = $1 and p.log_no = $2 and p.place = $3`,
    [log.contest_id, log.log_no, place],
  );
  return rows[0]?.leaf ?? null;
}
