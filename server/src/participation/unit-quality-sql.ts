import type { Queries } from '../platform/db/database.ts';

/** How well the people of one unit alone answered, by a numbered standing. `unit_code` is '' for those without a unit. */
export type UnitQualityRow = { unit_code: string; persons: number; points: number; all_correct: number };

/**
 * Counted scores of a standing by unit; a person counts for the unit that was the own one at `closesAtMs`, or else for
 * the first chosen later, as in `countByUnit`. Sums, so that units above may add them up. SPEC U13, C4.
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
       left join unit_memberships m on m.contestant_id = l.contestant_id
       where l.round_id = $1 and l.version = $2
       order by l.contestant_id, (m.since_ms <= $3) desc, abs(m.since_ms - $3)
     )
     select coalesce(unit_code, '') as unit_code, count(*)::int as persons, sum(points)::int as points,
            count(*) filter (where all_correct)::int as all_correct
     from placed group by 1`,
    [roundId, version, closesAtMs],
  );
