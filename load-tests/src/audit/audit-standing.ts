import type pg from 'pg';

export type StandingAudit = {
  attempts: number;
  persons: number;
  lists: number;
  rows: number;
  /** Neighbours where the one behind has more points, or as many in fewer seconds. To be 0. */
  outOfOrder: number;
  /** People whose counted attempt is worse in points than another of theirs. To be 0. */
  notTheirBest: number;
  computedAtMs: number;
};

/** Reads the first standing of a round and checks it with SQL. */
export async function auditStanding(db: pg.Client, roundId: string): Promise<StandingAudit> {
  const found = await db.query<Record<keyof StandingAudit, string>>(
    `with ordered as (
       select points, elapsed_ms / 1000 as seconds, lag(points) over w as points_ahead, lag(elapsed_ms / 1000) over w as seconds_ahead
       from standing_rows where round_id = $1 and version = 1 window w as (partition by list_no order by position)
     ), best as (
       select contestant_id, max(points) as points from submissions where round_id = $1 and not practice group by contestant_id
     )
     select s.attempts, s.round_persons as persons, s.computed_at_ms as "computedAtMs",
       (select count(*) from standings l where l.round_id = $1 and l.version = 1) as lists,
       (select count(*) from standing_rows l where l.round_id = $1 and l.version = 1) as rows,
       (select count(*) from ordered where points > points_ahead or (points = points_ahead and seconds < seconds_ahead)) as "outOfOrder",
       (select count(*) from standing_rows l join best b using (contestant_id)
        where l.round_id = $1 and l.version = 1 and l.points < b.points) as "notTheirBest"
     from standings s where s.round_id = $1 and s.version = 1 order by s.list_no limit 1`,
    [roundId],
  );
  const [row] = found.rows;
  if (!row) throw new Error('there is no standing');
  return {
    attempts: Number(row.attempts),
    persons: Number(row.persons),
    lists: Number(row.lists),
    rows: Number(row.rows),
    outOfOrder: Number(row.outOfOrder),
    notTheirBest: Number(row.notTheirBest),
    computedAtMs: Number(row.computedAtMs),
  };
}
