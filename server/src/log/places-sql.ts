import type { Queries } from '../platform/db/database.ts';

/** Places of leaves, and what proofs are made of. SPEC Z3. */

export type LogRow = { contest_id: string; log_no: number; origin: string; made_at_ms: number };
export type CheckpointRow = { size: number; root: string; peaks: string; note: string; at_ms: number };
export type PendingRow = { entry_id: number; leaf: string };

/** The contest's log that grows; null: it has none yet. */
export async function readLog(db: Queries, contestId: string): Promise<LogRow | null> {
  const rows = await db.query<LogRow>(
    `select contest_id, log_no, origin, made_at_ms from contest_logs
     where contest_id = $1 order by log_no desc limit 1`,
    [contestId],
  );
  return rows[0] ?? null;
}

export const readLogs = (db: Queries, contestId: string): Promise<LogRow[]> =>
  db.query<LogRow>(
    'select contest_id, log_no, origin, made_at_ms from contest_logs where contest_id = $1 order by log_no',
    [contestId],
  );

/** Contests that have a log and leaves without a place. */
export const readContestsToSequence = (db: Queries): Promise<{ contest_id: string }[]> =>
  db.query<{ contest_id: string }>(
    `select l.contest_id from contest_logs l
     where l.log_no = 1 and exists (select 1 from log_pending p where p.contest_id = l.contest_id)`,
  );

export const insertLog = (tx: Queries, contestId: string, logNo: number, origin: string, atMs: number) =>
  tx.query(
    'insert into contest_logs (contest_id, log_no, origin, made_at_ms) values ($1, $2, $3, $4) on conflict do nothing returning log_no',
    [contestId, logNo, origin, atMs],
  );

/** Everything that the contest has said gets a place in its new log too. */
export const queueAllAgain = (tx: Queries, contestId: string, exceptEntry: string): Promise<unknown> =>
  tx.query(
    `insert into log_pending (contest_id, entry_id) select contest_id, id from log_entries
     where contest_id = $1 and subject <> $2 and kind <> 'log' on conflict do nothing`,
    [contestId, exceptEntry],
  );

/** One process of all gives places in a contest; false: another one does. */
export async function lockLog(tx: Queries, contestId: string): Promise<boolean> {
  const rows = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(72059, hashtext($1)) as mine', [
    contestId,
  ]);
  return rows[0]?.mine ?? false;
}

export const readPending = (tx: Queries, contestId: string, after: number, max: number): Promise<PendingRow[]> =>
  tx.query<PendingRow>(
    `select p.entry_id, e.leaf from log_pending p join log_entries e on e.id = p.entry_id
     where p.contest_id = $1 and p.entry_id > $2 order by p.entry_id limit $3`,
    [contestId, after, max],
  );

/** The leaf that says what a log is, where it waits. */
export const readFirstLeaf = (tx: Queries, { contest_id, origin }: LogRow): Promise<PendingRow[]> =>
  tx.query<PendingRow>(
    `select p.entry_id, e.leaf from log_entries e join log_pending p on p.contest_id = e.contest_id and p.entry_id = e.id
     where e.contest_id = $1 and e.subject = 'log/' || $2::text`,
    [contest_id, origin],
  );

export const dropPending = (tx: Queries, contestId: string, entryIds: readonly number[]): Promise<unknown> =>
  tx.query('delete from log_pending where contest_id = $1 and entry_id = any($2::bigint[])', [contestId, entryIds]);

export const insertPlaces = (
  tx: Queries,
  { contest_id, log_no }: LogRow,
  first: number,
  entryIds: readonly number[],
  hashes: readonly string[],
): Promise<unknown> =>
  tx.query(
    `insert into log_places (contest_id, log_no, place, entry_id, hash)
     select $1, $2, $3::bigint + t.at - 1, t.entry_id, t.hash
     from unnest($4::bigint[], $5::text[]) with ordinality as t(entry_id, hash, at)`,
    [contest_id, log_no, first, entryIds, hashes],
  );

export const insertNode = (tx: Queries, log: LogRow, level: number, place: number, hash: string): Promise<unknown> =>
  tx.query('insert into log_nodes (contest_id, log_no, level, place, hash) values ($1, $2, $3, $4, $5)', [
    log.contest_id,
    log.log_no,
    level,
    place,
    hash,
  ]);

export const insertCheckpoint = (tx: Queries, log: LogRow, row: CheckpointRow): Promise<unknown> =>
  tx.query(
    'insert into log_checkpoints (contest_id, log_no, size, root, peaks, note, at_ms) values ($1, $2, $3, $4, $5, $6, $7)',
    [log.contest_id, log.log_no, row.size, row.root, row.peaks, row.note, row.at_ms],
  );

/** The newest checkpoint of a log up to a size. */
export async function readCheckpoint(
  db: Queries,
  { contest_id, log_no }: Pick<LogRow, 'contest_id' | 'log_no'>,
  sizeMax = Number.MAX_SAFE_INTEGER,
): Promise<CheckpointRow | null> {
  const rows = await db.query<CheckpointRow>(
    `select size, root, peaks, note, at_ms from log_checkpoints
     where contest_id = $1 and log_no = $2 and size <= $3 order by size desc limit 1`,
    [contest_id, log_no, sizeMax],
  );
  return rows[0] ?? null;
}

/** The first checkpoint of a log that a leaf is in. */
export async function readCheckpointOver(db: Queries, log: LogRow, place: number): Promise<CheckpointRow | null> {
  const rows = await db.query<CheckpointRow>(
    `select size, root, peaks, note, at_ms from log_checkpoints
     where contest_id = $1 and log_no = $2 and size > $3 order by size limit 1`,
    [log.contest_id, log.log_no, place],
  );
  return rows[0] ?? null;
}

/** Hashes of a level in order: of leaves (0), or of full subtrees (1 to 3). */
export async function readHashes(
  db: Queries,
  { contest_id, log_no }: LogRow,
  level: number,
  from: number,
  to: number,
): Promise<string[]> {
  const rows = await (level === 0
    ? db.query<{ hash: string }>(
        `select hash from log_places where contest_id = $1 and log_no = $2 and place >= $3 and place < $4 order by place`,
        [contest_id, log_no, from, to],
      )
    : db.query<{ hash: string }>(
        `select hash from log_nodes where contest_id = $1 and log_no = $2 and place >= $3 and place < $4 and level = $5
         order by place`,
        [contest_id, log_no, from, to, level],
      ));
  return rows.map(({ hash }) => hash);
}

/** Where a leaf stands in the contest's newest log. */
export async function findPlace(db: Queries, log: LogRow, hash: string): Promise<number | null> {
  const rows = await db.query<{ place: number }>(
    'select place from log_places where contest_id = $1 and log_no = $2 and hash = $3 order by place limit 1',
    [log.contest_id, log.log_no, hash],
  );
  return rows[0]?.place ?? null;
}

export const insertCosignature = (
  db: Queries,
  log: LogRow,
  row: { size: number; witness: string; line: string; at_ms: number },
): Promise<unknown> =>
  db.query(
    `insert into log_cosignatures (contest_id, log_no, size, witness, line, at_ms) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [log.contest_id, log.log_no, row.size, row.witness, row.line, row.at_ms],
  );

export type CosignatureRow = { size: number; witness: string; line: string; at_ms: number };
/** The newest of each witness. */
export const readCosignatures = (db: Queries, log: LogRow): Promise<CosignatureRow[]> =>
  db.query<CosignatureRow>(
    `select distinct on (witness) size, witness, line, at_ms from log_cosignatures
     where contest_id = $1 and log_no = $2 order by witness, size desc`,
    [log.contest_id, log.log_no],
  );
