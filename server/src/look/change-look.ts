import { type Look, picturesOf } from '@hoithi/shared/contract/look';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isReadable } from '@hoithi/shared/rules/look-colours';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { readLook, saveLook } from '../contest/looks-sql.ts';
import { type MediaUser, readStored, setUses } from '../media/media-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Acting } from '../web/sessions.ts';

/** Every picture that a look names is stored. Refuses not_found. */
export async function checkPictures(db: Queries, look: Look): Promise<Result<null>> {
  const hashes = [...new Set(picturesOf(look).map(({ hash }) => hash))];
  if (hashes.length === 0) return accept(null);
  return (await readStored(db, hashes)).length === hashes.length
    ? accept(null)
    : refuse({ code: 'not_found', what: 'picture' });
}

/** The pictures of a look are used by whoever has it. */
export const useLook = (tx: Queries, user: MediaUser, look: Look, isPublic: boolean, atMs: number): Promise<void> =>
  setUses(tx, user, { hashes: [...new Set(picturesOf(look).map(({ hash }) => hash))], isPublic, atMs });

/** Gives a contest its first look, in the transaction that makes it public. */
export async function giveLook(
  tx: Queries,
  contestId: string,
  { look, atMs, actor }: { look: Look; atMs: number; actor: string },
): Promise<void> {
  await saveLook(tx, contestId, { look, version: 1, atMs, actor });
  await useLook(tx, { kind: 'look', contestId }, look, true, atMs);
}

/**
 * Changes how a contest looks, at once and for everybody.
 *
 * Refuses  look_changed, where somebody saved meanwhile; colours_unreadable; not_found, for a picture that is gone.
 * Source   SPEC X6-X8.
 */
export async function changeLook(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: Acting,
  contest: CachedContest,
  { restsOn, look }: { restsOn: number; look: Look },
): Promise<Result<{ version: number }>> {
  if (look.colours && !isReadable(look.colours)) return refuse({ code: 'colours_unreadable' });
  const { contestId } = contest;
  const atMs = app.clock.nowMs();
  const changed = await app.db.transaction(async (tx): Promise<Result<{ version: number }>> => {
    await lockContest(tx, contestId);
    const before = await readLook(tx, contestId);
    if (before.version !== restsOn) return refuse({ code: 'look_changed' });
    const stored = await checkPictures(tx, look);
    if (!stored.ok) return stored;
    const version = restsOn + 1;
    await saveLook(tx, contestId, { look, version, atMs, actor: by.actor });
    await useLook(tx, { kind: 'look', contestId }, look, true, atMs);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'look:change', object: contestId },
      detail: { version, before: namesOf(before.look), after: namesOf(look) },
    });
    return accept({ version });
  });
  if (changed.ok) {
    await app.contests.load(contestId);
    app.bus.publish('contest:changed', { contestId });
  }
  return changed;
}

/** What the trail keeps of a look: hashes and colours, no names. */
const namesOf = ({ logo, banner, background, sponsors, colours }: Look) => ({
  ...{ logo: logo?.hash ?? null, banner: banner?.hash ?? null, background: background?.hash ?? null },
  ...{ sponsors: sponsors.map(({ picture }) => picture.hash), colours },
});
