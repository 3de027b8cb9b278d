import type { DraftCard, DraftContent, DraftView } from '@hoithi/shared/contract/drafts';
import { emptyLook } from '@hoithi/shared/contract/look';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { contestsWith } from '@hoithi/shared/rules/permissions';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { type DraftRow, listDrafts, listDraftVersions, readDraft, readDraftVersion } from './drafts-sql.ts';
import { viewInForce } from './in-force.ts';

const versionsShown = 50;

/** Whether somebody may see the drafts of the organization: no role in some contests alone reaches them. SPEC J4. */
export const seesDrafts = (by: Acting): Result<null> =>
  by.contestIds === null ? accept(null) : outOfScope({ code: 'not_allowed' });

/** A draft of the sender's organization; another's is not found either, and that is audited. SPEC J4. */
export async function findDraft(db: Queries, by: Acting, draftId: string): Promise<Result<DraftRow>> {
  const allowed = seesDrafts(by);
  if (!allowed.ok) return allowed;
  const draft = await readDraft(db, draftId);
  if (!draft) return refuse({ code: 'not_found', what: 'draft' });
  return draft.organization_id === by.organizationId ? accept(draft) : outOfScope({ code: 'not_found', what: 'draft' });
}

/** The newest content; a draft always has one. */
export async function readContent(db: Queries, draft: DraftRow): Promise<DraftContent> {
  const version = await readDraftVersion(db, draft.id, draft.version);
  if (!version) throw new Error(`draft ${draft.id} has its version ${draft.version}`);
  return { look: emptyLook, ...(JSON.parse(version.content) as Omit<DraftContent, 'look'>) };
}

/** The contest that was announced from a draft. */
function contestOf(app: Pick<App, 'contests'>, contestId: string | null): DraftCard['contest'] {
  const contest = contestId === null ? null : app.contests.byId(contestId);
  return contest && { contestId: contest.contestId, slug: contest.slug };
}

export async function listDraftCards(app: Pick<App, 'contests' | 'db'>, by: Acting): Promise<DraftCard[]> {
  const rows = await listDrafts(app.db, by.organizationId);
  return rows.map(({ id, title, version, at_ms, by: savedBy, contest_id }) => ({
    contest: contestOf(app, contest_id),
    draftId: id,
    title,
    version,
    savedAtMs: at_ms,
    savedBy,
  }));
}

export async function viewDraft(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: Acting,
  draft: DraftRow,
): Promise<DraftView> {
  const { db } = app;
  const versions = await listDraftVersions(db, draft.id, versionsShown);
  const [newest] = versions;
  const contest = draft.contest_id === null ? null : app.contests.byId(draft.contest_id);
  const isOpen = draft.contest_id === null || (contest !== null && contest.archivedAtMs === null);
  return {
    draftId: draft.id,
    contest: contestOf(app, draft.contest_id),
    title: draft.title,
    version: draft.version,
    savedAtMs: newest?.at_ms ?? draft.made_at_ms,
    savedBy: newest?.by ?? null,
    content: await readContent(db, draft),
    mayChange: isOpen && contestsWith(by.grants, 'draft:change') === null,
    mayAnnounce: draft.contest_id === null && contestsWith(by.grants, 'contest:announce') === null,
    inForce:
      contest && isOpen && contestsWith(by.grants, 'contest:amend') === null
        ? viewInForce(contest, app.clock.nowMs())
        : null,
    versions: versions.map(({ version, at_ms, by: name, places }) => ({ version, atMs: at_ms, by: name, places })),
  };
}
