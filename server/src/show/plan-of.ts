import type { PrizeRank } from '@hoithi/shared/contract/rules';
import type { AwardStep } from '@hoithi/shared/contract/show';
import { wordsOfPrizeRank } from '@hoithi/shared/rules/printed-rules/value-words';
import { planAward, showWinners } from '@hoithi/shared/rules/show/plan-award';
import type { App } from '../app-parts.ts';
import { readEnrolledByIds, readNameConsents } from '../people/people-sql.ts';
import { viewWinner } from '../round/results-document.ts';
import { readStanding, readWinningRows } from '../round/standings-sql.ts';
import { type CachedRun, standingOf } from './cached-run.ts';
import { unitPath } from './stage-view.ts';

const ofRounds = new WeakMap<CachedRun, Map<string, AwardStep[]>>();

/**
 * The plan of the award cue that is on: who is told, in the order of telling. Empty at any other cue, and while there is
 * nobody to name. For the server's eyes and the MC's: a view shows no more of it than has been told. SPEC H16, V4.
 */
export async function planOf(app: App, run: CachedRun): Promise<readonly AwardStep[]> {
  const cue = run.file.cues[run.state.cueIndex];
  const contest = app.contests.byId(run.row.contest_id);
  if (cue?.kind !== 'award') return [];
  if (cue.of.what === 'show') {
    const named = (playerId: string) => {
      const player = run.players.get(playerId);
      return { name: player?.name ?? '', unitName: contest ? unitPath(contest, player?.unitCode ?? null) : null };
    };
    return planAward(showWinners(run.file, cue.of.prizes, standingOf(run, 'all').places, named));
  }
  const wanted = cue.of.round;
  const settled = contest?.rounds.filter((round) => round.standingVersion !== null) ?? [];
  const round = wanted === null ? settled.at(-1) : settled.find((each) => each.ordinal === wanted);
  if (!contest || !round || round.standingVersion === null) return [];
  const key = `${round.roundId}:${round.standingVersion}`;
  const known = ofRounds.get(run)?.get(key);
  if (known) return known;

  const lines = await readWinningRows(app.db, round.roundId, round.standingVersion);
  const ids = lines.map((line) => line.contestant_id);
  const people = new Map((await readEnrolledByIds(app.db, ids)).map((person) => [person.id, person]));
  const agreedToName = await readNameConsents(app.db, ids);
  const standing = await readStanding(app.db, round.roundId, round.standingVersion);
  const winners = lines
    .filter((line) => line.prize !== null && standing !== null)
    .map((line): AwardStep => {
      const winner = viewWinner({ contest, people, agreedToName }, line);
      return {
        prize: wordsOfPrizeRank[line.prize as PrizeRank],
        rank: line.rank,
        name: winner.name,
        unitName: winner.unitName,
        points: winner.points,
        elapsedMs: winner.elapsedMs,
      };
    });
  const plan = planAward(winners);
  ofRounds.set(run, new Map([[key, plan]]));
  return plan;
}
