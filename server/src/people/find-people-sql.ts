import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import type { Queries } from '../platform/db/database.ts';

/** People of a contest as its committee finds and corrects them. SPEC O6, O7. */

/** Without marks and in small letters: "Đặng Thị Ánh" is found by "dang thi anh". */
const folded = (text: string): string =>
  `translate(lower(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g')), 'đ', 'd')`;

export type FoundRow = {
  id: string;
  name: string;
  phone: string | null;
  unit_code: string | null;
  registered_at_ms: number;
  attempts: number;
  submitted: number;
  excluded_as: ExcludedRole | null;
  total: number;
};

/** `like`: a pattern for what names hold, or null; `phone`: the whole number, or null; `units`: codes, or null for all. */
export const findPeopleRows = (
  db: Queries,
  contestId: string,
  by: { like: string | null; phone: string | null; units: readonly string[] | null; offset: number; max: number },
): Promise<FoundRow[]> =>
  db.query(
    `with found as (
       select c.id, c.person_id, p.name, c.registered_at_ms,
         (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as unit_code
       from contestants c join profiles p on p.contestant_id = c.id
       where c.contest_id = $1 and ($2::text is null or ${folded('p.name')} like ${folded('$2::text')})
         and ($3::text is null or c.person_id = (select o.id from people o where o.phone = $3))
     ), page as (
       select *, (count(*) over ())::int as total from found where $4::text[] is null or unit_code = any($4::text[])
       order by name, id offset $5 limit $6
     )
     select g.id, g.name, (select o.phone from people o where o.id = g.person_id) as phone, g.unit_code, g.registered_at_ms, g.total,
       (select count(*)::int from attempts a where a.contestant_id = g.id and not a.practice) as attempts,
       (select count(*)::int from submissions s where s.contestant_id = g.id and not s.practice) as submitted,
       (select e.role from excluded_people e where e.contest_id = $1 and e.person_id = g.person_id
        order by e.made_at_ms limit 1) as excluded_as
     from page g order by g.name, g.id`,
    [contestId, by.like, by.phone, by.units, by.offset, by.max],
  );

export type ToCorrect = {
  id: string;
  person_id: string;
  name: string;
  unit_code: string | null;
  unit_since_ms: number | null;
};

/** Until the transaction ends nobody else corrects them. null: nobody of this contest. */
export async function lockPerson(tx: Queries, contestId: string, contestantId: string): Promise<ToCorrect | null> {
  const [row] = await tx.query<ToCorrect>(
    `select c.id, c.person_id, p.name,
       (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as unit_code,
       (select max(m.since_ms) from unit_memberships m where m.contestant_id = c.id) as unit_since_ms
     from contestants c join profiles p on p.contestant_id = c.id
     where c.contest_id = $1 and c.id = $2 for update of p`,
    [contestId, contestantId],
  );
  return row ?? null;
}

export const renamePerson = (tx: Queries, contestantId: string, name: string): Promise<unknown> =>
  tx.query('update profiles set name = $2 where contestant_id = $1', [contestantId, name]);

/** The slip says the same, so that its holder is not refused later. SPEC S23. */
export const correctSlipOf = (
  tx: Queries,
  contestId: string,
  personId: string,
  { name, unitCode }: { name: string | null; unitCode: string | null },
): Promise<unknown> =>
  tx.query(
    `update slips set name = coalesce($3, name), unit_code = coalesce($4, unit_code) where contest_id = $1 and person_id = $2`,
    [contestId, personId, name, unitCode],
  );
