import type { Queries } from '../platform/db/database.ts';

/** Whom a settled round counts for which unit, as its close leaf has it. SPEC Z15. */

export type MemberRow = { contestant_id: string; pseudonym: string; key: string | null; unit_code: string | null };

/** The unit of `who` as at $2; before the first one, the first. */
const unitAt = (who: string) => `(select m.unit_code from unit_memberships m where m.contestant_id = ${who}
  order by m.since_ms < $2 desc, abs($2 - m.since_ms) limit 1) as unit_code`;

/** Who submitted in a round or is among `brought`, with the unit as at an instant, after a person. */
export const readMembers = (
  db: Queries,
  roundId: string,
  atMs: number,
  { brought, after, max }: { brought: readonly string[]; after: string; max: number },
): Promise<MemberRow[]> =>
  db.query<MemberRow>(
    `select t.contestant_id, s.pseudonym, s.key, ${unitAt('t.contestant_id')}
     from ((select x.contestant_id from submissions x where x.round_id = $1 and not x.practice and x.contestant_id > $3
            group by x.contestant_id order by x.contestant_id limit $4)
           union (select u.id from unnest($5::uuid[]) as u(id) where u.id > $3 order by u.id limit $4)
           order by contestant_id limit $4) t
     join contestant_seals s on s.contestant_id = t.contestant_id
     order by t.contestant_id`,
    [roundId, atMs, after, max, brought],
  );

export const insertMembers = (
  db: Queries,
  roundId: string,
  members: readonly { person: string; unit: string | null }[],
): Promise<unknown> =>
  db.query(
    `insert into close_members (round_id, person, unit) select $1, t.person, t.unit
     from unnest($2::uuid[], $3::text[]) as t(person, unit) on conflict do nothing`,
    [roundId, members.map(({ person }) => person), members.map(({ unit }) => unit)],
  );

export async function areMembersSaved(db: Queries, roundId: string): Promise<boolean> {
  const rows = await db.query('select 1 from close_members where round_id = $1 limit 1', [roundId]);
  return rows.length > 0;
}

export type SavedMemberRow = { person: string; unit: string | null; key: string | null; unit_code: string | null };

/** As they were saved, with what opens their seals, after a pseudonym. */
export const readSavedMembers = (
  db: Queries,
  roundId: string,
  atMs: number,
  { after, max }: { after: string; max: number },
): Promise<SavedMemberRow[]> =>
  db.query<SavedMemberRow>(
    `select t.person, t.unit, s.key, ${unitAt('s.contestant_id')}
     from (select c.person, c.unit from close_members c where c.round_id = $1 and c.person > $3
           order by c.person limit $4) t
     left join contestant_seals s on s.pseudonym = t.person
     order by t.person`,
    [roundId, atMs, after, max],
  );
