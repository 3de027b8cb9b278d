import { randomBytes } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';

/** Lists of people whom populations name, by numbers as keyed hashes. The newest version of a list counts. SPEC M22. */
export type ListRow = { list: string; version: number; people: number; source: string; at_ms: number; actor: string };

export const readLists = (db: Queries, contestId: string): Promise<ListRow[]> =>
  db.query<ListRow>(
    `select distinct on (list) list, version, people, source, at_ms, actor from people_lists
     where contest_id = $1 order by list, version desc`,
    [contestId],
  );

/** Saves the next version of a list. Number and key are together only in the database. Returns the version. */
export async function appendList(
  tx: Queries,
  contestId: string,
  { list, source, at_ms, actor }: Omit<ListRow, 'version' | 'people'>,
  phones: readonly string[],
): Promise<number> {
  await tx.query('insert into roster_keys (contest_id, key) values ($1, $2) on conflict do nothing', [
    contestId,
    randomBytes(32),
  ]);
  const rows = await tx.query<{ version: number }>(
    `insert into people_lists (contest_id, list, version, people, source, at_ms, actor)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6 from people_lists where contest_id = $1 and list = $2
     returning version`,
    [contestId, list, phones.length, source, at_ms, actor],
  );
  const version = rows[0]?.version ?? 1;
  await tx.query(
    `insert into people_list_entries (contest_id, list, version, phone_hash)
     select $1, $2, $3, sha256(k.key || convert_to(t.phone, 'UTF8'))
     from unnest($4::text[]) as t(phone) join roster_keys k on k.contest_id = $1`,
    [contestId, list, version, phones],
  );
  return version;
}

/** On which lists of the contest a person stands. */
export async function readListsOfPerson(db: Queries, contestantId: string): Promise<string[]> {
  const rows = await db.query<{ list: string }>(
    `select e.list from contestants c join people p on p.id = c.person_id join roster_keys k on k.contest_id = c.contest_id
     join people_list_entries e on e.contest_id = c.contest_id and e.phone_hash = sha256(k.key || convert_to(p.phone, 'UTF8'))
     where c.id = $1 and e.version = (select max(l.version) from people_lists l where l.contest_id = e.contest_id and l.list = e.list)`,
    [contestantId],
  );
  return rows.map(({ list }) => list);
}

/** The contestants who stand on each list of the contest. */
export async function readListed(db: Queries, contestId: string): Promise<Record<string, string[]>> {
  const rows = await db.query<{ list: string; ids: string[] }>(
    `select e.list, array_agg(c.id order by c.id) as ids
     from contestants c join people p on p.id = c.person_id join roster_keys k on k.contest_id = c.contest_id
     join people_list_entries e on e.contest_id = c.contest_id and e.phone_hash = sha256(k.key || convert_to(p.phone, 'UTF8'))
     where c.contest_id = $1 and e.version = (select max(l.version) from people_lists l where l.contest_id = e.contest_id and l.list = e.list)
     group by e.list`,
    [contestId],
  );
  return Object.fromEntries(rows.map(({ list, ids }) => [list, ids]));
}
