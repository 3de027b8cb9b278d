import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { roundInFocus } from '../contest/public-view.ts';
import { nextVersion } from '../contestant/read-contest.ts';
import { viewLeader } from './leader-view.ts';

/** Reads what the leaders of one unit may see; one view for all of them. Null: the contest has no such unit. SPEC U4, U10-U13. */
export async function readLeaderView(
  app: Pick<App, 'clock' | 'live' | 'publicFigures' | 'qualities' | 'rosters' | 'trends'>,
  contest: CachedContest,
  unitCode: string,
): Promise<LeaderView | null> {
  const own = contest.units.unitOf(unitCode);
  if (!own) return null;
  const focus = roundInFocus(contest, app.clock.nowMs());
  const begun = contest.rounds.filter((round) => focus !== null && round.ordinal <= focus.ordinal).slice(-2);
  const trends = await readEach(begun, (round) => app.trends.of(contest, round));
  const qualities = await readEach(focus ? [focus] : [], (round) => app.qualities.of(round));
  const roster = (await app.rosters.of(contest)).get(own.code);
  const nowMs = app.clock.nowMs();
  return viewLeader({
    contest,
    unitCode: own.code,
    unitCounts: (roundId) => app.live.unitCounts(roundId),
    card: app.publicFigures.participation(contest).round,
    trend: ({ roundId }) => trends.get(roundId)?.rows ?? [],
    quality: ({ roundId }) => qualities.get(roundId) ?? [],
    roster: roster ? { people: roster.people, loadedAtMs: roster.loaded_at_ms } : null,
    nowMs,
    version: nextVersion(nowMs),
  });
}

const readEach = async <T>(rounds: readonly CachedRound[], read: (round: CachedRound) => Promise<T>) =>
  new Map(await Promise.all(rounds.map(async (round) => [round.roundId, await read(round)] as const)));
