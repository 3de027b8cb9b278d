import type { Queries } from '../platform/db/database.ts';

/** What stands out in a round's attempts, counted in the database. SPEC F30. */

type Floors = { ids: readonly string[]; ms: readonly number[] };

/**
 * First answers of submitted attempts with how long each took: from the hand-out, or from the answer before where the whole
 * paper was handed out. $1 round, $2 question ids, $3 least reading times (ms), $4 the round trip from which on one is late (ms).
 */
const counted = `
  with given as (
    select s.attempt_id, s.contestant_id, a.question_id, a.round_trip_ms,
      least(a.elapsed_ms, coalesce(a.arrived_at_ms - lag(a.arrived_at_ms) over (partition by s.attempt_id order by a.arrived_at_ms), a.elapsed_ms)) as took_ms
    from submissions s join answers a on a.attempt_id = s.attempt_id and a.change_no = 0
    where s.round_id = $1 and not s.practice
  ), counted as (
    select g.attempt_id, g.contestant_id, count(*)::integer as answers, (count(*) filter (where g.took_ms < f.ms))::integer as fast,
      (count(*) filter (where g.round_trip_ms >= $4::integer))::integer as late, min(g.round_trip_ms)::integer as least_ms
    from given g join unnest($2::text[], $3::integer[]) as f(question_id, ms) on f.question_id = g.question_id
    group by 1, 2
  )`;

/** The round trip that a twentieth of the answers reach. Units: ms. null: none was measured. */
export async function readLateFrom(db: Queries, roundId: string): Promise<number | null> {
  const [row] = await db.query<{ ms: number | null }>(
    `select percentile_disc(0.95) within group (order by a.round_trip_ms)::integer as ms
     from submissions s join answers a on a.attempt_id = s.attempt_id and a.change_no = 0
     where s.round_id = $1 and not s.practice and a.round_trip_ms is not null`,
    [roundId],
  );
  return row?.ms ?? null;
}

export type Alike = { answers: number; fast: number; all_late: boolean; attempts: number };
/** How many attempts have so many answers, so many of them fast, and all of them late. */
export const countAlike = (
  db: Queries,
  roundId: string,
  { ids, ms }: Floors,
  lateFromMs: number | null,
): Promise<Alike[]> =>
  db.query<Alike>(
    `${counted} select answers, fast, late = answers as all_late, count(*)::integer as attempts from counted group by 1, 2, 3`,
    [roundId, ids, ms, lateFromMs],
  );

export type Outstanding = {
  attempt_id: string;
  contestant_id: string;
  answers: number;
  fast: number;
  all_late: boolean;
  least_ms: number | null;
};
/** Attempts with these numbers of answers and fast ones, or all of whose round trips were late. At most `max` of either. */
export const readOutstanding = (
  db: Queries,
  roundId: string,
  { ids, ms }: Floors,
  of: {
    lateFromMs: number | null;
    lateAnswersMin: number;
    pairs: readonly { answers: number; fast: number }[];
    max: number;
  },
): Promise<Outstanding[]> =>
  db.query<Outstanding>(
    `${counted}, fast_ones as (
       select c.* from counted c join unnest($5::integer[], $6::integer[]) as o(answers, fast) on o.answers = c.answers and o.fast = c.fast
       order by c.fast desc, c.attempt_id limit $8
     ), late_ones as (
       select c.* from counted c where c.late = c.answers and c.answers >= $7::integer order by c.least_ms desc, c.attempt_id limit $8
     )
     select attempt_id, contestant_id, answers, fast, late = answers and answers >= $7::integer as all_late, least_ms
     from (select * from fast_ones union select * from late_ones) both_kinds order by fast desc, attempt_id`,
    [
      ...[roundId, ids, ms, of.lateFromMs],
      ...[of.pairs.map(({ answers }) => answers), of.pairs.map(({ fast }) => fast), of.lateAnswersMin, of.max],
    ],
  );

const people = `
  with people as (
    select p.contestant_id, lower(normalize(p.name, nfc)) as name, p.birth_date::text as born,
      (select m.unit_code from unit_memberships m where m.contestant_id = p.contestant_id order by m.since_ms desc limit 1) as unit
    from profiles p where p.contestant_id in (select s.contestant_id from submissions s where s.round_id = $1 and not s.practice)
  )`;

export type DoubleCounts = { people: number; dated: number; same_name: number; same_born: number; same_unit: number };
/** People of a round, how many stated a birth date, and ordered pairs that share a name, a birth date, a unit. */
export async function countDoubles(db: Queries, roundId: string): Promise<DoubleCounts> {
  const pairs = (key: string) =>
    `(select coalesce(sum(c * (c - 1)), 0)::float8 from (select count(*)::float8 as c from people where ${key} is not null group by ${key}) g)`;
  const [row] = await db.query<DoubleCounts>(
    `${people} select (select count(*) from people)::integer as people, (select count(born) from people)::integer as dated,
       ${pairs('name')} as same_name, ${pairs('born')} as same_born, ${pairs('unit')} as same_unit`,
    [roundId],
  );
  return row ?? { people: 0, dated: 0, same_name: 0, same_born: 0, same_unit: 0 };
}

/** Groups of one name and one birth date, or unit, largest first. */
export const readDoubles = (
  db: Queries,
  roundId: string,
  by: 'birth-date' | 'unit',
  max: number,
): Promise<{ ids: string[] }[]> =>
  db.query(
    `${people} select array_agg(contestant_id order by contestant_id)::text[] as ids from people
     where case $2 when 'unit' then unit else born end is not null
     group by name, case $2 when 'unit' then unit else born end having count(*) > 1
     order by count(*) desc, min(contestant_id::text) limit $3`,
    [roundId, by, max],
  );
