import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowDraftContent, ShowDraftList, ShowDraftView } from '@hoithi/shared/contract/show-drafts';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { isBilingual } from '../contest/is-bilingual.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';
import { checkShowDraft } from './check-show-draft.ts';
import { listShows } from './load-show.ts';
import { readSounds } from './screens-sql.ts';
import {
  listShowDrafts,
  listShowDraftVersions,
  readShowDraft,
  readShowDraftVersion,
  type ShowDraftRow,
} from './show-drafts-sql.ts';

const versionsShown = 40;

/** A draft of a show, and its contest. */
export type FoundShowDraft = { draft: ShowDraftRow; contest: CachedContest };

/** A draft of a show, where its contest is the sender's; another's is not found either, and that is audited. SPEC H45. */
export async function findShowDraft(
  app: Pick<App, 'contests' | 'db'>,
  by: Acting,
  draftId: string,
): Promise<Result<FoundShowDraft>> {
  const draft = await readShowDraft(app.db, draftId);
  if (!draft) return refuse({ code: 'not_found', what: 'show' });
  const contest = contestInScope(app, by, draft.contest_id);
  if (contest.ok) return accept({ draft, contest: contest.value });
  const isAbsent = contest.refusal.code === 'not_found';
  return isAbsent ? { ...contest, refusal: { code: 'not_found', what: 'show' } } : contest;
}

/** The newest content; a draft always has one. */
export async function readShowContent(db: Queries, draft: ShowDraftRow): Promise<ShowDraftContent> {
  const version = await readShowDraftVersion(db, draft.id, draft.version);
  if (!version) throw new Error(`draft ${draft.id} of a show has its version ${draft.version}`);
  return JSON.parse(version.content) as ShowDraftContent;
}

export const contextOf = ({ draft, contest }: FoundShowDraft) => ({
  slug: draft.slug,
  bilingual: isBilingual(contest),
});

/** The drafts of a contest, newest save first, and the shows that the MC has besides. SPEC H45. */
export async function listDraftsOfShows(
  app: Pick<App, 'db'>,
  { contestId }: Pick<CachedContest, 'contestId'>,
): Promise<ShowDraftList> {
  const [rows, shows] = await Promise.all([listShowDrafts(app.db, contestId), listShows(app, contestId)]);
  const slugs = new Set(rows.map(({ slug }) => slug));
  return {
    drafts: rows.map((row) => ({
      ...{ draftId: row.id, title: row.title, cues: row.cues, version: row.version },
      ...{ savedAtMs: row.at_ms, savedBy: row.by, handedVersion: row.handed_version },
    })),
    loaded: shows.filter(({ id }) => !slugs.has(id)),
  };
}

export async function viewShowDraft(app: Pick<App, 'db'>, found: FoundShowDraft): Promise<ShowDraftView> {
  const { draft, contest } = found;
  const [content, versions, sounds] = await Promise.all([
    readShowContent(app.db, draft),
    listShowDraftVersions(app.db, draft.id, versionsShown),
    readSounds(app.db, contest.contestId),
  ]);
  const [newest] = versions;
  const context = contextOf(found);
  return {
    ...{
      draftId: draft.id,
      contestId: contest.contestId,
      title: draft.title,
      cues: draft.cues,
      version: draft.version,
    },
    ...{ savedAtMs: newest?.at_ms ?? draft.made_at_ms, savedBy: newest?.by ?? null },
    ...{ handedVersion: draft.handed_version, content, bilingual: context.bilingual },
    sounds: sounds.map(({ name }) => name),
    problems: checkShowDraft(content, context).problems,
    versions: versions.map(({ version, at_ms, by, places }) => ({ version, atMs: at_ms, by, places })),
  };
}
