import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type MarkedPlayer, type RunReport, reportRowsMax } from '@hoithi/shared/contract/show-report';
import { LocalText } from '@hoithi/shared/contract/text';
import { reactionMs } from '@hoithi/shared/rules/lag-credit';
import { markAnswers, readingFloorMaxMs, type TimedAnswer } from '@hoithi/shared/rules/show/mark-answers';
import type { App } from '../../app-parts.ts';
import type { CachedContest } from '../../contest/contests.ts';
import { outOfScope } from '../../web/route.ts';
import type { CachedRun } from '../cached-run.ts';
import { readQuickAnswers } from '../show-answers-sql.ts';
import { readRunsOf } from '../shows-sql.ts';
import { unitPath } from '../unit-path.ts';
import { readRunResult } from './run-result.ts';

const runsMax = 20;

/**
 * The runs of a contest, and of one of them (null: the newest) what came of it and the players whose answers a jury should look at.
 *
 * Refuses  not_found, where the contest has no such run.
 * Source   SPEC H19, H60.
 */
export async function reportRun(
  app: Pick<App, 'db' | 'runs'>,
  contest: CachedContest,
  runId: string | null,
): Promise<Result<RunReport>> {
  const runs = (await readRunsOf(app.db, contest.contestId, runsMax)).map((row) => ({
    runId: row.id,
    code: row.code,
    title: LocalText.parse(row.title),
    openedAtMs: row.opened_at_ms,
    rehearsal: row.rehearsal,
  }));
  const wanted = runId ?? runs[0]?.runId;
  if (wanted === undefined) return accept({ runs, report: null });
  const run = await app.runs.byId(wanted);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  if (run.row.contest_id !== contest.contestId) return outOfScope({ code: 'not_found', what: 'run' });
  const whole = await readRunResult(app, contest, run);
  const result = { ...whole, board: whole.board.slice(0, reportRowsMax) };
  return accept({ runs, report: { runId: wanted, marked: await markPlayers(app, contest, run), result } });
}

async function markPlayers(app: Pick<App, 'db'>, contest: CachedContest, run: CachedRun): Promise<MarkedPlayer[]> {
  const revealed = new Map(run.state.askings.flatMap((each) => (each.revealed ? [[each.asking, each]] : [])));
  const answers = (await readQuickAnswers(app.db, run.row.id, readingFloorMaxMs, reactionMs)).flatMap(
    (row): TimedAnswer[] => {
      const asking = revealed.get(row.asking);
      if (asking === undefined) return []; // an undone asking counts nowhere
      const { player_id: playerId, given, raw_ms: rawMs, round_trip_ms: roundTripMs } = row;
      return [{ playerId, asking, given, rawMs: rawMs * run.timeFactorOf(playerId), roundTripMs }]; // as it was
    },
  );
  const standing = run.standing('all').of;
  return markAnswers(run.file.cues, answers).map((marks) => {
    const player = run.players.get(marks.playerId);
    return {
      ...marks,
      name: player?.name ?? '',
      unitName: unitPath(contest, player?.unitCode ?? null),
      rank: standing.get(marks.playerId)?.rank ?? null,
    };
  });
}
