import type { LogKeyDesk } from '@hoithi/shared/contract/log-key';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PendingAct } from '@hoithi/shared/contract/two-people';
import { type ActForTwo, confirmFirst, confirmSecond, hashForTwo, readPendingActs } from '../accounts/two-people.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { readLog } from '../log/places-sql.ts';
import { readSigningKey } from '../log/signing-keys-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import type { Acting } from '../web/sessions.ts';

type Deps = Pick<App, 'clock' | 'db' | 'logKey'>;
type Replaced = { replaced: boolean; pending: PendingAct | null };
type Break = { origin: string; before: string; now: string };

/** Who signs the log, where this server has another key; null: it has that key, or there is no log yet. */
async function findBreak(db: Queries, { logKey }: Pick<Deps, 'logKey'>, contestId: string): Promise<Break | null> {
  const log = await readLog(db, contestId);
  const before = log && (await readSigningKey(db, log));
  const now = logKey.verifierKey;
  return log && before && before !== now ? { origin: log.origin, before, now } : null;
}

const replacing = ({ contestId }: CachedContest, { origin, before, now }: Break): ActForTwo => ({
  ...{ act: 'log:key-lost', object: `log ${origin}`, contestId, may: 'result:finalize' },
  subject: { before, now },
});

/** Whether the log waits for a key that this server has not, and who has confirmed that it is lost. SPEC Z17. */
export async function readLostKey(app: Deps, by: Acting, contest: CachedContest): Promise<Result<LogKeyDesk>> {
  const found = await findBreak(app.db, app, contest.contestId);
  if (!found) return accept({ lost: null });
  const of = replacing(contest, found);
  const hash = hashForTwo(of);
  const pending = (await readPendingActs(app.db, app, by, of)).find((each) => each.hash === hash) ?? null;
  return accept({ lost: { before: found.before, now: found.now, hash, pending } });
}

/**
 * The key that signs a log is lost: by two different people the server's key signs from here on, in a leaf without a signature
 * of the old one. A verifier names the break.
 *
 * Refuses  nothing_to_do, where the server has the key; what `confirmFirst` and `confirmSecond` refuse.
 * Source   SPEC Z17, I60, I61; trust 2.
 */
export const replaceLostKey = (
  app: Deps,
  by: Acting,
  contest: CachedContest,
  { hash, pendingId }: { hash: string; pendingId: string | null },
): Promise<Result<Replaced>> =>
  refusingTransaction(app.db, async (tx): Promise<Result<Replaced>> => {
    const { contestId } = contest;
    const found = await findBreak(tx, app, contestId);
    if (!found) return refuse({ code: 'nothing_to_do' });
    const of = replacing(contest, found);
    if (pendingId === null) {
      const first = await confirmFirst(tx, app, by, of, { hash });
      return first.ok ? accept({ replaced: false, pending: first.value }) : first;
    }
    const both = await confirmSecond(tx, app, by, of, { pendingId, hash });
    if (!both.ok) return both;
    const atMs = app.clock.nowMs();
    const { before, now, origin } = found;
    await appendLeaf(tx, contestId, { v: 1, kind: 'key', at: atMs, key: now, before, signature: null });
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'log:key-lost', object: origin },
      detail: { before: { key: before }, after: { key: now } },
    });
    return accept({ replaced: true, pending: null });
  });
