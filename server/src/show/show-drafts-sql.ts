import type { Queries } from '../platform/db/database.ts';

/** Shows while they are written, and their versions. SPEC H45. */

export type ShowDraftRow = {
  id: string;
  contest_id: string;
  slug: string;
  title: string;
  cues: number;
  version: number;
  handed_version: number | null;
  made_by: string;
  made_at_ms: number;
};
export type ShowDraftVersionRow = {
  draft_id: string;
  version: number;
  content: string;
  places: string[];
  actor: string;
  at_ms: number;
};
type ListedRow = {
  id: string;
  slug: string;
  title: string;
  cues: number;
  version: number;
  handed_version: number | null;
  at_ms: number;
  by: string | null;
};

/** false: the contest has a draft of this name. */
export async function insertShowDraft(tx: Queries, draft: Omit<ShowDraftRow, 'handed_version'>): Promise<boolean> {
  const rows = await tx.query(
    `insert into show_drafts (id, contest_id, slug, title, cues, version, made_by, made_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (contest_id, slug) do nothing returning id`,
    [draft.id, draft.contest_id, draft.slug, draft.title, draft.cues, draft.version, draft.made_by, draft.made_at_ms],
  );
  return rows.length === 1;
}

export async function insertShowDraftVersion(tx: Queries, version: ShowDraftVersionRow): Promise<void> {
  await tx.query(
    `insert into show_draft_versions (draft_id, version, content, places, actor, at_ms)
     values ($1, $2, $3, $4::text[], $5, $6)`,
    [version.draft_id, version.version, version.content, version.places, version.actor, version.at_ms],
  );
}

/** Moves a draft on to its next version; false: somebody else did meanwhile, or it is gone. */
export async function raiseShowDraft(
  tx: Queries,
  { id, from, title, cues }: { id: string; from: number; title: string; cues: number },
): Promise<boolean> {
  const rows = await tx.query(
    'update show_drafts set version = version + 1, title = $3, cues = $4 where id = $1 and version = $2 returning id',
    [id, from, title, cues],
  );
  return rows.length === 1;
}

/** Versions up to this one are not needed any more. */
export const deleteShowDraftVersions = (tx: Queries, draftId: string, upTo: number): Promise<unknown> =>
  tx.query('delete from show_draft_versions where draft_id = $1 and version <= $2', [draftId, upTo]);

export const markHanded = (tx: Queries, draftId: string, version: number): Promise<unknown> =>
  tx.query('update show_drafts set handed_version = $2 where id = $1', [draftId, version]);

export async function readShowDraft(db: Queries, draftId: string): Promise<ShowDraftRow | null> {
  const [row] = await db.query<ShowDraftRow>(
    `select id, contest_id, slug, title, cues, version, handed_version, made_by, made_at_ms
     from show_drafts where id = $1`,
    [draftId],
  );
  return row ?? null;
}

export async function readShowDraftVersion(
  db: Queries,
  draftId: string,
  version: number,
): Promise<ShowDraftVersionRow | null> {
  const [row] = await db.query<ShowDraftVersionRow>(
    `select draft_id, version, content, places, actor, at_ms from show_draft_versions
     where draft_id = $1 and version = $2`,
    [draftId, version],
  );
  return row ?? null;
}

/** Newest first. */
export const listShowDraftVersions = (
  db: Queries,
  draftId: string,
  limit: number,
): Promise<{ version: number; at_ms: number; places: string[]; by: string | null }[]> =>
  db.query<{ version: number; at_ms: number; places: string[]; by: string | null }>(
    `select v.version, v.at_ms, v.places, a.name as by
     from show_draft_versions v left join accounts a on v.actor = 'account:' || a.id
     where v.draft_id = $1 order by v.version desc limit $2`,
    [draftId, limit],
  );

export const listShowDrafts = (db: Queries, contestId: string): Promise<ListedRow[]> =>
  db.query<ListedRow>(
    `select d.id, d.slug, d.title, d.cues, d.version, d.handed_version, v.at_ms, a.name as by
     from show_drafts d join show_draft_versions v on v.draft_id = d.id and v.version = d.version
       left join accounts a on v.actor = 'account:' || a.id
     where d.contest_id = $1 order by v.at_ms desc`,
    [contestId],
  );

export async function deleteShowDraft(tx: Queries, draftId: string): Promise<boolean> {
  const rows = await tx.query('delete from show_drafts where id = $1 returning id', [draftId]);
  return rows.length === 1;
}
