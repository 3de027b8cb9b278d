import type { LogRow } from '../log/places-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** What goes into a bundle, in pages. SPEC Z5. */

export type ControlRow = { place: number; kind: string; leaf: string };
/** Every leaf of a log but submissions, in order. */
export const readControlLeaves = (db: Queries, log: LogRow, size: number): Promise<ControlRow[]> =>
  db.query<ControlRow>(
    `select p.place, e.kind, e.leaf from log_entries e join log_places p on p.entry_id = e.id
     where e.contest_id = $1 and e.kind <> 'submission' and p.contest_id = $1 and p.log_no = $2 and p.place < $3 order by p.place`,
    [log.contest_id, log.log_no, size],
  );

export type LeafRow = {
  place: number;
  hash: string;
  leaf: string;
  kind: string;
  key: string | null;
  name: string | null;
};
/** Submissions of a stretch of places, with what opens their seals. */
export const readSubmissionLeaves = (db: Queries, log: LogRow, from: number, to: number): Promise<LeafRow[]> =>
  db.query<LeafRow>(
    `select p.place, p.hash, e.leaf, e.kind, s.key, f.name
     from log_places p join log_entries e on e.id = p.entry_id
     left join contestant_seals s on e.kind = 'submission' and s.pseudonym = (e.leaf::json->>'person')::uuid
     left join profiles f on f.contestant_id = s.contestant_id
     where p.contest_id = $1 and p.log_no = $2 and p.place >= $3 and p.place < $4 order by p.place`,
    [log.contest_id, log.log_no, from, to],
  );

export const readCheckpointNotes = (
  db: Queries,
  log: LogRow,
  size: number,
): Promise<{ size: number; note: string }[]> =>
  db.query<{ size: number; note: string }>(
    `select size, note from log_checkpoints where contest_id = $1 and log_no = $2 and size <= $3 order by size desc limit 100`,
    [log.contest_id, log.log_no, size],
  );
