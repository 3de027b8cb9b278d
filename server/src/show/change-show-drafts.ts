import { randomUUID } from 'node:crypto';
import type { Question } from '@hoithi/shared/contract/question';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import {
  type BeginShowDraft,
  type SaveShowDraft,
  type ShowDraftContent,
  type ShowDraftSaved,
  showDraftLimits,
  type TakeQuestion,
} from '@hoithi/shared/contract/show-drafts';
import { ShowFile, ShowQuestion } from '@hoithi/shared/contract/show-file';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import { isSame, listChanges, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import { foldText } from '@hoithi/shared/rules/fold';
import { forShow, hasShowMedia } from '@hoithi/shared/rules/show/check-show';
import type { App } from '../app-parts.ts';
import { findBank, mayInBank } from '../banks/find-bank.ts';
import { readQuestion } from '../banks/read-banks.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readMedia } from '../media/media-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { checkShowDraft } from './check-show-draft.ts';
import { readShowUpload, storeShow } from './load-show.ts';
import { contextOf, type FoundShowDraft, findShowDraft, readShowContent } from './read-show-drafts.ts';
import {
  deleteShowDraft,
  deleteShowDraftVersions,
  insertShowDraft,
  insertShowDraftVersion,
  listShowDrafts,
  markHanded,
  raiseShowDraft,
  readShowDraft,
  readShowDraftVersion,
} from './show-drafts-sql.ts';
import { fillTemplate, withIds } from './show-templates.ts';
import { readShow } from './shows-sql.ts';

type ShowsApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;
type Begun = Result<{ draftId: string }>;

const placesMax = 40;

/** A new show: from a template, as another draft stands, or as it was loaded. SPEC H46. */
export async function beginShowDraft(
  app: ShowsApp,
  by: Acting,
  contest: CachedContest,
  message: BeginShowDraft,
): Promise<Begun> {
  switch (message.from) {
    case 'template':
      return insertBegun(app, by, contest, await fillTemplate(message.template, contest), null);
    case 'draft': {
      const found = await findShowDraft(app, by, message.draftId);
      if (!found.ok) return found;
      return insertBegun(app, by, contest, await readShowContent(app.db, found.value.draft), null);
    }
    case 'show': {
      const show = await readShow(app.db, message.showId);
      if (!show) return refuse({ code: 'not_found', what: 'show' });
      if (show.contest_id !== contest.contestId) return outOfScope({ code: 'not_found', what: 'show' });
      return insertBegun(app, by, contest, contentOf(ShowFile.parse(show.file)), show.slug);
    }
    default:
      return message satisfies never;
  }
}

/** A new show of a file, whole or not at all. SPEC H1, H46. */
export async function importShowDraft(app: ShowsApp, by: Acting, contest: CachedContest, text: string): Promise<Begun> {
  const read = await readShowUpload(app, contest, text);
  return read.ok ? insertBegun(app, by, contest, contentOf(read.value), read.value.id) : read;
}

const contentOf = ({ id: _slug, ...file }: ShowFile): ShowDraftContent =>
  withIds(JSON.parse(JSON.stringify(file)) as ShowDraftContent);

async function insertBegun(
  app: ShowsApp,
  by: Acting,
  contest: CachedContest,
  content: ShowDraftContent,
  wanted: string | null,
): Promise<Begun> {
  const { contestId } = contest;
  const text = JSON.stringify(content);
  if (isTooLarge(text, contest)) return refuse({ code: 'draft_too_large' });
  const existing = await listShowDrafts(app.db, contestId);
  const max = contest.demo ? showDraftLimits.demoDrafts : showDraftLimits.drafts;
  if (existing.length >= max) return refuse({ code: 'too_many_drafts', max });
  const taken = new Set(existing.map(({ slug }) => slug));
  const draftId = randomUUID();
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    const draft = {
      ...{ id: draftId, contest_id: contestId, slug: freeSlug(wanted ?? slugOf(titleOf(content)), taken) },
    };
    const made = { version: 1, made_by: by.actor, made_at_ms: atMs };
    if (!(await insertShowDraft(tx, { ...draft, title: titleOf(content), cues: countCues(content), ...made })))
      return refuse({ code: 'unavailable' }); // two began one of this name at once: send it again
    await insertShowDraftVersion(tx, {
      ...{ draft_id: draftId, version: 1, content: text, places: [], actor: by.actor, at_ms: atMs },
    });
    await writeAudit(tx, {
      ...{ contestId, organizationId: by.organizationId, atMs, actor: by.actor },
      ...{ act: 'show:begin', object: `show ${draft.slug}`, detail: { draftId } },
    });
    return accept({ draftId });
  });
}

const isTooLarge = (text: string, { demo }: Pick<CachedContest, 'demo'>): boolean =>
  Buffer.byteLength(text) > (demo ? showDraftLimits.demoBytes : showDraftLimits.bytes);

const titleOf = ({ title }: ShowDraftContent): string => {
  const words = typeof title === 'object' && title !== null && 'vi' in title ? title.vi : '';
  return typeof words === 'string' ? words.slice(0, 500) : '';
};
const countCues = ({ cues }: ShowDraftContent): number => (Array.isArray(cues) ? cues.length : 0);

const slugOf = (title: string): string =>
  foldText(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-|-$/g, '');

/** A name in the contest that no draft has: files and rounds call the show by it. */
function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted || 'chuong-trinh';
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base.slice(0, 55)}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/**
 * Saves what somebody made of a version as the next one, and says what keeps it from being a show. Where the draft has moved on
 * nothing is saved; the same content again is the same save. SPEC H45.
 */
export async function saveShowDraft(
  app: ShowsApp,
  by: Acting,
  found: FoundShowDraft,
  { restsOn, content }: SaveShowDraft,
): Promise<Result<ShowDraftSaved>> {
  const { draft, contest } = found;
  const text = JSON.stringify(content);
  if (isTooLarge(text, contest)) return refuse({ code: 'draft_too_large' });
  const atMs = app.clock.nowMs();
  const saved = await app.db.transaction(async (tx) => {
    const before = await readShowDraftVersion(tx, draft.id, restsOn);
    const places = before === null ? [] : placesOf(JSON.parse(before.content) as ShowDraftContent, content);
    const next = { id: draft.id, from: restsOn, title: titleOf(content), cues: countCues(content) };
    if (!(await raiseShowDraft(tx, next))) return false;
    const version = restsOn + 1;
    await insertShowDraftVersion(tx, {
      ...{ draft_id: draft.id, version, content: text, places, actor: by.actor, at_ms: atMs },
    });
    await deleteShowDraftVersions(tx, draft.id, version - showDraftLimits.versions);
    return true;
  });
  const { problems } = checkShowDraft(content, contextOf(found));
  if (saved) return accept({ version: restsOn + 1, savedAtMs: atMs, problems });
  return judgeLost(app.db, draft.id, content, problems);
}

const placesOf = (before: ShowDraftContent, after: ShowDraftContent): string[] =>
  listChanges(before, after)
    .slice(0, placesMax)
    .map(({ place }) => writeSteps(place).slice(0, 200));

/** An acknowledgement that was lost is no conflict: what stands there is what was sent. */
async function judgeLost(
  db: Database,
  draftId: string,
  content: ShowDraftContent,
  problems: ShowDraftSaved['problems'],
): Promise<Result<ShowDraftSaved>> {
  const draft = await readShowDraft(db, draftId);
  const newest = draft && (await readShowDraftVersion(db, draftId, draft.version));
  if (!newest) return refuse({ code: 'not_found', what: 'show' });
  return isSame(JSON.parse(newest.content) as ShowDraftContent, content)
    ? accept({ version: newest.version, savedAtMs: newest.at_ms, problems })
    : refuse({ code: 'draft_changed', version: newest.version });
}

/** Makes what stands in the draft the next version of the show, for the MC to open. SPEC H48. */
export async function handOverShow(
  app: ShowsApp,
  by: Acting,
  found: FoundShowDraft,
  version: number,
): Promise<Result<ShowCard>> {
  const { draft, contest } = found;
  if (version !== draft.version) return refuse({ code: 'draft_changed', version: draft.version });
  const { file, problems } = checkShowDraft(await readShowContent(app.db, draft), contextOf(found));
  if (file === null) {
    const places = problems
      .slice(0, 20)
      .map(({ path, words }) => ({ line: null, place: path.join('.'), reason: words }));
    return refuse({ code: 'show_file_invalid', problems: places });
  }
  const stored = await storeShow(app, contest, file, by.actor);
  if (!stored.ok) return stored;
  await markHanded(app.db, draft.id, version);
  app.bus.publish('screen:changed', { contestId: contest.contestId });
  return stored;
}

/** An approved question of a bank, as a show has it; its key is for whoever may read keys there. SPEC H47, Q12. */
export async function takeQuestion(
  app: ShowsApp,
  by: Acting,
  { bankId, questionId }: TakeQuestion,
): Promise<Result<ShowQuestion>> {
  const bank = await findBank(app.db, by, bankId);
  if (!bank.ok) return bank;
  if (!(await mayInBank(app.db, by, bankId, 'bank:key'))) return refuse({ code: 'not_allowed' });
  const read = await readQuestion(app, by, bank.value, questionId);
  if (!read.ok) return read;
  const { question, state } = read.value;
  if (question === null || state !== 'approved') return refuse({ code: 'not_found', what: 'question' });
  return fitQuestion(app.db, { ...question, id: questionId });
}

/** Its picture comes into the draft itself: no contest has frozen it. Refuses  question_unfit_for_show. */
async function fitQuestion(db: Database, question: Question): Promise<Result<ShowQuestion>> {
  const [picture] = question.media;
  const stored = picture && hasShowMedia(question) ? await readMedia(db, picture.hash) : null;
  const inFile = stored && { picture: `data:${stored.type};base64,${stored.bytes.toString('base64')}` };
  const shown = ShowQuestion.safeParse({ ...forShow(question), ...inFile });
  return shown.success && hasShowMedia(question) ? accept(shown.data) : refuse({ code: 'question_unfit_for_show' });
}

/** Deletes a draft with all its versions; what the MC has stays. SPEC H45. */
export async function removeShowDraft(app: ShowsApp, by: Acting, { draft }: FoundShowDraft): Promise<Result<null>> {
  return app.db.transaction(async (tx) => {
    if (!(await deleteShowDraft(tx, draft.id))) return refuse({ code: 'not_found', what: 'show' });
    await writeAudit(tx, {
      ...{ contestId: draft.contest_id, organizationId: by.organizationId, atMs: app.clock.nowMs(), actor: by.actor },
      ...{ act: 'show:remove', object: `show ${draft.slug}`, detail: { draftId: draft.id, title: draft.title } },
    });
    return accept(null);
  });
}
