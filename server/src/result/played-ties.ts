import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DeskTie } from '@hoithi/shared/contract/result-desk';
import type { Decision } from '@hoithi/shared/rulebook/judge/decide';
import type { RunTie } from '@hoithi/shared/rules/show/show-event';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readPlacesOfRun, readTieRuns } from '../contest/show-places-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { listIdOf } from '../round/label-lists.ts';

/** Runs that equals were put in order by. */
export type TieRun = { runId: string; code: string; endedAtMs: number; tie: RunTie };

export async function readPlayedTies(db: Queries, contestId: string, roundId: string): Promise<TieRun[]> {
  const runs = (await readTieRuns(db, contestId)).map((run) => ({
    ...{ runId: run.id, code: run.code, endedAtMs: run.ended_at_ms },
    tie: run.tie as RunTie, // written by `openRun` alone
  }));
  return runs.filter(({ tie }) => tie.roundId === roundId);
}

/** Those of exactly these people. */
export const playedBy = (runs: readonly TieRun[], standingId: string, ids: readonly string[]): DeskTie['played'] =>
  runs
    .filter(({ tie }) => tie.standingId === standingId && tie.ids.toSorted().join() === ids.toSorted().join())
    .map(({ runId, code, endedAtMs }) => ({ runId, code, endedAtMs }));

/**
 * The order that a run of equals came to: by place; who alone was absent comes last.
 *
 * Refuses  not_found (run); show_undecided: some share a place still, or more than one was absent.
 * Source   SPEC H30.
 */
export async function decisionOfRun(
  db: Queries,
  { contest, round }: { contest: CachedContest; round: CachedRound },
  runId: string,
): Promise<Result<Extract<Decision, { kind: 'order' }>>> {
  const run = (await readPlayedTies(db, contest.contestId, round.roundId)).find((each) => each.runId === runId);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  const places = (await readPlacesOfRun(db, runId)).filter(({ contestant_id }) => run.tie.ids.includes(contestant_id));
  const absent = run.tie.ids.filter((id) => !places.some(({ contestant_id }) => contestant_id === id));
  const equal = places.filter(({ place }) => places.filter((other) => other.place === place).length > 1).length;
  const open = equal + (absent.length > 1 ? absent.length : 0);
  if (open > 0) return refuse({ code: 'show_undecided', persons: open });
  const ids = [...places.map(({ contestant_id }) => contestant_id), ...absent];
  return accept({ kind: 'order', list: listIdOf(contest, run.tie.standingId), ids, show: runId });
}
