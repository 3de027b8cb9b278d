import type { CheckpointRow, LogRow } from '../log/places-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** The transparency log as it lies in the tables, for whoever checks it. SPEC B2c. */

export type PlacedLeaf = {
  place: number;
  hash: string;
  kind: string | null;
  subject: string | null;
  leaf: string | null;
};

/** A page of places in order, each with the leaf that it names; nulls where there is none. */
export const readPlacedLeaves = (db: Queries, log: LogRow, from: number, max: number): Promise<PlacedLeaf[]> =>
  db.query<PlacedLeaf>(
    `select p.place, p.hash, e.kind, e.subject, e.leaf from log_places p
     left join log_entries e on e.id = p.entry_id and e.contest_id = p.contest_id
     where p.contest_id = $1 and p.log_no = $2 and p.place >= $3 order by p.place limit $4`,
    [log.contest_id, log.log_no, from, max],
  );

export const readAllCheckpoints = (db: Queries, log: LogRow): Promise<CheckpointRow[]> =>
  db.query<CheckpointRow>(
    `select size, root, peaks, note, at_ms from log_checkpoints where contest_id = $1 and log_no = $2 order by size`,
    [log.contest_id, log.log_no],
  );

export const readAllNodes = (db: Queries, log: LogRow): Promise<{ level: number; place: number; hash: string }[]> =>
  db.query('select level, place, hash from log_nodes where contest_id = $1 and log_no = $2 order by level, place', [
    log.contest_id,
    log.log_no,
  ]);

/** Leaves of a contest that have no place in its newest log and do not wait for one. */
export const readUnplaced = (db: Queries, log: LogRow, max: number): Promise<{ subject: string }[]> =>
  db.query(
    `select e.subject from log_entries e where e.contest_id = $1 and (e.kind <> 'log' or e.subject = 'log/' || $3::text)
       and not exists (select from log_places p where p.entry_id = e.id and p.contest_id = $1 and p.log_no = $2)
       and not exists (select from log_pending q where q.contest_id = $1 and q.entry_id = e.id)
     order by e.subject limit $4`,
    [log.contest_id, log.log_no, log.origin, max],
  );

/** Submissions without a leaf, of a contest whose log has been begun. */
export const readWithoutOwnLeaf = (db: Queries, contestId: string, max: number): Promise<{ attempt_id: string }[]> =>
  db.query(
    `select s.attempt_id from submissions s join rounds r on r.id = s.round_id
     where r.contest_id = $1 and not exists (
       select from log_entries e where e.contest_id = $1 and e.subject = 'submission/' || s.attempt_id)
     order by s.attempt_id limit $2`,
    [contestId, max],
  );

/** Codes that ever were one with another: since then an older leaf may mean either. */
export const readMergedCodes = (db: Queries, contestId: string): Promise<{ code: string }[]> =>
  db.query('select distinct code from unit_merges where contest_id = $1', [contestId]);

export const readSubmissionsOf = <T>(db: Queries, attemptIds: readonly string[]): Promise<T[]> =>
  db.query('select * from submissions where attempt_id = any($1::uuid[])', [attemptIds]);

export async function readChainPlace(db: Queries, seq: number): Promise<string | null> {
  const rows = await db.query<{ hash: string }>('select hash from audit_chain where seq = $1', [seq]);
  return rows[0]?.hash ?? null;
}

/** Where a leaf of this hash stands, in whichever log. */
export const findLeaf = (db: Queries, contestId: string, hash: string): Promise<{ origin: string; place: number }[]> =>
  db.query(
    `select l.origin, p.place from log_places p join contest_logs l on l.contest_id = p.contest_id and l.log_no = p.log_no
     where p.contest_id = $1 and p.hash = $2`,
    [contestId, hash],
  );

export const readAllCosignatures = (
  db: Queries,
  log: LogRow,
): Promise<{ size: number; witness: string; line: string }[]> =>
  db.query(
    'select size, witness, line from log_cosignatures where contest_id = $1 and log_no = $2 order by size, witness',
    [log.contest_id, log.log_no],
  );
