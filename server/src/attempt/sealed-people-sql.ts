import type { Queries } from '../platform/db/database.ts';

/** What the log says of the people behind attempts: by pseudonym, with what is sealed. SPEC Z2. */

export type SealedPersonRow = {
  contestant_id: string;
  pseudonym: string;
  key: string | null;
  name: string | null;
  unit_code: string | null;
  audience: string | null;
  registered_at_ms: number;
  simulated: boolean;
  birth_date: string | null;
  roles: string[] | null;
  stated: Record<string, string | number> | null;
  prediction: number | null;
};
/** What populations look at; the rest is not read. */
export type AskedAbout = { roles: boolean; fields: boolean };

type OfPeople = { contestantIds: readonly string[]; roundIds: readonly string[]; atMs: readonly number[] };

/** One a place of the lists, from `seals`: pseudonyms with their keys. */
const peopleOfSeals = `select t.contestant_id, s.pseudonym, s.key, p.name, c.audience, c.registered_at_ms, c.simulated, p.birth_date::text as birth_date,
         (select m.unit_code from unit_memberships m where m.contestant_id = t.contestant_id
          order by m.since_ms <= t.at_ms desc, abs(t.at_ms - m.since_ms) limit 1) as unit_code,
         case when $4 then (select array_agg(e.role) from excluded_people e where e.person_id = c.person_id
           and e.contest_id = c.contest_id and e.made_at_ms <= t.at_ms) end as roles,
         case when $5 then (select f.fields from stated_fields f where f.contestant_id = t.contestant_id
           order by f.since_ms <= t.at_ms desc, abs(t.at_ms - f.since_ms) limit 1) end as stated,
         (select d.value from predictions d where d.round_id = t.round_id and d.contestant_id = t.contestant_id) as prediction
  from unnest($1::uuid[], $2::uuid[], $3::bigint[]) with ordinality as t(contestant_id, round_id, at_ms, place)
  join seals s on s.contestant_id = t.contestant_id
  join contestants c on c.id = t.contestant_id
  left join profiles p on p.contestant_id = t.contestant_id
  order by t.place`;

const valuesOf = (of: OfPeople, { roles, fields }: AskedAbout) => [
  of.contestantIds,
  of.roundIds,
  of.atMs,
  roles,
  fields,
];

/** People as they were at an instant, one a place of the lists: with what they predicted in a round. */
export const readSealedPeople = (db: Queries, of: OfPeople, asked: AskedAbout): Promise<SealedPersonRow[]> =>
  db.query<SealedPersonRow>(
    `with made as (
       insert into contestant_seals (contestant_id)
       select distinct u from unnest($1::uuid[]) as u where not exists (select from contestant_seals s where s.contestant_id = u)
       on conflict do nothing returning contestant_id, pseudonym, key
     ), seals as (
       select contestant_id, pseudonym, key from contestant_seals where contestant_id = any($1::uuid[])
       union all select contestant_id, pseudonym, key from made
     ) ${peopleOfSeals}`,
    valuesOf(of, asked),
  );

/** The same where nothing may be written: everybody who submitted has a pseudonym. */
export const readSealedAgain = (db: Queries, of: OfPeople, asked: AskedAbout): Promise<SealedPersonRow[]> =>
  db.query<SealedPersonRow>(
    `with seals as (select contestant_id, pseudonym, key from contestant_seals) ${peopleOfSeals}`,
    valuesOf(of, asked),
  );
