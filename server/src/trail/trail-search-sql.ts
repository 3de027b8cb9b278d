import type { Queries } from '../platform/db/database.ts';

/** Searching the audit trail. SPEC I22, I23. */

/** What a member of staff may see of the trail. */
export type TrailScope = {
  organizationId: string;
  /** null: everything of the organization. */
  contestIds: readonly string[] | null;
};
export type TrailFilter = TrailScope & {
  contestId: string | null;
  /** Actors as the trail writes them, and the beginning of one, as a pattern. null: anybody. */
  actors: readonly string[] | null;
  actorLike: string | null;
  /** A pattern: the beginning of an act. */
  actLike: string | null;
  /** A pattern in the object, the detail or the act. */
  textLike: string | null;
  fromMs: number | null;
  /** The first instant that is too late. */
  toMs: number | null;
};
export type TrailRow = {
  id: number;
  atMs: number;
  actor: string;
  actorName: string | null;
  act: string;
  object: string;
  detail: unknown;
  contestId: string | null;
  seq: number | null;
  hash: string | null;
};

/** Entries without an organization are of the installation, whose organization is the first; before 0022 there was no other. */
const inScope = `(t.organization_id = $1::uuid or (t.organization_id is null and $1::uuid = first_organization()))
  and ($2::uuid[] is null or t.contest_id = any($2::uuid[]))`;

/** Newest first; `beforeId` null: from the newest on. */
export const searchTrail = (
  db: Queries,
  filter: TrailFilter,
  beforeId: number | null,
  countMax: number,
): Promise<TrailRow[]> =>
  db.query<TrailRow>(
    `select t.id, t.at_ms as "atMs", t.actor, a.name as "actorName", t.act, t.object, t.detail, t.contest_id as "contestId",
       c.seq, c.hash
     from audit t left join accounts a on t.actor = 'account:' || a.id left join audit_chain c on c.audit_id = t.id
     where ${inScope}
       and ($3::uuid is null or t.contest_id = $3::uuid)
       and ($4::text[] is null or t.actor = any($4::text[]) or t.actor collate "C" like $5::text)
       and ($6::text is null or t.act collate "C" like $6::text)
       and ($7::text is null or t.object ilike $7::text or t.act ilike $7::text or t.detail::text ilike $7::text)
       and ($8::bigint is null or t.at_ms >= $8::bigint) and ($9::bigint is null or t.at_ms < $9::bigint)
       and ($10::bigint is null or t.id < $10::bigint)
     order by t.id desc limit $11::integer`,
    [
      filter.organizationId,
      filter.contestIds,
      filter.contestId,
      filter.actors,
      filter.actorLike,
      filter.actLike,
      filter.textLike,
      filter.fromMs,
      filter.toMs,
      beforeId,
      countMax,
    ],
  );

/** The acts there are, each found by one look into the index. */
export async function readActs(db: Queries, { organizationId, contestIds }: TrailScope): Promise<string[]> {
  const rows = await db.query<{ act: string | null }>(
    `with recursive acts as (
       (select act collate "C" as act from audit order by act collate "C" limit 1)
       union all
       select (select n.act from audit n where n.act collate "C" > acts.act order by n.act collate "C" limit 1)
       from acts where acts.act is not null)
     select acts.act from acts where acts.act is not null
       and exists (select from audit t where t.act collate "C" = acts.act and ${inScope})`,
    [organizationId, contestIds],
  );
  return rows.flatMap(({ act }) => act ?? []);
}

export const readNames = (db: Queries, organizationId: string): Promise<{ id: string; name: string }[]> =>
  db.query<{ id: string; name: string }>('select id, name from accounts where organization_id = $1', [organizationId]);
