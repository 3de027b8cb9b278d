import type { Counts } from '@hoithi/shared/contract/participation';
import type { Queries } from './database.ts';

/** Distinct persons and attempts, from the ledger. Practice and, in a real contest, simulated people stay out. SPEC A10, C1, C3. */

export type ContestCounts = {
  byRound: Map<string, { attempts: number; roundPersons: number }>;
  contestPersons: number;
  /** Attempts begun and not submitted, practice included, by round. */
  openAttempts: Map<string, number>;
};

export async function countContest(db: Queries, contestId: string): Promise<ContestCounts> {
  const rounds = await db.query<{ round_id: string; attempts: number; persons: number }>(
    `select s.round_id, count(*)::int as attempts, count(distinct s.contestant_id)::int as persons
     from submissions s join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
     join contestants c on c.id = s.contestant_id
     where r.contest_id = $1 and not s.practice and (k.demo or not c.simulated) group by s.round_id`,
    [contestId],
  );
  const persons = await db.query<{ persons: number }>(
    `select count(distinct s.contestant_id)::int as persons
     from submissions s join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
     join contestants c on c.id = s.contestant_id
     where r.contest_id = $1 and not s.practice and (k.demo or not c.simulated)`,
    [contestId],
  );
  const open = await db.query<{ round_id: string; open: number }>(
    `select r.id as round_id, (select count(*) from attempts a where a.round_id = r.id)::int
            - (select count(*) from submissions s where s.round_id = r.id)::int as open
     from rounds r where r.contest_id = $1`,
    [contestId],
  );
  return {
    byRound: new Map(rounds.map((row) => [row.round_id, { attempts: row.attempts, roundPersons: row.persons }])),
    contestPersons: persons[0]?.persons ?? 0,
    openAttempts: new Map(open.map((row) => [row.round_id, row.open])),
  };
}

/** The four counts as of a round: sums and persons run over the rounds up to it. */
export async function countAsOfRound(db: Queries, contestId: string, ordinal: number): Promise<Counts> {
  const rows = await db.query<{ ordinal: number; attempts: number; persons: number }>(
    `select r.ordinal, count(*)::int as attempts, count(distinct s.contestant_id)::int as persons
     from submissions s join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
     join contestants c on c.id = s.contestant_id
     where r.contest_id = $1 and r.ordinal <= $2 and not s.practice and (k.demo or not c.simulated) group by r.ordinal`,
    [contestId, ordinal],
  );
  const contest = await db.query<{ persons: number }>(
    `select count(distinct s.contestant_id)::int as persons
     from submissions s join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
     join contestants c on c.id = s.contestant_id
     where r.contest_id = $1 and r.ordinal <= $2 and not s.practice and (k.demo or not c.simulated)`,
    [contestId, ordinal],
  );
  const own = rows.find((row) => row.ordinal === ordinal);
  return {
    attempts: own?.attempts ?? 0,
    roundPersons: own?.persons ?? 0,
    sumOfRoundPersons: rows.reduce((sum, row) => sum + row.persons, 0),
    contestPersons: contest[0]?.persons ?? 0,
  };
}

/** Distinct persons of a round by the unit each belongs to now; roll-up is the caller's. */
export async function countByUnit(db: Queries, roundId: string): Promise<Map<string, number>> {
  const rows = await db.query<{ unit_code: string; persons: number }>(
    `with persons as (
       select distinct s.contestant_id from submissions s join rounds r on r.id = s.round_id join contests k on k.id = r.contest_id
       join contestants c on c.id = s.contestant_id
       where s.round_id = $1 and not s.practice and (k.demo or not c.simulated)
     ), latest as (
       select distinct on (m.contestant_id) m.contestant_id, m.unit_code
       from unit_memberships m join persons p on p.contestant_id = m.contestant_id order by m.contestant_id, m.since_ms desc
     )
     select unit_code, count(*)::int as persons from latest group by unit_code`,
    [roundId],
  );
  return new Map(rows.map((row) => [row.unit_code, row.persons]));
}

/** What one person has used. SPEC A9. */
export async function readHistory(
  db: Queries,
  contestantId: string,
  roundId: string,
): Promise<{
  usedInRound: number;
  usedInContest: number;
  lastSubmittedAtMs: number | null;
  ordinalMax: number;
  practiceMax: number;
}> {
  const rows = await db.query<{
    used_round: number;
    used_contest: number;
    last_ms: number | null;
    ordinal_max: number;
    practice_max: number;
  }>(
    `select
       (select count(*)::int from submissions where contestant_id = $1 and round_id = $2 and not practice) as used_round,
       (select count(*)::int from submissions where contestant_id = $1 and not practice) as used_contest,
       (select max(at_ms) from submissions where contestant_id = $1 and not practice) as last_ms,
       (select coalesce(max(ordinal), 0) from attempts where contestant_id = $1 and round_id = $2 and not practice) as ordinal_max,
       (select coalesce(max(ordinal), 0) from attempts where contestant_id = $1 and round_id = $2 and practice) as practice_max`,
    [contestantId, roundId],
  );
  const row = rows[0];
  return {
    usedInRound: row?.used_round ?? 0,
    usedInContest: row?.used_contest ?? 0,
    lastSubmittedAtMs: row?.last_ms ?? null,
    ordinalMax: row?.ordinal_max ?? 0,
    practiceMax: row?.practice_max ?? 0,
  };
}
