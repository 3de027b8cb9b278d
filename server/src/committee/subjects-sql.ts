import type { Queries } from '../platform/db/database.ts';

/** Contestants of a contest by their numbers (E.164), to bring them a number or put them in an order. */
export const readContestantsByPhone = (
  db: Queries,
  contestId: string,
  phones: readonly string[],
): Promise<{ id: string; phone: string | null }[]> =>
  db.query(
    `select c.id, p.phone from people p join contestants c on c.person_id = p.id and c.contest_id = $1
     where p.phone = any($2::text[]) order by c.id`,
    [contestId, phones],
  );

/** Names of contestants, for staff who put them in an order. */
export const readNames = (db: Queries, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db.query('select contestant_id as id, name from profiles where contestant_id = any($1::uuid[])', [ids]);
