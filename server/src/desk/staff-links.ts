import type { StaffLinkView } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { closeLink, isLinkElsewhere, readOpenLinks } from '../people/staff-links-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { renewScreenLink } from '../show/screen-link.ts';
import { hasScreen } from '../show/screens-sql.ts';
import { outOfScope } from '../web/route.ts';

/** Links for people without accounts: what is open, and closing one. SPEC I30, I31. */

/** How many screens of a contest are connected, in all processes. */
export type CountScreens = (contestId: string) => Promise<number>;
/** A contest has one link for its screens, which is renewed and never ends. */
export const screenLink = 'screen';

export async function listLinks(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  countScreens: CountScreens,
): Promise<Result<StaffLinkView[]>> {
  const links = await readOpenLinks(app.db, contest.contestId, app.clock.nowMs());
  const views = links.map(
    (link): StaffLinkView => ({
      id: link.id,
      role: link.role,
      unitName: link.unit_code === null ? null : (contest.units.unitOf(link.unit_code)?.name ?? null),
      unitCode: link.unit_code,
      madeAtMs: link.made_at_ms,
      madeBy: link.made_by_name,
      expiresAtMs: link.expires_at_ms,
      sessions: link.sessions,
    }),
  );
  if (!(await hasScreen(app.db, contest.contestId))) return accept(views);
  const screen = { id: screenLink, role: 'screen', unitName: null, unitCode: null } as const;
  const sessions = await countScreens(contest.contestId);
  return accept([...views, { ...screen, madeAtMs: null, madeBy: null, expiresAtMs: null, sessions }]);
}

/** Closes one link with what it opened, and nothing else. */
export function closeOneLink(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  by: { actor: string },
  contestId: string,
  id: string,
): Promise<Result<{ sessions: number }>> {
  return id === screenLink ? closeScreenLink(app, by, contestId) : closeStaffLink(app, by, contestId, id);
}

/** The MC's page has the link that takes its place. */
async function closeScreenLink(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  by: { actor: string },
  contestId: string,
): Promise<Result<{ sessions: number }>> {
  if (!(await hasScreen(app.db, contestId))) return refuse({ code: 'not_found', what: 'link' });
  await renewScreenLink(app, by, contestId);
  return accept({ sessions: 0 });
}

async function closeStaffLink(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  by: { actor: string },
  contestId: string,
  id: string,
): Promise<Result<{ sessions: number }>> {
  const closed = await app.db.transaction(async (tx) => {
    const atMs = app.clock.nowMs();
    const link = await closeLink(tx, contestId, id, atMs);
    if (link) {
      const { unit_code: unit, sessions } = link;
      const detail = { link: id, ...(unit === null ? {} : { unit }), sessions };
      await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'staff:close-link', object: link.role, detail });
    }
    return link;
  });
  if (!closed) {
    const absent = { code: 'not_found', what: 'link' } as const;
    return (await isLinkElsewhere(app.db, contestId, id)) ? outOfScope(absent) : refuse(absent);
  }
  app.bus.publish('link:closed', { linkHash: closed.token_hash });
  return accept({ sessions: closed.sessions });
}
