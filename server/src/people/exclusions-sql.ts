import type { IdentityWay } from '@hoithi/shared/contract/entry-ways';
import type { ListedExclusion } from '@hoithi/shared/contract/exclusions';
import type { Queries } from '../platform/db/database.ts';

/** Excluded people by any way in; who they are now says the view `excluded_people`. SPEC S7, S7a. */

export type NewExclusion = { reason: string } & (
  | { way: null; phone: string }
  | { way: 'slip' | IdentityWay; markHash: Buffer; ending: string }
);
export type By = { role: string; actor: string; atMs: number };

/** As what a person is excluded; null: they are not. */
export async function readExclusion(db: Queries, contestId: string, personId: string): Promise<string | null> {
  const [row] = await db.query<{ role: string | null }>(
    'select role from excluded_people where contest_id = $1 and person_id = $2 order by made_at_ms limit 1',
    [contestId, personId],
  );
  return row?.role ?? null;
}

/** The hashes of codes that slips of the contest have. */
export const readSlipHashes = (
  db: Queries,
  contestId: string,
  codes: readonly string[],
): Promise<{ code: string | null; code_hash: Buffer }[]> =>
  db.query<{ code: string | null; code_hash: Buffer }>(
    `select t.code, s.code_hash from unnest($2::text[]) as t(code) join roster_keys k on k.contest_id = $1
     join slips s on s.contest_id = k.contest_id and s.code_hash = sha256(k.key || convert_to(t.code, 'UTF8'))`,
    [contestId, codes],
  );

/** Whoever is on the list already stays since when they were, by the new role and reason. */
export async function insertExclusions(
  tx: Queries,
  contestId: string,
  { role, actor, atMs }: By,
  people: readonly NewExclusion[],
): Promise<void> {
  const phones = people.flatMap((each) => (each.way === null ? [each] : []));
  const marks = people.flatMap((each) => (each.way === null ? [] : [each]));
  await tx.query(
    `insert into exclusions (contest_id, role, actor, made_at_ms, phone, reason)
     select $1, $2, $3, $4, t.phone, t.reason from unnest($5::text[], $6::text[]) as t(phone, reason)
     on conflict (contest_id, phone) do update set role = excluded.role, actor = excluded.actor, reason = excluded.reason`,
    [contestId, role, actor, atMs, phones.map(({ phone }) => phone), phones.map(({ reason }) => reason)],
  );
  await tx.query(
    `insert into exclusions (contest_id, role, actor, made_at_ms, way, mark_hash, ending, reason)
     select $1, $2, $3, $4, t.way, t.mark_hash, t.ending, t.reason
     from unnest($5::text[], $6::bytea[], $7::text[], $8::text[]) as t(way, mark_hash, ending, reason)
     on conflict (contest_id, way, mark_hash) do update
       set role = excluded.role, actor = excluded.actor, reason = excluded.reason`,
    [
      ...[contestId, role, actor, atMs],
      marks.map(({ way }) => way),
      marks.map(({ markHash }) => markHash),
      marks.map(({ ending }) => ending),
      marks.map(({ reason }) => reason),
    ],
  );
}

/** Newest first, with the name by which the contest knows the person, or that stands on the slip. */
export const readExclusions = (db: Queries, contestId: string, max: number): Promise<ListedExclusion[]> =>
  db.query<ListedExclusion>(
    `select e.id, coalesce(e.way, 'phone') as way, e.phone, e.ending, e.role, e.reason, e.actor, a.name as "actorName",
       e.made_at_ms as "addedAtMs",
       coalesce((select p.name from excluded_people x join contestants c on c.contest_id = x.contest_id and c.person_id = x.person_id
           join profiles p on p.contestant_id = c.id where x.id = e.id limit 1),
         (select s.name from slips s where e.way = 'slip' and s.contest_id = e.contest_id and s.code_hash = e.mark_hash)) as name
     from exclusions e left join accounts a on e.actor = 'account:' || a.id
     where e.contest_id = $1 order by e.made_at_ms desc, e.phone, e.way, e.ending, e.id limit $2`,
    [contestId, max],
  );

export async function deleteExclusions(tx: Queries, contestId: string, ids: readonly string[]): Promise<number> {
  const rows = await tx.query('delete from exclusions where contest_id = $1 and id = any($2::uuid[]) returning id', [
    contestId,
    ids,
  ]);
  return rows.length;
}

export async function countExclusions(db: Queries, contestId: string): Promise<number> {
  const [row] = await db.query<{ people: number }>(
    'select count(*)::int as people from exclusions where contest_id = $1',
    [contestId],
  );
  return row?.people ?? 0;
}
