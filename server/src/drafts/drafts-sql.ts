import type { Queries } from '../platform/db/database.ts';

/** Drafts and their versions. SPEC J1. */

export type DraftRow = {
  id: string;
  organization_id: string;
  title: string;
  version: number;
  made_by: string;
  made_at_ms: number;
  contest_id: string | null;
};
export type DraftVersionRow = {
  draft_id: string;
  version: number;
  content: string;
  places: string[];
  actor: string;
  at_ms: number;
};
export type ListedDraftRow = {
  id: string;
  title: string;
  version: number;
  at_ms: number;
  by: string | null;
  contest_id: string | null;
};

export async function insertDraft(tx: Queries, draft: Omit<DraftRow, 'contest_id'>): Promise<void> {
  await tx.query(
    'insert into drafts (id, organization_id, title, version, made_by, made_at_ms) values ($1, $2, $3, $4, $5, $6)',
    [draft.id, draft.organization_id, draft.title, draft.version, draft.made_by, draft.made_at_ms],
  );
}

export async function insertDraftVersion(tx: Queries, version: DraftVersionRow): Promise<void> {
  await tx.query(
    `insert into draft_versions (draft_id, version, content, places, actor, at_ms)
     values ($1, $2, $3, $4::text[], $5, $6)`,
    [version.draft_id, version.version, version.content, version.places, version.actor, version.at_ms],
  );
}

/** Moves a draft on to its next version; false: somebody else did meanwhile, or it is gone. */
export async function raiseDraft(tx: Queries, draftId: string, from: number, title: string): Promise<boolean> {
  const rows = await tx.query(
    'update drafts set version = version + 1, title = $3 where id = $1 and version = $2 returning id',
    [draftId, from, title],
  );
  return rows.length === 1;
}

/** Versions up to this one are not needed any more. */
export const deleteDraftVersions = (tx: Queries, draftId: string, upTo: number): Promise<unknown> =>
  tx.query('delete from draft_versions where draft_id = $1 and version <= $2', [draftId, upTo]);

export async function readDraft(db: Queries, draftId: string): Promise<DraftRow | null> {
  const [row] = await db.query<DraftRow>(
    'select id, organization_id, title, version, made_by, made_at_ms, contest_id from drafts where id = $1',
    [draftId],
  );
  return row ?? null;
}

export async function readDraftVersion(db: Queries, draftId: string, version: number): Promise<DraftVersionRow | null> {
  const [row] = await db.query<DraftVersionRow>(
    `select draft_id, version, content, places, actor, at_ms from draft_versions where draft_id = $1 and version = $2`,
    [draftId, version],
  );
  return row ?? null;
}

/** Newest first. */
export const listDraftVersions = (
  db: Queries,
  draftId: string,
  limit: number,
): Promise<{ version: number; at_ms: number; places: string[]; by: string | null }[]> =>
  db.query<{ version: number; at_ms: number; places: string[]; by: string | null }>(
    `select v.version, v.at_ms, v.places, a.name as by
     from draft_versions v left join accounts a on v.actor = 'account:' || a.id
     where v.draft_id = $1 order by v.version desc limit $2`,
    [draftId, limit],
  );

export const listDrafts = (db: Queries, organizationId: string): Promise<ListedDraftRow[]> =>
  db.query<ListedDraftRow>(
    `select d.id, d.title, d.version, v.at_ms, a.name as by, d.contest_id
     from drafts d join draft_versions v on v.draft_id = d.id and v.version = d.version
       left join accounts a on v.actor = 'account:' || a.id
     where d.organization_id = $1 order by v.at_ms desc`,
    [organizationId],
  );

/** The draft that a contest was announced from or is amended in. */
export async function readDraftOf(db: Queries, contestId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>('select id from drafts where contest_id = $1', [contestId]);
  return row?.id ?? null;
}

export const leaveContest = (tx: Queries, contestId: string): Promise<unknown> =>
  tx.query('update drafts set contest_id = null where contest_id = $1', [contestId]);

export async function countDrafts(db: Queries, organizationId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from drafts where organization_id = $1',
    [organizationId],
  );
  return row?.count ?? 0;
}

export async function deleteDraft(tx: Queries, draftId: string): Promise<boolean> {
  const rows = await tx.query('delete from drafts where id = $1 returning id', [draftId]);
  return rows.length === 1;
}

/** false: it is another contest's already, or gone. */
export async function giveToContest(tx: Queries, draftId: string, contestId: string): Promise<boolean> {
  const rows = await tx.query('update drafts set contest_id = $2 where id = $1 and contest_id is null returning id', [
    draftId,
    contestId,
  ]);
  return rows.length === 1;
}
