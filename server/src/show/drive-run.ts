import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DriveShow } from '@hoithi/shared/contract/show';
import type { ModerateRun } from '@hoithi/shared/contract/show-names';
import { decideShow } from '@hoithi/shared/rules/show/decide-show';
import { moderateShow } from '@hoithi/shared/rules/show/moderate-show';
import { isModeration, type ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { App } from '../app-parts.ts';
import { appendShowLeaves } from '../contest/show-leaves.ts';
import { insertShowPlaces, type ShowPlace } from '../contest/show-places-sql.ts';
import { appendLeaves } from '../log/entries-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { outOfScope } from '../web/route.ts';
import type { CachedRun } from './cached-run.ts';
import { readCuePlan } from './cue-plan.ts';
import { hasLots, lotsLeaves } from './lots-leaves.ts';
import { nameFirst } from './name-first.ts';
import { isLaunchToken } from './run-secrets.ts';
import { readPlayers, releaseNames } from './show-players-sql.ts';
import { appendShowEvents } from './shows-sql.ts';

type By = { actor: string; contestId: string };
type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'runs'>;

/**
 * One command of the MC, given in the state `seq`. The first of two counts; the other is refused, since the show has moved on.
 * What a moderator did since then does not move it on.
 *
 * Refuses  stale_command, and what `decideShow` refuses.
 * Source   SPEC H2, H2a, H3.
 */
export async function driveRun(app: Deps, by: By, message: DriveShow): Promise<Result<{ seq: number }>> {
  const { runId, seq, command, device } = message;
  for (let tries = 0; tries < appendTries; tries++) {
    const found = await findRun(app, by, runId);
    if (!found.ok) return found;
    const run = found.value;
    if (command.do === 'next') await nameFirst(app, run, 'settled'); // no reveal passes over a press
    const hasMovedOn = seq > run.state.seq || run.events.some((event) => event.seq > seq && !isModeration(event));
    if (hasMovedOn) return refuse({ code: 'stale_command', seq: run.state.seq });
    const present = command.do === 'name-lots' ? await readPresent(app, run) : [];
    const { steps } = await readCuePlan(app, run);
    const decided = decideShow({
      file: run.file,
      events: run.events,
      device,
      command,
      nowMs: app.clock.nowMs(),
      steps,
      openingLeadMs: run.openingLeadMs(app.clock.nowMs()),
      present: () => present,
    });
    if (!decided.ok) return decided;
    const done = await appendEvents(app, run, run.state.seq, decided.value, by.actor);
    if (done.ok || done.refusal.code !== 'stale_command') return done; // else a moderator was quicker, or another device
  }
  return refuse({ code: 'unavailable' });
}

/** An act of whoever moderates; it is refused for nothing that the MC does meanwhile. SPEC H2a, H40. */
export async function moderateRun(app: Deps, by: By, { runId, act }: ModerateRun): Promise<Result<{ seq: number }>> {
  for (let tries = 0; tries < appendTries; tries++) {
    const found = await findRun(app, by, runId);
    if (!found.ok) return found;
    const run = found.value;
    if ('playerIds' in act && !act.playerIds.every((playerId) => run.players.has(playerId)))
      return refuse({ code: 'not_found', what: 'player' });
    if ('playerId' in act && !run.players.has(act.playerId)) return refuse({ code: 'not_found', what: 'player' });
    const decided = moderateShow(run.state, act, (sinceMs) => run.joinedSince(sinceMs));
    if (!decided.ok) return decided;
    const done = await appendEvents(app, run, run.state.seq, [decided.value], by.actor);
    if (done.ok || done.refusal.code !== 'stale_command') return done;
  }
  return refuse({ code: 'unavailable' });
}

/** Several devices act at once: each is tried again so often, in the state that the others have made. */
const appendTries = 5;

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
  for (let tries = 0; tries < appendTries; tries++) {
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
  for (let tries = 0; tries < appendTries; tries++) {
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
  const leaves = await newLots(run, afterSeq, events, atMs);
  const done = await app.db.transaction(async (tx) => {
    if (!(await appendShowEvents(tx, runId, afterSeq, events, atMs, actor))) return false;
    const contestId = run.row.contest_id;
    await appendLeaves(
      tx,
      leaves.map((leaf) => ({ contestId, leaf })),
    );
    for (const event of events) {
      if (event.kind === 'ended' && !run.row.rehearsal) {
        await insertShowPlaces(tx, runId, placesOf(run), atMs);
        const contest = app.contests.byId(run.row.contest_id);
        if (contest) await appendShowLeaves(tx, contest);
      }
      if (event.kind === 'removed') await releaseNames(tx, [event.playerId]);
      if (event.kind === 'cleared') await releaseNames(tx, event.playerIds);
      const { kind, ...detail } = withoutLists(event);
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

/** What the log says of draws by these events; of a rehearsal nothing. SPEC Z19. */
async function newLots(run: CachedRun, afterSeq: number, events: readonly ShowEvent[], happenedAtMs: number) {
  const isNews = events.some((event) => hasLots(event) || event.kind === 'ended');
  if (run.row.rehearsal || !isNews || !(run.events.some(hasLots) || events.some(hasLots))) return [];
  const numbered = events.map((event, at) => ({ ...event, seq: afterSeq + 1 + at, happenedAtMs, actor: '' }));
  const all = await lotsLeaves({ runId: run.row.id, file: run.file }, [...run.events, ...numbered]);
  return all.flatMap(({ seq, leaf }) => (seq > afterSeq ? [leaf] : []));
}

/** As the trail has it: how many, not each one. */
function withoutLists(event: ShowEvent): { kind: string } {
  if ('playerIds' in event) return Object.assign({}, event, { playerIds: event.playerIds.length });
  return event.kind === 'lots-named' ? Object.assign({}, event, { ids: event.ids.length }) : event;
}

/** Who takes part in a drawing among those present: players of the ledger in the order of joining, simulated ones in a rehearsal alone. */
async function readPresent({ db }: Pick<App, 'db'>, { row, state }: CachedRun): Promise<string[]> {
  const players = await readPlayers(db, row.id, 0);
  return players
    .filter(({ id, simulated }) => !state.removed.has(id) && (!simulated || row.rehearsal))
    .map(({ id }) => id);
}

/** Places and points of players who are contestants: where the show is a part of a round, they enter its standing. SPEC M25. */
function placesOf(run: CachedRun): ShowPlace[] {
  const { mode } = run.file.rules;
  return run.standing('all').places.flatMap(({ playerId, rank, tally }) => {
    const player = run.players.get(playerId);
    if (!player?.contestantId || player.simulated) return [];
    const points = mode === 'speed' ? tally.points : tally.rightCount;
    return [{ contestant_id: player.contestantId, place: rank, points: Math.round(points) }];
  });
}

/** One of another contest is not found either, and that is audited. SPEC I40. */
async function findRun(app: Pick<App, 'runs'>, by: By, runId: string): Promise<Result<CachedRun>> {
  const run = await app.runs.byId(runId);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  return run.row.contest_id === by.contestId ? accept(run) : outOfScope({ code: 'not_found', what: 'run' });
}
