import { randomUUID } from 'node:crypto';
import { type DraftContent, draftDepthMax } from '@hoithi/shared/contract/drafts';
import { shallowObject } from '@hoithi/shared/contract/json';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { useLook } from '../look/change-look.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Acting } from '../web/sessions.ts';
import { countContestants, setArchived, setRemoved } from './contest-life-sql.ts';
import { giveToContest, insertDraft, insertDraftVersion, leaveContest, readDraftOf } from './drafts-sql.ts';

type LifeApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** A contest as the content of a draft. */
export const contentOfContest = (contest: CachedContest): DraftContent => ({
  slug: contest.slug,
  units: contest.units.units.size === 0 ? { kind: 'none' } : { kind: 'contest', contestId: contest.contestId },
  look: contest.look,
  rulebook: shallowObject(draftDepthMax).parse(JSON.parse(JSON.stringify(contest.rulebook))),
});

/** The draft in which a contest is amended: the one it was announced from, else a new one with its rules. SPEC J11. */
export async function openAmendment(
  app: LifeApp,
  by: Acting,
  contest: CachedContest,
): Promise<Result<{ draftId: string }>> {
  const known = await readDraftOf(app.db, contest.contestId);
  if (known !== null) return accept({ draftId: known });
  const [draftId, atMs, content] = [randomUUID(), app.clock.nowMs(), contentOfContest(contest)];
  return app.db.transaction(async (tx) => {
    await lockContest(tx, contest.contestId);
    const other = await readDraftOf(tx, contest.contestId);
    if (other !== null) return accept({ draftId: other });
    const { organizationId } = contest;
    const made = { title: contest.rulebook.meta.name.vi, version: 1, made_by: by.actor, made_at_ms: atMs };
    await insertDraft(tx, { id: draftId, organization_id: organizationId, ...made });
    const version = { draft_id: draftId, version: 1, places: [], actor: by.actor, at_ms: atMs };
    await insertDraftVersion(tx, { ...version, content: JSON.stringify(content) });
    await giveToContest(tx, draftId, contest.contestId);
    await useLook(tx, { kind: 'draft', draftId }, content.look, false, atMs);
    await writeAudit(tx, {
      ...{ contestId: contest.contestId, atMs, actor: by.actor, act: 'draft:begin', object: draftId },
      detail: { from: 'contest' },
    });
    return accept({ draftId });
  });
}

/**
 * Puts a contest that is over away, or brings it back.
 *
 * Refuses  contest_not_over, while a round has not closed.
 * Source   SPEC J13.
 */
export async function archiveContest(
  app: LifeApp,
  by: Acting,
  contest: CachedContest,
  { archived, reason }: { archived: boolean; reason: string },
): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  if (archived && contest.rounds.some(({ closesAtMs }) => closesAtMs > atMs))
    return refuse({ code: 'contest_not_over' });
  const { contestId, archivedAtMs } = contest;
  if ((archivedAtMs !== null) === archived) return accept(null);
  await app.db.transaction(async (tx) => {
    await setArchived(tx, contestId, archived ? atMs : null);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: archived ? 'contest:archive' : 'contest:bring-back' },
      ...{ object: contest.slug, detail: { reason, before: { archivedAtMs }, after: { archived } } },
    });
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept(null);
}

/**
 * Takes a contest that nobody took part in away from every page; its address is free again, and its draft a draft again. The
 * trail keeps it.
 *
 * Refuses  contest_has_people.
 * Source   SPEC J14.
 */
export async function removeContest(
  app: LifeApp,
  by: Acting,
  contest: CachedContest,
  { reason }: { reason: string },
): Promise<Result<null>> {
  const { contestId, slug } = contest;
  const atMs = app.clock.nowMs();
  const removed = await app.db.transaction(async (tx): Promise<Result<null>> => {
    await lockContest(tx, contestId);
    const people = await countContestants(tx, contestId);
    if (people > 0) return refuse({ code: 'contest_has_people', people });
    await leaveContest(tx, contestId);
    await setRemoved(tx, contestId, `da-xoa-${contestId}`, atMs);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'contest:delete', object: slug },
      detail: { reason, before: { slug }, after: null },
    });
    return accept(null);
  });
  if (!removed.ok) return removed;
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept(null);
}
