import type { CachedContest } from '../contest/contests.ts';
import type { LogKey } from '../log/log-key.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { isSignedNote, readCheckpointNote, readVerifierKey } from '../log/signed-notes.ts';
import { readSigningKey } from '../log/signing-keys-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { openLog, originOf } from './begin-log.ts';

export type ContinueRefusal = 'no-log' | 'unreadable' | 'other-log' | 'signature' | 'not-behind';

/**
 * Opens a new log of a contest after a restore that lost what came behind a known checkpoint. Its first leaf names that checkpoint
 * and the reason; everything that is here gets a place in it.
 *
 * Refuses  unreadable: no checkpoint; other-log; signature: not by the log's key; not-behind: the log here reaches it.
 * Source   SPEC Z14.
 */
export async function continueLog(
  app: { db: Database; clock: Clock; logKey: LogKey },
  contest: CachedContest,
  { note, reason, actor }: { note: string; reason: string; actor: string },
): Promise<{ ok: true; origin: string } | { ok: false; why: ContinueRefusal }> {
  const log = await readLog(app.db, contest.contestId);
  if (!log) return { ok: false, why: 'no-log' };
  const known = readCheckpointNote(note);
  if (!known) return { ok: false, why: 'unreadable' };
  if (known.origin !== log.origin) return { ok: false, why: 'other-log' };
  const key = readVerifierKey((await readSigningKey(app.db, log)) ?? '');
  if (!key || !isSignedNote(note, key)) return { ok: false, why: 'signature' };
  const here = await readCheckpoint(app.db, log);
  if (here && here.size >= known.size) return { ok: false, why: 'not-behind' };
  const origin = originOf(contest.contestId, log.log_no + 1);
  await app.db.transaction(async (tx) => {
    await openLog(app, tx, contest, log.log_no + 1, { ...known, reason });
    await writeAudit(tx, {
      ...{ contestId: contest.contestId, atMs: app.clock.nowMs(), actor, act: 'log:continue', object: origin },
      detail: { reason, before: { origin: log.origin, size: here?.size ?? 0 }, after: { origin, lostAt: known.size } },
    });
  });
  return { ok: true, origin };
}
