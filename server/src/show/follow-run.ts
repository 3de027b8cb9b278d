import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { OpenRun } from '@hoithi/shared/contract/show';
import type { ShowFile } from '@hoithi/shared/contract/show-file';
import type { ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import { outOfScope } from '../web/route.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { driveRun } from './drive-run.ts';
import { findRoundOf } from './join-run.ts';
import { carryPlayers } from './show-players-sql.ts';
import { appendShowEvents, type RunRow } from './shows-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'runs'>;

/** Who goes over into the run that follows: players who were not removed, simulated ones left out. */
export const listFollowing = ({ players, state }: CachedRun): Player[] =>
  [...players.values()].filter(({ playerId, simulated }) => !simulated && !state.removed.has(playerId));

/**
 * The run that is followed, ended where it has not ended yet.
 *
 * Refuses  not_found; nothing_to_do where another run follows it already, or one of both is a rehearsal; what ending is refused for.
 * Source   SPEC H50.
 */
export async function endBefore(
  app: Deps,
  by: { actor: string; contestId: string },
  { after, device, rehearsal }: Pick<OpenRun, 'after' | 'device' | 'rehearsal'>,
): Promise<Result<CachedRun | null>> {
  if (after === undefined) return accept(null);
  const run = await app.runs.byId(after);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  if (run.row.contest_id !== by.contestId) return outOfScope({ code: 'not_found', what: 'run' });
  if (run.state.next !== null || run.row.rehearsal !== rehearsal) return refuse({ code: 'nothing_to_do' });
  if (run.state.ended) return accept(run);
  const ended = await driveRun(app, by, { runId: after, seq: run.state.seq, device, command: { do: 'end' } });
  return ended.ok ? accept(run) : ended;
}

/** Whom the run that follows lets in without a form: all, the signed-in ones, or nobody where it admits by rules of its own. */
export async function chooseFollowing(
  app: Pick<App, 'contests' | 'db'>,
  before: CachedRun,
  to: { file: ShowFile; row: RunRow },
): Promise<Player[]> {
  const contest = app.contests.byId(to.row.contest_id);
  const isClosed = !contest || to.file.rules.tie !== null || (await findRoundOf(app, contest, to.row)) !== null;
  if (isClosed) return [];
  const { join } = to.file.rules;
  return listFollowing(before).filter(({ contestantId }) => join === 'anyone' || contestantId !== null);
}

/** In the transaction that opens the run: its players, what was decided about them, and in the ended run where the hall goes on. */
export async function saveFollowing(
  tx: Queries,
  before: CachedRun,
  to: RunRow,
  following: readonly Player[],
  actor: string,
): Promise<void> {
  const atMs = to.opened_at_ms;
  const from = { runId: before.row.id, playerIds: following.map(({ playerId }) => playerId) };
  const carried = await carryPlayers(tx, from, { runId: to.id, atMs });
  const wasOf = new Map(carried.map(({ id, token_hash }) => [id, before.playerByToken.get(token_hash) ?? '']));
  const approved = [...wasOf].flatMap(([id, was]) => (before.state.approved.has(was) ? [id] : []));
  const timed = [...wasOf].flatMap(([playerId, was]): ShowEvent[] => {
    const factor = before.state.timeFactors.get(was);
    return factor === undefined ? [] : [{ kind: 'timed', playerId, factor }];
  });
  const events: ShowEvent[] = approved.length > 0 ? [{ kind: 'approved', playerIds: approved }, ...timed] : timed;
  await appendShowEvents(tx, to.id, 1, events, atMs, actor);
  const followed: ShowEvent = { kind: 'followed', runId: to.id, code: to.code };
  if (!(await appendShowEvents(tx, before.row.id, before.state.seq, [followed], atMs, actor)))
    throw new Error('a run that has ended gets no other event than this one');
}
