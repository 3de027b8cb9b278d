import type { AwardStep } from '@hoithi/shared/contract/show';
import { planAward, showWinners } from '@hoithi/shared/rules/show/plan-award';
import type { App } from '../app-parts.ts';
import { readEnrolledAt, readNameConsents } from '../people/people-sql.ts';
import { viewWinner } from '../round/results-document.ts';
import { readStanding, readWinningRows } from '../round/standings-sql.ts';
import type { CachedRun } from './cached-run.ts';
import { unitPath } from './stage-view.ts';

/** By run: the plan of a round's standing. */
const roundPlans = new WeakMap<CachedRun, { key: string; plan: AwardStep[] }>();

/**
 * The plan of the current award cue: who is named, in the order of naming. Empty at any other cue, and while nobody can be
 * named. Only the MC sees it whole; other views show the names that were revealed. SPEC H16, V4.
 */
export async function readAwardPlan(app: Pick<App, 'contests' | 'db'>, run: CachedRun): Promise<readonly AwardStep[]> {
  const cue = run.file.cues[run.state.cueIndex];
  const contest = app.contests.byId(run.row.contest_id);
  if (cue?.kind !== 'award') return [];
  if (cue.of.what === 'show') {
    const named = (playerId: string) => {
      const player = run.players.get(playerId);
      return { name: player?.name ?? '', unitName: contest ? unitPath(contest, player?.unitCode ?? null) : null };
    };
    return planAward(showWinners(run.file, cue.of.prizes, run.standing('all').places, named));
  }
  const wanted = cue.of.round;
  const settled = contest?.rounds.filter((round) => round.standingVersion !== null) ?? [];
  const round = wanted === null ? settled.at(-1) : settled.find((each) => each.ordinal === wanted);
  if (!contest || !round || round.standingVersion === null) return [];
  const key = `${round.roundId}:${round.standingVersion}`;
  const known = roundPlans.get(run);
  if (known?.key === key) return known.plan;

  const rows = await readWinningRows(app.db, round.roundId, round.standingVersion);
  const ids = rows.map((row) => row.contestant_id);
  const people = new Map((await readEnrolledAt(app.db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const agreedToName = await readNameConsents(app.db, ids);
  const standing = await readStanding(app.db, round.roundId, round.standingVersion);
  const rulesVersion = standing?.rules_version ?? contest.rulesVersion;
  const winners = rows.flatMap((row): AwardStep[] => {
    const winner = viewWinner({ contest, rulesVersion, people, agreedToName }, row);
    if (winner.prize === null) return [];
    const { name, unitName, points, elapsedMs } = winner;
    return [{ prize: winner.prize.label, rank: row.rank, name, unitName, points, elapsedMs }];
  });
  const plan = planAward(winners);
  roundPlans.set(run, { key, plan });
  return plan;
}
