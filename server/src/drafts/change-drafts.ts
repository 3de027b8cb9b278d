import { randomUUID } from 'node:crypto';
import type { BeginDraft, DraftContent, SaveDraft } from '@hoithi/shared/contract/drafts';
import { draftBytesMax } from '@hoithi/shared/contract/drafts';
import { emptyLook } from '@hoithi/shared/contract/look';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isSame, listChanges, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { checkPictures, useLook } from '../look/change-look.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';
import { checkFileInWorker } from './check-file.ts';
import { contentOfContest } from './contest-life.ts';
import { readTemplate, titleOf } from './draft-content.ts';
import { readOwnUnits, saveOwnUnits } from './draft-units-sql.ts';
import {
  countDrafts,
  type DraftRow,
  deleteDraft,
  deleteDraftVersions,
  insertDraft,
  insertDraftVersion,
  raiseDraft,
  readDraft,
  readDraftVersion,
} from './drafts-sql.ts';
import { findDraft, readContent } from './read-drafts.ts';

/** How many drafts an organization may have, and versions of one that stay. */
const draftsMax = 500;
const versionsMax = 200;
const placesMax = 40;

type DraftsApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** A draft of this rulebook: its address and its units are still to be chosen. */
const contentFrom = (rulebook: DraftContent['rulebook']): DraftContent => ({
  slug: '',
  units: { kind: 'none' },
  look: emptyLook,
  rulebook,
});

/** A new draft: blank, from a template, as another one stands, or from a file. SPEC J2. */
export async function beginDraft(
  app: DraftsApp,
  by: Acting,
  message: BeginDraft,
): Promise<Result<{ draftId: string }>> {
  const content = await contentOf(app, by, message);
  if (!content.ok) return content;
  const text = JSON.stringify(content.value);
  if (Buffer.byteLength(text) > draftBytesMax) return refuse({ code: 'draft_too_large' });
  const draftId = randomUUID();
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    if ((await countDrafts(tx, by.organizationId)) >= draftsMax)
      return refuse({ code: 'too_many_drafts', max: draftsMax });
    await insertDraft(tx, {
      id: draftId,
      organization_id: by.organizationId,
      title: titleOf(content.value),
      version: 1,
      made_by: by.actor,
      made_at_ms: atMs,
    });
    const version = { draft_id: draftId, version: 1, content: text, places: [], actor: by.actor, at_ms: atMs };
    await insertDraftVersion(tx, version);
    await useLook(tx, { kind: 'draft', draftId }, content.value.look, false, atMs);
    if (message.from === 'draft') {
      const { units } = await readOwnUnits(tx, message.draftId);
      if (units.length > 0) await saveOwnUnits(tx, draftId, { units, version: 1, actor: by.actor, atMs });
    }
    await auditDraft(tx, by, atMs, 'draft:begin', draftId, { from: message.from });
    return accept({ draftId });
  });
}

async function contentOf(app: DraftsApp, by: Acting, message: BeginDraft): Promise<Result<DraftContent>> {
  switch (message.from) {
    case 'blank':
    case 'template': {
      const template = await readTemplate(message.from === 'blank' ? 'blank' : message.template);
      if (!template) return refuse({ code: 'not_found', what: 'template' });
      const content = contentFrom(template.rulebook);
      return accept(template.notices.length > 0 ? { ...content, template: template.id } : content);
    }
    case 'draft': {
      const found = await findDraft(app.db, by, message.draftId);
      if (!found.ok) return found;
      const content = await readContent(app.db, found.value);
      return accept({ ...content, slug: '' }); // an address belongs to one contest
    }
    case 'contest': {
      const found = contestInScope(app, { ...by, may: 'draft:read' }, message.contestId);
      return found.ok ? accept({ ...contentOfContest(found.value), slug: '' }) : found;
    }
    case 'file': {
      const problems = await checkFileInWorker(message.rulebook, 'file');
      if (problems === null) return refuse({ code: 'draft_too_large' });
      if (problems.length > 0) return refuse({ code: 'rulebook_invalid', problems });
      return accept(contentFrom(message.rulebook));
    }
    default:
      return message satisfies never;
  }
}

/**
 * Saves what somebody made of a version as the next one. Where the draft has moved on nothing is saved, and both versions are
 * for the sender to compare; the same content again is the same save. SPEC J1, J3.
 */
export async function saveDraft(
  app: DraftsApp,
  by: Acting,
  draft: DraftRow,
  { restsOn, content }: SaveDraft,
): Promise<Result<{ version: number; savedAtMs: number }>> {
  if (draft.contest_id !== null) {
    const contest = contestInScope(app, by, draft.contest_id);
    if (!contest.ok) return contest;
  }
  const text = JSON.stringify(content);
  if (Buffer.byteLength(text) > draftBytesMax) return refuse({ code: 'draft_too_large' });
  const pictures = await checkPictures(app.db, content.look);
  if (!pictures.ok) return pictures;
  const atMs = app.clock.nowMs();
  const saved = await app.db.transaction(async (tx) => {
    const before = await readDraftVersion(tx, draft.id, restsOn);
    const places = before === null ? [] : placesOf(JSON.parse(before.content) as DraftContent, content);
    if (!(await raiseDraft(tx, draft.id, restsOn, titleOf(content)))) return false;
    const version = restsOn + 1;
    await insertDraftVersion(tx, { draft_id: draft.id, version, content: text, places, actor: by.actor, at_ms: atMs });
    await deleteDraftVersions(tx, draft.id, version - versionsMax);
    await useLook(tx, { kind: 'draft', draftId: draft.id }, content.look, false, atMs);
    return true;
  });
  if (saved) {
    app.bus.publish('draft:changed', { draftId: draft.id, version: restsOn + 1, actor: by.actor });
    return accept({ version: restsOn + 1, savedAtMs: atMs });
  }
  return judgeLost(app.db, draft.id, content);
}

const placesOf = (before: DraftContent, after: DraftContent): string[] =>
  listChanges(before, after)
    .slice(0, placesMax)
    .map(({ place }) => writeSteps(place).slice(0, 200));

/** An acknowledgement that was lost is no conflict: what stands there is what was sent. */
async function judgeLost(
  db: Queries,
  draftId: string,
  content: DraftContent,
): Promise<Result<{ version: number; savedAtMs: number }>> {
  const draft = await readDraft(db, draftId);
  const found = draft && (await readDraftVersion(db, draftId, draft.version));
  if (!found) return refuse({ code: 'not_found', what: 'draft' });
  const isOwn = isSame(JSON.parse(found.content) as DraftContent, JSON.parse(JSON.stringify(content)) as DraftContent);
  return isOwn
    ? accept({ version: found.version, savedAtMs: found.at_ms })
    : refuse({ code: 'draft_changed', version: found.version });
}

/** Deletes a draft with all its versions; the act stays in the trail. SPEC J6. */
export async function removeDraft(app: DraftsApp, by: Acting, draft: DraftRow): Promise<Result<null>> {
  const removed = await app.db.transaction(async (tx) => {
    if (!(await deleteDraft(tx, draft.id))) return false;
    await auditDraft(tx, by, app.clock.nowMs(), 'draft:delete', draft.id, {
      title: draft.title,
      version: draft.version,
    });
    return true;
  });
  if (!removed) return refuse({ code: 'not_found', what: 'draft' });
  app.bus.publish('draft:changed', { draftId: draft.id, version: null, actor: by.actor });
  return accept(null);
}

const auditDraft = (
  tx: Queries,
  { actor, organizationId }: Acting,
  atMs: number,
  act: string,
  object: string,
  detail: Record<string, unknown>,
): Promise<void> => writeAudit(tx, { contestId: null, organizationId, atMs, actor, act, object, detail });
