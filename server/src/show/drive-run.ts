import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DriveShow } from '@hoithi/shared/contract/show';
import { decideShow } from '@hoithi/shared/rules/show/decide-show';
import type { ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { outOfScope } from '../web/route.ts';
import { readAwardPlan } from './award-plan.ts';
import type { CachedRun } from './cached-run.ts';
import { isLaunchToken } from './run-secrets.ts';
import { releaseNames } from './show-players-sql.ts';
import { appendShowEvents } from './shows-sql.ts';

type By = { actor: string; contestId: string };
type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'runs'>;

/**
 * One command of the MC, given in the state `seq`. The first of two counts; the other is refused, since the show has moved on.
 *
 * Refuses  stale_command, and what `decideShow` refuses.
 * Source   SPEC H2, H3.
 */
export async function driveRun(app: Deps, by: By, message: DriveShow): Promise<Result<{ seq: number }>> {
  const found = await findRun(app, by, message.runId);
  if (!found.ok) return found;
  const run = found.value;
  if (message.seq !== run.state.seq) return refuse({ code: 'stale_command', seq: run.state.seq });
  const { command, device } = message;
  const plan = await readAwardPlan(app, run);
  const decided = decideShow({
    file: run.file,
    events: run.events,
    device,
    command,
    nowMs: app.clock.nowMs(),
    winners: plan.length,
    openingLeadMs: run.openingLeadMs(app.clock.nowMs()),
    joinedSince: (sinceMs) => run.joinedSince(sinceMs),
  });
  if (!decided.ok) return decided;
  return appendEvents(app, run, message.seq, decided.value, by.actor);
}

/** How many players a clearing would remove now. SPEC H18b. */
export async function countJoined(
  app: Pick<App, 'runs'>,
  by: By,
  { runId, sinceMs }: { runId: string; sinceMs: number },
): Promise<Result<{ persons: number }>> {
  const found = await findRun(app, by, runId);
  if (!found.ok) return found;
  const run = found.value;
  return accept({ persons: run.joinedSince(sinceMs).length });
}

/** Takes over the right to drive, whatever the state is. SPEC H3. */
export async function takeRun(
  app: Deps,
  by: By,
  message: { runId: string; device: string },
): Promise<Result<{ seq: number }>> {
  for (let tries = 0; tries < 5; tries++) {
    const found = await findRun(app, by, message.runId);
    if (!found.ok) return found;
    const run = found.value;
    if (run.state.ended) return refuse({ code: 'run_ended' });
    if (run.state.driver === message.device) return accept({ seq: run.state.seq });
    const taken = await appendEvents(app, run, run.state.seq, [{ kind: 'taken', device: message.device }], by.actor);
    if (taken.ok || taken.refusal.code !== 'stale_command') return taken;
  }
  return refuse({ code: 'unavailable' });
}

/** The leader's phone on stage presses the button of the current launch cue. Pressing again gets the same answer. */
export async function pressLaunch(app: Deps, token: string): Promise<Result<{ launchedAtMs: number }>> {
  for (let tries = 0; tries < 5; tries++) {
    const run = await findByLaunchToken(app, token);
    const cue = run?.file.cues[run.state.cueIndex];
    if (!run || cue?.kind !== 'launch') return refuse({ code: 'not_found', what: 'launch' });
    if (run.state.launchedAtMs !== null) return accept({ launchedAtMs: run.state.launchedAtMs });
    if (run.state.paused) return refuse({ code: 'nothing_to_do' });
    const launchedAtMs = app.clock.nowMs() + cue.countdownSeconds * 1000;
    const event = { kind: 'launched', cueIndex: run.state.cueIndex, launchedAtMs } as const;
    const done = await appendEvents(app, run, run.state.seq, [event], 'launch-phone');
    if (done.ok) return accept({ launchedAtMs });
    if (done.refusal.code !== 'stale_command') return done;
  }
  return refuse({ code: 'unavailable' });
}

/** The run whose current launch cue has this link. */
export async function findByLaunchToken(app: Pick<App, 'runs'>, token: string): Promise<CachedRun | null> {
  const [runId = ''] = token.split('.', 1);
  if (!/^[0-9a-f-]{36}$/.test(runId)) return null;
  const run = await app.runs.byId(runId);
  return run && !run.state.ended && isLaunchToken(run.row, run.state.cueIndex, token) ? run : null;
}

async function appendEvents(
  app: Deps,
  run: CachedRun,
  afterSeq: number,
  events: readonly ShowEvent[],
  actor: string,
): Promise<Result<{ seq: number }>> {
  const atMs = app.clock.nowMs();
  const runId = run.row.id;
  const done = await app.db.transaction(async (tx) => {
    if (!(await appendShowEvents(tx, runId, afterSeq, events, atMs, actor))) return false;
    for (const event of events) {
      if (event.kind === 'removed') await releaseNames(tx, [event.playerId]);
      if (event.kind === 'cleared') await releaseNames(tx, event.playerIds);
      const { kind, ...detail } = event.kind === 'cleared' ? { ...event, playerIds: event.playerIds.length } : event;
      const contestId = run.row.contest_id;
      await writeAudit(tx, {
        contestId,
        atMs,
        actor,
        act: `show:${kind}`,
        object: `run ${run.row.code}`,
        detail: { runId, ...detail },
      });
    }
    return true;
  });
  await app.runs.refresh(runId, { publish: done });
  return done ? accept({ seq: run.state.seq }) : refuse({ code: 'stale_command', seq: run.state.seq });
}

/** One of another contest is not found either, and that is audited. SPEC I40. */
async function findRun(app: Pick<App, 'runs'>, by: By, runId: string): Promise<Result<CachedRun>> {
  const run = await app.runs.byId(runId);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  return run.row.contest_id === by.contestId ? accept(run) : outOfScope({ code: 'not_found', what: 'run' });
}
