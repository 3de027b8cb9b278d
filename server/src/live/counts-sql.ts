import type { Counts } from '@hoithi/shared/contract/participation';
import { nobody, type UnitCount } from '@hoithi/shared/contract/unit-count';
import type { Queries } from '../platform/db/database.ts';

/** Distinct persons and attempts, from the ledger. Practice, voided attempts and, in a real contest, simulated people stay out. SPEC A10, A13, C1, C3. */

export type ContestCounts = {
  byRound: Map<string, { attempts: number; roundPersons: number }>;
  contestPersons: number;
  /** Attempts begun and not submitted, practice included, by round. */
  openAttempts: Map<string, number>;
};

/** Attempts begun and not submitted, practice included, by round: sums that each commit moves on. */
export async function countOpenAttempts(db: Queries, contestId: string): Promise<Map<string, number>> {
  const open = await db.query<{ round_id: string; open: number }>(
    `select r.id as round_id, coalesce(sum(p.begun - p.submitted), 0)::int as open
     from rounds r left join round_progress p on p.round_id = r.id where r.contest_id = $1 group by r.id`,
    [contestId],
  );
  return new Map(open.map((row) => [row.round_id, row.open]));
}

/**
 * The four counts as of a round (sums and persons run over the rounds up to it), and the persons with any counted submission of
 * the round that is right in everything: for the standing, the report and what is published of them. SPEC C1, C13, C21.
 */
export async function countAsOfRound(
  db: Queries,
  contestId: string,
  ordinal: number,
): Promise<Counts & { allCorrectPersons: number }> {
  const rows = await db.query<{ ordinal: number; attempts: number; persons: number; all_correct: number }>(
    `select round_ordinal as ordinal, count(*)::int as attempts, count(distinct contestant_id)::int as persons,
            (count(distinct contestant_id) filter (where right_count = question_count))::int as all_correct
     from counted_submissions where contest_id = $1 and round_ordinal <= $2 group by round_ordinal`,
    [contestId, ordinal],
  );
  const contest = await db.query<{ persons: number }>(
    `select count(distinct contestant_id)::int as persons
     from counted_submissions where contest_id = $1 and round_ordinal <= $2`,
    [contestId, ordinal],
  );
  const own = rows.find((row) => row.ordinal === ordinal);
  return {
    attempts: own?.attempts ?? 0,
    roundPersons: own?.persons ?? 0,
    sumOfRoundPersons: rows.reduce((sum, row) => sum + row.persons, 0),
    contestPersons: contest[0]?.persons ?? 0,
    allCorrectPersons: own?.all_correct ?? 0,
  };
}

/**
 * Distinct people of a round, or of a whole contest, by unit; '' stands for those who have none. A person counts for the unit
 * that was the own one at `asOfMs`. Roll-up is the caller's. SPEC C4, C5.
 */
export async function countByUnit(
  db: Queries,
  where: { roundId: string } | { contestId: string },
  asOfMs: number,
  citizensApart: boolean,
): Promise<Map<string, UnitCount>> {
  const scope = 'roundId' in where ? 'round_id' : 'contest_id';
  const rows = await db.query<{ unit_code: string | null; citizen: boolean; persons: number; attempts: number }>(
    `with persons as (
       select contestant_id, count(*)::int as attempts from counted_submissions where ${scope} = $1 group by contestant_id
     ), placed as (
       select distinct on (p.contestant_id) p.contestant_id, p.attempts, m.unit_code
       from persons p left join unit_memberships m on m.contestant_id = p.contestant_id and m.since_ms <= $2
       order by p.contestant_id, m.since_ms desc
     )
     select p.unit_code, (c.audience is not distinct from 'CITIZEN' and $3::boolean) as citizen,
            count(*)::int as persons, sum(p.attempts)::int as attempts
     from placed p join contestants c on c.id = p.contestant_id group by 1, 2`,
    ['roundId' in where ? where.roundId : where.contestId, asOfMs, citizensApart],
  );
  const counts = new Map<string, UnitCount>();
  for (const row of rows) {
    const code = row.unit_code ?? '';
    const known = counts.get(code) ?? nobody;
    counts.set(code, {
      persons: known.persons + (row.citizen ? 0 : row.persons),
      citizens: known.citizens + (row.citizen ? row.persons : 0),
      attempts: known.attempts + row.attempts,
    });
  }
  return counts;
}
