import type { Queries } from '../platform/db/database.ts';
import { hashOf } from '../web/sessions-sql.ts';

export type SimulatedMember = {
  personId: string;
  contestantId: string;
  name: string;
  unitCode: string | null;
  token: string;
};

/** Inserts people, enrolled and signed in, all at once: this is not what a rehearsal measures. SPEC Y2. */
export async function insertCrowd(
  tx: Queries,
  contest: { contestId: string; audience: string | null },
  members: readonly SimulatedMember[],
  times: { nowMs: number; sessionsEndMs: number },
): Promise<void> {
  const persons = members.map((member) => member.personId);
  const contestants = members.map((member) => member.contestantId);
  await tx.query(
    'insert into people (id, phone, simulated, made_at_ms) select t.id, null, true, $2 from unnest($1::uuid[]) as t(id)',
    [persons, times.nowMs],
  );
  await tx.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select t.id, $3, t.person, $4::text, true, $5 from unnest($1::uuid[], $2::uuid[]) as t(id, person)`,
    [contestants, persons, contest.contestId, contest.audience, times.nowMs],
  );
  await tx.query(
    'insert into profiles (contestant_id, name) select t.id, t.name from unnest($1::uuid[], $2::text[]) as t(id, name)',
    [contestants, members.map((member) => member.name)],
  );
  await tx.query(
    `insert into unit_memberships (contestant_id, since_ms, unit_code)
     select t.id, $3, t.unit from unnest($1::uuid[], $2::text[]) as t(id, unit) where t.unit is not null`,
    [contestants, members.map((member) => member.unitCode), times.nowMs],
  );
  await tx.query(
    `insert into sessions (token_hash, kind, person_id, made_at_ms, expires_at_ms)
     select t.hash, 'contestant', t.person, $3, $4 from unnest($1::text[], $2::uuid[]) as t(hash, person)`,
    [members.map((member) => hashOf(member.token)), persons, times.nowMs, times.sessionsEndMs],
  );
}

/** Acknowledged answers that the ledger does not have, or has otherwise than claimed. */
export async function countClaims(db: Queries, id: string): Promise<{ claimed: number; lost: number }> {
  const rows = await db.query<{ claimed: number; lost: number }>(
    `select count(*)::int as claimed, (count(*) filter (where a.id is null))::int as lost
     from rehearsal_claims c left join answers a on a.id = c.answer_id and a.attempt_id = c.attempt_id
       and a.question_id = c.question_id and a.option_ids = c.option_ids
     where c.rehearsal_id = $1`,
    [id],
  );
  return rows[0] ?? { claimed: 0, lost: 0 };
}

/** Answers and attempts beyond one: nobody in the crowd changes a choice or starts twice. */
export async function countDoubled(db: Queries, roundId: string): Promise<number> {
  const rows = await db.query<{ doubled: number }>(
    `select ((select coalesce(sum(n - 1), 0) from (
               select count(*) as n from answers a join attempts t on t.id = a.attempt_id where t.round_id = $1
               group by a.attempt_id, a.question_id) q)
           + (select coalesce(sum(n - 1), 0) from (
               select count(*) as n from attempts where round_id = $1 group by contestant_id) p))::int as doubled`,
    [roundId],
  );
  return rows[0]?.doubled ?? 0;
}

/** Attempts of a round in the order of their ids, one page after an id. */
export const readAttemptPage = (
  db: Queries,
  roundId: string,
  after: string,
  limit: number,
): Promise<{ id: string; question_ids: string[] }[]> =>
  db.query('select id, question_ids from attempts where round_id = $1 and id > $2 order by id limit $3', [
    roundId,
    after,
    limit,
  ]);

/** Deletes people of a rehearsal with their names and sessions; rows of the ledger have ids alone and stay. SPEC Y2. */
export async function dropCrowd(tx: Queries, rehearsalId: string, contestId: string): Promise<void> {
  const people = 'select person_id from contestants where contest_id = $1 and simulated';
  const contestants = 'select id from contestants where contest_id = $1';
  await tx.query(`delete from sessions where person_id in (${people})`, [contestId]);
  await tx.query(`delete from consents where contestant_id in (${contestants})`, [contestId]);
  await tx.query(`delete from profiles where contestant_id in (${contestants})`, [contestId]);
  await tx.query(`delete from people where simulated and id in (${people})`, [contestId]);
  await tx.query('delete from rehearsal_claims where rehearsal_id = $1', [rehearsalId]);
  await tx.query('delete from rehearsal_processes where rehearsal_id = $1', [rehearsalId]);
}

/** The database's own name and version. */
export async function readStoreVersion(db: Queries): Promise<string> {
  const rows = await db.query<{ version: string }>("select split_part(version(), ' on ', 1) as version");
  return rows[0]?.version ?? '';
}
