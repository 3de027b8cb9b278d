import type { MergeUnits } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest, readUnits } from '../contest/contests-sql.ts';
import { appendUnitMerge, foldUnitMerges, readUnitMerges } from '../contest/unit-merges-sql.ts';
import { UnitTree } from '../contest/unit-tree.ts';
import { writeAudit } from '../platform/audit.ts';

/**
 * Merges two entries that mean one unit: whoever chose the first counts for the second from now on, in every round that is
 * not published yet, and units below the first are below the second. `into` null undoes it. Nothing is rewritten.
 *
 * Refuses  not_found, not_allowed (all rounds settled, or one is below the other), nothing_to_do.
 * Source   SPEC U8.
 */
export async function mergeUnits(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: By,
  { contestId, code, into, reason }: z.infer<typeof MergeUnits>,
): Promise<Result<Record<string, never>>> {
  const contest = app.contests.byId(contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  if (contest.rounds.every((round) => round.settled)) return refuse({ code: 'not_allowed' });
  const done = await app.db.transaction(async (tx): Promise<Result<Record<string, never>>> => {
    await lockContest(tx, contestId);
    const rows = await readUnitMerges(tx, contestId);
    const merges = foldUnitMerges(rows);
    const judged = judgeMerge(new UnitTree(await readUnits(tx, contestId), merges), merges, code, into);
    if (!judged.ok) return judged;
    const atMs = app.clock.nowMs();
    const seq = (rows.at(-1)?.seq ?? 0) + 1;
    await appendUnitMerge(tx, {
      contest_id: contestId,
      seq,
      code,
      into_code: into,
      at_ms: atMs,
      actor: by.actor,
      reason,
    });
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: into === null ? 'units:unmerge' : 'units:merge',
      object: code,
      detail: {
        ...(into === null ? { reason } : { into, reason }),
        before: { into: merges.get(code) ?? null },
        after: { into },
      },
    });
    return accept({});
  });
  if (!done.ok) return done;
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return done;
}

function judgeMerge(
  tree: CachedContest['units'],
  merges: ReadonlyMap<string, string>,
  code: string,
  into: string | null,
): Result<true> {
  if (into === null) return merges.has(code) ? accept(true) : refuse({ code: 'nothing_to_do' });
  const from = tree.units.get(code);
  const target = tree.units.get(into);
  if (!from || !target) return refuse({ code: 'not_found', what: 'unit' });
  if (from === target) return refuse({ code: 'nothing_to_do' });
  const areNested = tree.ancestorsOf(code).includes(into) || tree.ancestorsOf(into).includes(code);
  if (areNested || isHeading(from.level) !== isHeading(target.level)) return refuse({ code: 'not_allowed' });
  return accept(true);
}
