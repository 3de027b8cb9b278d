import { limits } from '@hoithi/shared/contract/limits';
import type { MakeLeaderLinks } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { existsOn } from '../contest/unit-tree.ts';
import { writeAudit } from '../platform/audit.ts';
import { makeLeaderLinks, revokeStaffLinks } from './staff-links-sql.ts';

/** One row of the sheet: a unit with its code and the unit above, since two units may share a name, and its link. */
export type LeaderLink = { code: string; name: string; above: string; address: string };

/** A leader's link for every unit of a level that is in force today. SPEC U4, U4a. */
export async function makeLinksOfLevel(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  by: { actor: string },
  contest: CachedContest,
  { level, revokeOthers }: MakeLeaderLinks,
  origin: string,
): Promise<Result<LeaderLink[]>> {
  const atMs = app.clock.nowMs();
  const { contestId } = contest;
  const units = [...contest.units.units.values()]
    .filter((unit) => unit.level === level && existsOn(unit, vietnamDayOf(atMs)))
    .slice(0, limits.leaderLinksMax);
  if (units.length === 0) return refuse({ code: 'not_found', what: 'level' });
  const links = await app.db.transaction(async (tx) => {
    let closed = 0;
    if (revokeOthers)
      for (const { code } of units) closed += await revokeStaffLinks(tx, contestId, 'unit-leader', code, atMs);
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'staff:invite',
      object: 'unit-leader',
      detail: { level, units: units.length, closed },
    });
    return makeLeaderLinks(
      tx,
      contestId,
      units.map(({ code }) => code),
      by.actor,
      atMs,
    );
  });
  if (revokeOthers)
    for (const { code } of units) app.bus.publish('staff:revoked', { contestId, role: 'unit-leader', unitCode: code });
  const tokens = new Map(links.map(({ unitCode, token }) => [unitCode, token]));
  return accept(
    units.map(({ code, name }) => ({
      code,
      name,
      above: contest.units.pathOf(code).join(', '),
      address: `${origin}/vao#${tokens.get(code)}`,
    })),
  );
}
