import type { LocalText } from '@hoithi/shared/contract/text';
import type { NumberedShowEvent, ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { Database, Queries } from '../platform/db/database.ts';

/** Shows, their runs, and what happened in them. SPEC H1, H2. */

export type ShowRow = {
  id: string;
  contest_id: string;
  slug: string;
  version: number;
  file: unknown;
  loaded_at_ms: number;
};
export type RunRow = {
  id: string;
  show_id: string;
  contest_id: string;
  rehearsal: boolean;
  code: string;
  secret: string;
  commitment: string;
  opened_at_ms: number;
};

/** The latest version of every show of a contest, in the order of first loading; without its file, which may have 12 MB. */
export const readShows = (db: Queries, contestId: string): Promise<{ id: string; loaded_at_ms: number }[]> =>
  db.query<{ id: string; loaded_at_ms: number }>(
    `select s.id, s.loaded_at_ms from shows s join (
       select slug, max(version) as version, min(loaded_at_ms) as first_ms from shows where contest_id = $1 group by slug
     ) latest on latest.slug = s.slug and latest.version = s.version
     where s.contest_id = $1 order by latest.first_ms, s.slug`,
    [contestId],
  );

/** What a list of shows names of each. A stored version never changes. */
export type ShowSummary = { id: string; slug: string; title: LocalText; cues: number; questions: number };
export const readShowSummaries = (db: Queries, ids: readonly string[]): Promise<ShowSummary[]> =>
  db.query<ShowSummary>(
    `select id, slug, file -> 'title' as title, jsonb_array_length(file -> 'cues') as cues,
       jsonb_array_length(
         jsonb_path_query_array(file, '$.cues[*].kind ? (@ == "question" || @ == "sudden-death")')
       ) as questions
     from shows where id = any($1)`,
    [ids],
  );

/** How many versions of shows a contest has. */
export async function countShows(db: Queries, contestId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*)::int as count from shows where contest_id = $1', [
    contestId,
  ]);
  return row?.count ?? 0;
}

export async function readShow(db: Queries, id: string): Promise<ShowRow | null> {
  const rows = await db.query<ShowRow>('select * from shows where id = $1', [id]);
  return rows[0] ?? null;
}

/** The name under which a version of a show was loaded: a round names it as a part. SPEC M25. */
export async function readShowSlug(db: Queries, id: string): Promise<string | null> {
  const rows = await db.query<{ slug: string }>('select slug from shows where id = $1', [id]);
  return rows[0]?.slug ?? null;
}

/** The version of a show that is opened next. null: it was never loaded. */
export async function readLatestShow(db: Queries, contestId: string, slug: string): Promise<string | null> {
  const rows = await db.query<{ id: string }>(
    'select id from shows where contest_id = $1 and slug = $2 order by version desc limit 1',
    [contestId, slug],
  );
  return rows[0]?.id ?? null;
}

/** Inserts the next version of a show. false: another was inserted at the same time. */
export async function insertShow(db: Queries, row: Omit<ShowRow, 'version'>): Promise<boolean> {
  const rows = await db.query(
    `insert into shows (id, contest_id, slug, version, file, loaded_at_ms)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4::jsonb, $5 from shows where contest_id = $2 and slug = $3
     on conflict do nothing returning id`,
    [row.id, row.contest_id, row.slug, JSON.stringify(row.file), row.loaded_at_ms],
  );
  return rows.length === 1;
}

/** The version a show of another installation gets here: its own, or one below all others where that one is taken. */
export async function placeShowVersion(
  db: Queries,
  show: { id: string; contestId: string; slug: string; version: number },
): Promise<number> {
  const rows = await db.query<{ id: string; version: number }>(
    'select id, version from shows where contest_id = $1 and slug = $2',
    [show.contestId, show.slug],
  );
  const known = rows.find((row) => row.id === show.id);
  if (known) return known.version;
  const taken = rows.some((row) => row.version === show.version);
  return taken ? Math.min(1, ...rows.map((row) => row.version)) - 1 : show.version;
}

/** Runs that have not ended, of all contests or of one. */
export const readOpenRuns = (db: Queries, contestId: string | null = null): Promise<RunRow[]> =>
  db.query<RunRow>(
    `select r.* from show_runs r where ($1::uuid is null or r.contest_id = $1)
       and not exists (select 1 from show_events e where e.run_id = r.id and e.kind = 'ended') order by r.opened_at_ms`,
    [contestId],
  );

/** The place of the last event of each of these runs. */
export const readLastSeqs = (db: Queries, runIds: readonly string[]): Promise<{ run_id: string; seq: number }[]> =>
  db.query<{ run_id: string; seq: number }>(
    'select run_id, max(seq) as seq from show_events where run_id = any($1::uuid[]) group by run_id',
    [runIds],
  );

/** The runs of a contest with their shows' titles, newest first. */
export const readRunsOf = (
  db: Queries,
  contestId: string,
  max: number,
): Promise<{ id: string; code: string; title: unknown; opened_at_ms: number; rehearsal: boolean }[]> =>
  db.query<{ id: string; code: string; title: unknown; opened_at_ms: number; rehearsal: boolean }>(
    `select r.id, r.code, s.file -> 'title' as title, r.opened_at_ms, r.rehearsal
     from show_runs r join shows s on s.id = r.show_id where r.contest_id = $1 order by r.opened_at_ms desc limit $2`,
    [contestId, max],
  );

export async function readRun(db: Queries, by: { id: string } | { code: string }): Promise<RunRow | null> {
  const rows = await ('id' in by
    ? db.query<RunRow>('select * from show_runs where id = $1', [by.id])
    : db.query<RunRow>('select * from show_runs where code = $1', [by.code]));
  return rows[0] ?? null;
}

/** Opens a run with its first event. 'open': the contest has a run that has not ended; 'code': the code is used. */
export function insertRun(
  db: Database,
  row: RunRow,
  first: ShowEvent,
  actor: string,
  /** What belongs into the same transaction. */
  also: (tx: Queries) => Promise<unknown> = () => Promise.resolve(),
): Promise<'inserted' | 'open' | 'code'> {
  return db.transaction(async (tx) => {
    await tx.query('select 1 from contests where id = $1 for update', [row.contest_id]);
    if ((await readOpenRuns(tx, row.contest_id)).length > 0) return 'open';
    const rows = await tx.query(
      `insert into show_runs (id, show_id, contest_id, rehearsal, code, secret, commitment, opened_at_ms)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (code) do nothing returning id`,
      [row.id, row.show_id, row.contest_id, row.rehearsal, row.code, row.secret, row.commitment, row.opened_at_ms],
    );
    if (rows.length === 0) return 'code';
    await appendShowEvents(tx, row.id, 0, [first], row.opened_at_ms, actor);
    await also(tx);
    return 'inserted';
  });
}

/** Waits for answers that are being saved; until the transaction ends no other is. */
export const lockRun = (tx: Queries, runId: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [runId]);

/**
 * Compare-and-set: the events take the places after `afterSeq`, all or none. The exclusive lock waits for answers that
 * are being saved, so that a reveal counts them. false: somebody else took the place first. SPEC H2, H5.
 */
export async function appendShowEvents(
  tx: Queries,
  runId: string,
  afterSeq: number,
  events: readonly ShowEvent[],
  atMs: number,
  actor: string,
): Promise<boolean> {
  await lockRun(tx, runId);
  const taken = await tx.query('select 1 from show_events where run_id = $1 and seq > $2 limit 1', [runId, afterSeq]);
  if (taken.length > 0) return false;
  for (const [at, { kind, ...detail }] of events.entries()) {
    await tx.query(
      `insert into show_events (run_id, seq, kind, asking, detail, at_ms, actor) values ($1, $2, $3, $4, $5::jsonb, $6, $7)`,
      [runId, afterSeq + 1 + at, kind, 'asking' in detail ? detail.asking : null, JSON.stringify(detail), atMs, actor],
    );
  }
  return true;
}

type EventRow = { seq: number; kind: string; detail: Record<string, unknown>; at_ms: number; actor: string };

export async function readShowEvents(db: Queries, runId: string, afterSeq: number): Promise<NumberedShowEvent[]> {
  const rows = await db.query<EventRow>(
    'select seq, kind, detail, at_ms, actor from show_events where run_id = $1 and seq > $2 order by seq',
    [runId, afterSeq],
  );
  return rows.map(
    (row) =>
      ({ ...row.detail, kind: row.kind, seq: row.seq, happenedAtMs: row.at_ms, actor: row.actor }) as NumberedShowEvent,
  );
}
