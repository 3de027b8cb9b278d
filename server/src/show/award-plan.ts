import type { PrizeRank } from '@hoithi/shared/contract/rules';
import type { AwardStep } from '@hoithi/shared/contract/show';
import type { LocalText } from '@hoithi/shared/contract/text';
import { wordsOfPrizeRank } from '@hoithi/shared/rules/printed-rules/value-words';
import { planAward, showWinners } from '@hoithi/shared/rules/show/plan-award';
import type { App } from '../app-parts.ts';
import { readEnrolledAt, readNameConsents } from '../people/people-sql.ts';
import { viewWinner } from '../round/results-document.ts';
import { readStanding, readWinningRows } from '../round/standings-sql.ts';
import type { CachedRun } from './cached-run.ts';
import { unitPath } from './stage-view.ts';

/** A prize as it stands alone, on a screen or a list: with a capital. */
const asTitle = ({ vi, en }: LocalText): LocalText => ({
  vi: vi.charAt(0).toUpperCase() + vi.slice(1),
  en: en.charAt(0).toUpperCase() + en.slice(1),
});

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
  const winners = rows
    .filter((row) => row.prize !== null && standing !== null)
    .map((row): AwardStep => {
      const winner = viewWinner({ contest, people, agreedToName }, row);
      return {
        prize: asTitle(wordsOfPrizeRank[row.prize as PrizeRank]),
        rank: row.rank,
        name: winner.name,
        unitName: winner.unitName,
        points: winner.points,
        elapsedMs: winner.elapsedMs,
      };
    });
  const plan = planAward(winners);
  roundPlans.set(run, { key, plan });
  return plan;
}
