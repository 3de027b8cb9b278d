import type { Audience } from '@hoithi/shared/contract/rules';
import { type Queries, statement } from '../platform/db/database.ts';

/**
 * All that decides whether somebody may start, as of one instant: an attempt that another device starts meanwhile is
 * then either seen as open here or has taken the ordinal, so that no second one is made. Practice is in `practiceMax` and
 * may be the open one; the rest is of attempts that count. SPEC A9, A10, S5.
 */
export type StartState = {
  audience: Audience | null;
  /** The role of the contest that keeps this person from taking part. */
  excludedAs: string | null;
  openAttemptId: string | null;
  usedInRound: number;
  usedInContest: number;
  lastSubmittedAtMs: number | null;
  ordinalMax: number;
  practiceMax: number;
  prediction: number | null;
};

const startState = statement(
  'start-state',
  `select c.audience,
     (select e.role from people o join exclusions e on e.contest_id = c.contest_id and e.phone = o.phone
      where o.id = c.person_id) as "excludedAs",
     own.open as "openAttemptId", own.ordinal_max as "ordinalMax", own.practice_max as "practiceMax",
     done.in_round as "usedInRound", done.in_contest as "usedInContest", done.last_ms as "lastSubmittedAtMs",
     (select p.value from predictions p where p.round_id = $2 and p.contestant_id = c.id) as prediction
   from contestants c
   cross join lateral (
     select coalesce(max(a.ordinal) filter (where not a.practice), 0) as ordinal_max,
            coalesce(max(a.ordinal) filter (where a.practice), 0) as practice_max,
            (array_agg(a.id order by a.started_at_ms) filter (
               where not exists (select 1 from submissions s where s.attempt_id = a.id)))[1] as open
     from attempts a where a.contestant_id = c.id and a.round_id = $2
   ) own
   cross join lateral (
     select count(*) filter (where s.round_id = $2)::int as in_round, count(*)::int as in_contest, max(s.at_ms) as last_ms
     from submissions s where s.contestant_id = c.id and not s.practice
   ) done
   where c.id = $1`,
);

/** null: there is no such contestant. */
export async function readStartState(db: Queries, contestantId: string, roundId: string): Promise<StartState | null> {
  const rows = await db.query<StartState>(startState, [contestantId, roundId]);
  return rows[0] ?? null;
}
