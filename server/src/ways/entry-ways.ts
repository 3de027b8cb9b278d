import { type EntryWay, entryWays, type WayCards } from '@hoithi/shared/contract/entry-ways';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { setEntryWays } from './entry-ways-sql.ts';

type WaysApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'ways'>;

/** The ways that this installation is set up for. SPEC S30. */
export const offeredWays = ({ ways }: Pick<App, 'ways'>): EntryWay[] =>
  entryWays.filter((way) => (way !== 'host' && way !== 'oidc') || ways[way] !== null);

/** The ways of a contest that this installation is set up for. */
export const openWays = (app: Pick<App, 'ways'>, contest: CachedContest): EntryWay[] =>
  offeredWays(app).filter((way) => contest.entryWays.includes(way));

export async function findContest({ contests }: Pick<App, 'contests'>, slug: string): Promise<Result<CachedContest>> {
  const contest = await contests.findBySlug(slug);
  return contest ? accept(contest) : refuse({ code: 'not_found', what: 'contest' });
}

/** What pages of a contest have to know of its ways. */
export function viewWays(app: Pick<App, 'ways'>, contest: CachedContest): WayCards {
  const open = openWays(app, contest);
  const { host, oidc } = app.ways;
  return {
    host: host && open.includes('host') ? { name: host.name, frames: [...host.frames] } : null,
    oidc: oidc && open.includes('oidc') ? { name: oidc.name } : null,
  };
}

/** Says how contestants may come in. Refuses way_closed: this installation is not set up for it. */
export async function changeEntryWays(
  app: WaysApp,
  { actor }: { actor: string },
  { contestId, slug, entryWays: before }: CachedContest,
  ways: readonly EntryWay[],
): Promise<Result<Record<string, never>>> {
  const offered = offeredWays(app);
  if (!ways.every((way) => offered.includes(way))) return refuse({ code: 'way_closed' });
  await app.db.transaction(async (tx) => {
    await setEntryWays(tx, contestId, ways);
    await writeAudit(tx, {
      ...{ contestId, atMs: app.clock.nowMs(), actor, act: 'entry-ways:change', object: slug },
      detail: { before, after: ways },
    });
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({});
}
