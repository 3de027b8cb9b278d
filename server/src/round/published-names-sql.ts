import type { Queries } from '../platform/db/database.ts';

/** Names as they were published, beside the people, and who agrees to them now. SPEC S61. */

export type PublishedName = { contestant_id: string; name: string };

/** The newest publication of a round counts. */
export const writePublishedNames = (db: Queries, roundId: string, named: readonly PublishedName[]): Promise<unknown> =>
  db.query(
    `insert into published_names (round_id, contestant_id, name)
     select $1, t.id, t.name from unnest($2::uuid[], $3::text[]) as t(id, name)
     on conflict (round_id, contestant_id) do update set name = excluded.name`,
    [roundId, named.map((each) => each.contestant_id), named.map(({ name }) => name)],
  );

export const readPublishedNames = (db: Queries, roundId: string): Promise<PublishedName[]> =>
  db.query<PublishedName>('select contestant_id, name from published_names where round_id = $1', [roundId]);

/** Since when a round's published names are as they are: the last consent or erasure of one of its winners. 0: none. */
export async function readNamesSince(db: Queries, contestantIds: readonly string[]): Promise<number> {
  const [row] = await db.query<{ since_ms: number }>(
    `select greatest(
       (select coalesce(max(at_ms), 0) from consents where purpose = 'publish-name' and contestant_id = any($1::uuid[])),
       (select coalesce(max(at_ms), 0) from erased_people where contestant_id = any($1::uuid[]))) as since_ms`,
    [contestantIds],
  );
  return row?.since_ms ?? 0;
}

/** Rounds in which a person stands in a published table with a prize, newest first. */
export const readPublishedPrizes = (db: Queries, contestantId: string): Promise<{ round_id: string }[]> =>
  db.query<{ round_id: string }>(
    `select l.round_id from contestants c join rounds r on r.contest_id = c.contest_id join publications p on p.round_id = r.id
     join standing_rows l on l.round_id = p.round_id and l.version = p.version and l.contestant_id = c.id
     where c.id = $1 group by l.round_id having bool_or(l.prize is not null or l.to_decide)`,
    [contestantId],
  );
