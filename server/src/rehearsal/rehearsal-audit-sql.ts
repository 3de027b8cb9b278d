import type { Queries } from '../platform/db/database.ts';

/** The ledger against what the crowd was told. SPEC Y5. */

/** Claims that stand in the ledger nowhere, or otherwise than claimed. */
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

/** Nobody in the crowd changes a choice, so a question has one row; and nobody starts twice. */
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

/** Attempts of a round in the order of their ids, a page behind the one before. */
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

/** People of a rehearsal, what they were called and how they came in; ledger rows hold ids alone and stay. SPEC Y2. */
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

/** What a store calls itself. */
export async function readStoreVersion(db: Queries): Promise<string> {
  const rows = await db.query<{ version: string }>("select split_part(version(), ' on ', 1) as version");
  return rows[0]?.version ?? '';
}
