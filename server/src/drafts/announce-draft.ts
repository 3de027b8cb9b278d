import type { AnnounceDraft, DraftContent } from '@hoithi/shared/contract/drafts';
import { Slug } from '@hoithi/shared/contract/ids';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { audiences } from '@hoithi/shared/contract/rules';
import type { LocalText } from '@hoithi/shared/contract/text';
import { completeTexts } from '@hoithi/shared/rulebook/draft/complete';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { problem } from '@hoithi/shared/rulebook/read/problem';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { bareUnit, readUnits, type UnitRow } from '../contest/contests-sql.ts';
import { makeContest } from '../contest/create-contest.ts';
import { hasUnitFile, readUnitFile } from '../contest/read-content.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Acting } from '../web/sessions.ts';
import { checkFileInWorker } from './check-file.ts';
import { type DraftRow, giveToContest } from './drafts-sql.ts';
import { readContent } from './read-drafts.ts';

type AnnounceApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/**
 * Makes a public contest of a draft as it was looked at.
 *
 * Refuses  draft_changed, already_announced, rulebook_invalid with every open and wrong place, clause_not_run, opens_in_past
 *          unless that was confirmed, and what making a contest refuses.
 * Source   SPEC J9, J10.
 */
export async function announceDraft(
  app: AnnounceApp,
  by: Acting,
  draft: DraftRow,
  { version, pastOpenings }: AnnounceDraft,
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
  const rulebook = Rulebook.parse(completeTexts(content.rulebook));
  const foreign = ownAudiences(rulebook);
  if (foreign.length > 0) return refuse({ code: 'clause_not_run', clauses: foreign });
  const opensAtMs = Math.min(...expandRounds(rulebook).map((round) => round.opensAtMs));
  if (opensAtMs <= app.clock.nowMs() && !pastOpenings) return refuse({ code: 'opens_in_past', opensAtMs });
  const units = await unitsOf(app, by, content);
  if (!units.ok) return units;
  const made = await makeContest(app, {
    ...{ slug: slug.data, rulebook, units: units.value },
    ...{ organizationId: by.organizationId, actor: by.actor },
  });
  if (made.ok) await settleAnnounced(app, by, draft, made.value.contestId);
  return made;
}

/** Audiences that contestants cannot state yet: their choices are the six that profiles know. */
function ownAudiences({ fields }: Rulebook): LocalText[] {
  const field = fields.find((each) => each.kind === 'choice' && each.id === 'audience');
  const known: readonly string[] = audiences;
  return field?.kind === 'choice'
    ? field.choices.filter(({ id }) => !known.includes(id)).map(({ label }) => label)
    : [];
}

async function unitsOf(app: AnnounceApp, by: Acting, { units }: DraftContent): Promise<Result<UnitRow[]>> {
  switch (units.kind) {
    case 'none':
      return accept([]);
    case 'set':
      if (!(await hasUnitFile(units.set))) return refuse({ code: 'not_found', what: 'unit set' });
      return accept((await readUnitFile(units.set)).units.map((unit) => ({ ...bareUnit, ...unit })));
    case 'contest': {
      const contest = contestInScope(app, by, units.contestId);
      return contest.ok ? accept(await readUnits(app.db, units.contestId)) : contest;
    }
    default:
      return units satisfies never;
  }
}

/** The draft belongs to its contest from now on. */
async function settleAnnounced(app: AnnounceApp, by: Acting, draft: DraftRow, contestId: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    await giveToContest(tx, draft.id, contestId);
    await writeAudit(tx, {
      ...{ contestId, organizationId: by.organizationId, atMs: app.clock.nowMs(), actor: by.actor },
      ...{ act: 'contest:announce', object: draft.id, detail: { draftVersion: draft.version } },
    });
  });
  app.bus.publish('draft:changed', { draftId: draft.id, version: draft.version, actor: by.actor });
}
