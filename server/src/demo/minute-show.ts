import { randomBytes } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { MinuteShowJoined } from '@hoithi/shared/contract/sign-in';
import { nextStepOf } from '@hoithi/shared/rules/show/decide-show';
import type { App } from '../app-parts.ts';
import { openPace } from '../platform/limits/pace.ts';
import type { CachedRun } from '../show/cached-run.ts';
import { readCuePlan } from '../show/cue-plan.ts';
import { driveRun } from '../show/drive-run.ts';
import { joinRun } from '../show/join-run.ts';
import { openRun } from '../show/open-run.ts';
import { openScreen } from '../show/screens-sql.ts';
import { readLatestShow } from '../show/shows-sql.ts';

/** The file of `server/content/shows` that is played. */
const showSlug = 'mot-phut';
/** Who drives it: no device of a person. */
const device = 'mot-phut-tu-chay';
const players = 40;
const tickMs = 250;
/** A show of which nothing has happened for so long has lost the process that drove it. */
const abandonedAfterMs = 20_000;
/** Each show leaves its rows: so many begin in an hour. */
const showsAnHour = { points: 40, forMs: 3_600_000 };
const visitorName = 'Khách xem thử';

type MinuteApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'log' | 'players' | 'runs'>;

/** How long a picture stands before the next press. Milliseconds. */
const restMs: Partial<Record<ReturnType<typeof nextStepOf>, number>> = {
  launch: 2_500,
  'open-question': 1_500,
  reveal: 0,
  announce: 1_200,
  'reveal-name': 1_500,
  'reveal-group': 2_500,
  podium: 1_000,
  honour: 1_500,
  finish: 5_000,
};
const afterLaunchMs = 6_000;
const betweenCuesMs: Partial<Record<string, number>> = { lobby: 5_000, board: 4_500, question: 5_000, award: 1_000 };

/**
 * One show of the demo contest that drives itself, with simulated players, for whoever wants to see what a show is. There is
 * one at a time: a visitor who comes while it is on joins it.
 *
 * Source   SPEC D5.
 */
export class MinuteShow {
  readonly #app: MinuteApp;
  /** The run that this process drives. */
  #driving: { runId: string; timer: NodeJS.Timeout } | null = null;

  readonly #beginning = openPace(showsAnHour, showsAnHour);

  constructor(app: MinuteApp) {
    this.#app = app;
  }

  /**
   * The show that is on, else a new one, with a player for the visitor.
   *
   * Refuses  not_found without a demo or its show; too_fast; run_open while somebody else's show is on in the demo.
   */
  async join(): Promise<Result<MinuteShowJoined>> {
    const app = this.#app;
    const contest = app.contests.listed().find((each) => each.demo);
    if (!contest) return refuse({ code: 'not_found', what: 'demo' });
    const found = await this.#findOrOpen(contest.contestId);
    if (!found.ok) return found;
    const run = found.value;
    const playerKey = randomBytes(32).toString('hex');
    const who = { personId: null, device: null };
    const visitor = { code: run.row.code, playerKey, nickname: visitorName, unitCode: null };
    const joined = await joinRun(app, run, who, visitor);
    if (!joined.ok) return joined;
    const { token } = await openScreen(app.db, contest.contestId);
    return accept({ code: run.row.code, playerKey, screenPath: `/man-hinh/${token}` });
  }

  stop(): void {
    if (this.#driving) clearInterval(this.#driving.timer);
    this.#driving = null;
  }

  async #findOrOpen(contestId: string): Promise<Result<CachedRun>> {
    const { clock, db, runs } = this.#app;
    const open = runs.ofContest(contestId);
    if (open) {
      if (open.state.driver !== device) return refuse({ code: 'run_open' });
      const quietMs = clock.nowMs() - (open.events.at(-1)?.happenedAtMs ?? 0);
      if (quietMs > abandonedAfterMs) this.#drive(open.row.id);
      return accept(open);
    }
    const showId = await readLatestShow(db, contestId, showSlug);
    if (showId === null) return refuse({ code: 'not_found', what: 'show' });
    const retryInMs = this.#beginning.take(performance.now());
    if (retryInMs !== null) return refuse({ code: 'too_fast', retryInMs });
    const by = { actor: 'demo', contestId };
    const opened = await openRun(this.#app, by, { showId, rehearsal: true, simulated: players, device });
    if (!opened.ok) return opened;
    const run = await runs.byId(opened.value.runId);
    if (!run) return refuse({ code: 'unavailable' });
    this.#drive(run.row.id);
    return accept(run);
  }

  #drive(runId: string): void {
    if (this.#driving?.runId === runId) return;
    this.stop();
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void this.pressWhenDue(runId)
        .catch((fault: unknown) => this.#app.log.warn({ err: fault }, 'the show of the demo was not driven'))
        .finally(() => {
          busy = false;
        });
    }, tickMs);
    timer.unref();
    this.#driving = { runId, timer };
  }

  /** Presses the one button once the picture has stood long enough. */
  async pressWhenDue(runId: string): Promise<void> {
    const { clock, runs } = this.#app;
    const run = await runs.byId(runId);
    if (!run || run.state.ended || run.state.driver !== device) {
      if (this.#driving?.runId === runId) this.stop();
      return;
    }
    const { steps } = await readCuePlan(this.#app, run);
    const step = nextStepOf(run.file, run.state, clock.nowMs(), steps);
    if (step === 'nothing' || step === 'lock' || clock.nowMs() < standsUntilMs(run, step)) return;
    const by = { actor: 'demo', contestId: run.row.contest_id };
    await driveRun(this.#app, by, { runId, seq: run.state.seq, device, command: { do: 'next' } });
  }
}

/** Until when the present picture stands. */
function standsUntilMs({ file, state, events }: CachedRun, step: ReturnType<typeof nextStepOf>): number {
  const since = events.at(-1)?.happenedAtMs ?? 0;
  if (step !== 'next-cue') return since + (restMs[step] ?? 0);
  if (state.launchedAtMs !== null) return state.launchedAtMs + afterLaunchMs;
  return since + (betweenCuesMs[file.cues[state.cueIndex]?.kind ?? ''] ?? 0);
}
