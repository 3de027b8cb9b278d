import type { DrawSource } from '@hoithi/shared/contract/draws';
import type { Queries } from '../platform/db/database.ts';

/** Draws with their frozen lists, and what came of them. Append-only. SPEC F40-F42. */

export type DrawRow = {
  id: string;
  contest_id: string;
  round_id: string;
  standing_id: string;
  rank: number | null;
  base_version: number;
  people: number;
  list_hash: string;
  source: DrawSource;
  reason: string;
  actor: string;
  account_id: string | null;
  at_ms: number;
};
export type DrawStepRow = {
  draw_id: string;
  seq: number;
  kind: 'typed' | 'drawn' | 'off';
  value: string | null;
  numbers: number[] | null;
  reason: string | null;
  actor: string;
  account_id: string | null;
  at_ms: number;
};

/** Those of a round, in the order in which they were named. */
export const readDraws = (db: Queries, roundId: string): Promise<DrawRow[]> =>
  db.query<DrawRow>(
    `select id, contest_id, round_id, standing_id, rank, base_version, people, list_hash, source, reason, actor, account_id, at_ms
     from draws where round_id = $1 order by at_ms, id`,
    [roundId],
  );

export const readDrawSteps = (db: Queries, drawIds: readonly string[]): Promise<DrawStepRow[]> =>
  db.query<DrawStepRow>(
    `select draw_id, seq, kind, value, numbers, reason, actor, account_id, at_ms from draw_steps
     where draw_id = any($1::uuid[]) order by draw_id, seq`,
    [drawIds],
  );

/** `people`: in the order of their numbers. */
export async function insertDraw(tx: Queries, row: DrawRow, people: readonly string[]): Promise<void> {
  await tx.query(
    `insert into draws (id, contest_id, round_id, standing_id, rank, base_version, people, list_hash, source, reason, actor, account_id, at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13)`,
    [
      row.id,
      row.contest_id,
      row.round_id,
      row.standing_id,
      row.rank,
      row.base_version,
      row.people,
      row.list_hash,
      JSON.stringify(row.source),
      row.reason,
      row.actor,
      row.account_id,
      row.at_ms,
    ],
  );
  await tx.query(
    `insert into draw_people (draw_id, number, contestant_id)
     select $1, u.number, u.id from unnest($2::uuid[]) with ordinality as u(id, number)`,
    [row.id, people],
  );
}

export const insertDrawStep = (tx: Queries, step: DrawStepRow): Promise<unknown> =>
  tx.query(
    `insert into draw_steps (draw_id, seq, kind, value, numbers, reason, actor, account_id, at_ms)
     values ($1, $2, $3, $4, $5::integer[], $6, $7, $8, $9)`,
    [step.draw_id, step.seq, step.kind, step.value, step.numbers, step.reason, step.actor, step.account_id, step.at_ms],
  );

/** People of a draw by their numbers; all where no numbers are named. */
export const readDrawPeople = (
  db: Queries,
  drawId: string,
  numbers: readonly number[] | null = null,
): Promise<{ number: number; contestant_id: string }[]> =>
  db.query(
    `select number, contestant_id from draw_people
     where draw_id = $1 and ($2::integer[] is null or number = any($2::integer[])) order by number`,
    [drawId, numbers],
  );

/** Who stands in the drawing of a list, or shares a rank of it. */
export const readToDraw = (
  db: Queries,
  of: { roundId: string; version: number; standingId: string; rank: number | null },
): Promise<{ contestant_id: string }[]> =>
  db.query(
    `select l.contestant_id from standings s
     join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where s.round_id = $1 and s.version = $2 and s.standing_id = $3
       and case when $4::integer is null then l.to_draw else l.rank = $4 and s.to_decide > 0 end`,
    [of.roundId, of.version, of.standingId, of.rank],
  );

/** The first equals of a standing who wait for a decision, by list and rank. */
export const readFirstTie = (
  db: Queries,
  roundId: string,
  version: number,
): Promise<{ standing_id: string; rank: number; ids: string[] }[]> =>
  db.query(
    `select s.standing_id, l.rank, array_agg(l.contestant_id order by l.position) as ids from standings s
     join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where s.round_id = $1 and s.version = $2 and exists (
       select 1 from standing_rows u where u.round_id = s.round_id and u.version = s.version and u.list_no = s.list_no
         and u.rank = l.rank and u.to_decide)
     group by s.list_no, s.standing_id, l.rank order by s.list_no, l.rank limit 1`,
    [roundId, version],
  );

/** Everybody who is equal to one of these people in a list, where that waits for a decision. */
export const readEqualsOf = (
  db: Queries,
  of: { roundId: string; version: number; standingId: string; people: readonly string[] },
): Promise<{ contestant_id: string }[]> =>
  db.query(
    `select l.contestant_id from standings s
     join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where s.round_id = $1 and s.version = $2 and s.standing_id = $3 and l.rank in (
       select u.rank from standing_rows u where u.round_id = s.round_id and u.version = s.version and u.list_no = s.list_no
         and u.to_decide and u.contestant_id = any($4::uuid[]))`,
    [of.roundId, of.version, of.standingId, of.people],
  );

/**
 * People in the order of their first counting submission to a round in the log, each with the pseudonym there; who has none
 * comes after these, by pseudonym.
 */
export const orderByFirstLeaf = (
  db: Queries,
  roundId: string,
  contestantIds: readonly string[],
): Promise<{ contestant_id: string; pseudonym: string }[]> =>
  db.query(
    `select z.contestant_id, z.pseudonym from contestant_seals z
     left join lateral (
       select min(p.place) as place from submissions s
       join rounds r on r.id = s.round_id
       join log_entries e on e.contest_id = r.contest_id and e.subject = 'submission/' || s.attempt_id::text
       join log_places p on p.entry_id = e.id
         and p.log_no = (select max(g.log_no) from contest_logs g where g.contest_id = r.contest_id)
       where s.contestant_id = z.contestant_id and s.round_id = $1 and not s.practice
     ) first on true
     where z.contestant_id = any($2::uuid[])
     order by first.place nulls last, z.pseudonym`,
    [roundId, contestantIds],
  );
