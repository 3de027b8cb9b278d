import type { AnnounceDraft } from '@hoithi/shared/contract/drafts';
import { Slug } from '@hoithi/shared/contract/ids';
import type { Look } from '@hoithi/shared/contract/look';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import { completeTexts } from '@hoithi/shared/rulebook/draft/complete';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { problem } from '@hoithi/shared/rulebook/read/problem';
import { isReadable } from '@hoithi/shared/rules/look-colours';
import type { App } from '../app-parts.ts';
import { makeContest } from '../contest/create-contest.ts';
import { giveLook } from '../look/change-look.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Acting } from '../web/sessions.ts';
import { checkFileInWorker } from './check-file.ts';
import { unitsOfSource } from './draft-units.ts';
import { type DraftRow, giveToContest } from './drafts-sql.ts';
import { readContent } from './read-drafts.ts';

type AnnounceApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/**
 * Makes a public contest of a draft as it was looked at.
 *
 * Refuses  draft_changed, already_announced, rulebook_invalid with every open and wrong place, opens_in_past unless that was confirmed, and what making a contest refuses.
 * Source   SPEC J9.
 */
export async function announceDraft(
  app: AnnounceApp,
  by: Acting,
  draft: DraftRow,
  { version, pastOpenings, unapprovedReason }: AnnounceDraft,
): Promise<Result<{ contestId: string; slug: string }>> {
  if (draft.contest_id !== null) return refuse({ code: 'already_announced' });
  if (draft.version !== version) return refuse({ code: 'draft_changed', version: draft.version });
  const content = await readContent(app.db, draft);
  const problems = await checkFileInWorker(content.rulebook, 'contest');
  if (problems === null) return refuse({ code: 'draft_too_large' });
  const slug = Slug.safeParse(content.slug);
  const ofAddress = slug.success ? [] : [problem('wrong-format', ['slug'])];
  if (!slug.success || problems.length > 0)
    return refuse({
      code: 'rulebook_invalid',
      problems: [...problems, ...ofAddress.map(({ code, place, words }) => ({ code, place, words }))],
    });
  const { colours } = content.look;
  if (colours && !isReadable(colours)) return refuse({ code: 'colours_unreadable' });
  const rulebook = Rulebook.parse(completeTexts(content.rulebook));
  const opensAtMs = Math.min(...expandRounds(rulebook).map((round) => round.opensAtMs));
  if (opensAtMs <= app.clock.nowMs() && !pastOpenings) return refuse({ code: 'opens_in_past', opensAtMs });
  const units = await unitsOfSource(app, by, draft.id, content.units);
  if (!units.ok) return units;
  const made = await makeContest(app, {
    ...{ slug: slug.data, rulebook, units: units.value, unapprovedReason },
    ...{ organizationId: by.organizationId, actor: by.actor },
  });
  if (made.ok) await settleAnnounced(app, by, draft, made.value.contestId, content.look);
  return made;
}

/** The draft belongs to its contest from now on. */
async function settleAnnounced(
  app: AnnounceApp,
  by: Acting,
  draft: DraftRow,
  contestId: string,
  look: Look,
): Promise<void> {
  const atMs = app.clock.nowMs();
  await app.db.transaction(async (tx) => {
    await giveToContest(tx, draft.id, contestId);
    await giveLook(tx, contestId, { look, atMs, actor: by.actor });
    await writeAudit(tx, {
      ...{ contestId, organizationId: by.organizationId, atMs, actor: by.actor },
      ...{ act: 'contest:announce', object: draft.id, detail: { draftVersion: draft.version } },
    });
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  app.bus.publish('draft:changed', { draftId: draft.id, version: draft.version, actor: by.actor });
}
