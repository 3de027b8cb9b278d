import type { Queries } from '../platform/db/database.ts';

/** People of one unit alone who first took part within one hour. `unit_code` is '' for those without a unit. SPEC U20. */
export type UnitTrendRow = {
  unit_code: string;
  hour: number; // epoch ms of the hour's start; hours of Vietnam and of UTC begin together
  persons: number; // whom the unit's headcount covers
  citizens: number; // whom no headcount covers
};

/**
 * When the people of a round took part, by unit and hour: each person once, at the first submission that counts. A person
 * counts for the unit that was the own one at `closesAtMs`, as in `countByUnit`.
 * Where the contest does not count citizens apart (`citizensApart` of its rules), pass false: they are persons then.
 * Hours without anybody have no row. Rows come by hour.
 *
 * Units    epoch milliseconds.
 * Source   SPEC U20, C4, C5.
 */
export const readUnitTrend = (
  db: Queries,
  roundId: string,
  closesAtMs: number,
  apart = true,
): Promise<UnitTrendRow[]> =>
  db.query<UnitTrendRow>(
    `with firsts as (
       select contestant_id, min(at_ms) as at_ms from counted_submissions where round_id = $1 group by contestant_id
     ), placed as (
       select distinct on (f.contestant_id) f.contestant_id, f.at_ms, m.unit_code
       from firsts f left join unit_memberships m on m.contestant_id = f.contestant_id and m.since_ms <= $2
       order by f.contestant_id, m.since_ms desc
     )
     select coalesce(p.unit_code, '') as unit_code, p.at_ms - p.at_ms % 3600000 as hour,
            count(*) filter (where not (c.audience is not distinct from 'CITIZEN' and $3::boolean))::int as persons,
            count(*) filter (where c.audience is not distinct from 'CITIZEN' and $3::boolean)::int as citizens
     from placed p join contestants c on c.id = p.contestant_id
     group by 1, 2 order by 2, 1`,
    [roundId, closesAtMs, apart],
  );

/** How well the people of one unit alone answered, by a numbered standing. `unit_code` is '' for those without a unit. */
export type UnitQualityRow = { unit_code: string; persons: number; points: number; all_correct: number };

/**
 * Counted scores of a standing by unit; a person counts for the unit that was the own one at `closesAtMs`, as in `countByUnit`. Sums, so that units above may add them up. SPEC U13, C4.
 *
 * Units    epoch milliseconds; points as scored.
 */
export const readUnitQuality = (
  db: Queries,
  roundId: string,
  version: number,
  closesAtMs: number,
): Promise<UnitQualityRow[]> =>
  db.query<UnitQualityRow>(
    `with placed as (
       select distinct on (l.contestant_id) l.points, l.right_count = s.question_count as all_correct, m.unit_code
       from standing_rows l join submissions s on s.attempt_id = l.attempt_id
       left join unit_memberships m on m.contestant_id = l.contestant_id and m.since_ms <= $3
       where l.round_id = $1 and l.version = $2
       order by l.contestant_id, l.list_no, m.since_ms desc
     )
     select coalesce(unit_code, '') as unit_code, count(*)::int as persons, sum(points)::int as points,
            count(*) filter (where all_correct)::int as all_correct
     from placed group by 1`,
    [roundId, version, closesAtMs],
  );
