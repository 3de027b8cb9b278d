import type { ParticipationView } from '@hoithi/shared/contract/participation';
import type { PublicResults } from '@hoithi/shared/contract/results';
import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { StageCue } from '@hoithi/shared/contract/show';
import type { EndedRun, McShow } from '@hoithi/shared/contract/show-mc';
import { mainLevel } from '@hoithi/shared/rules/units/main-level';
import type { Socket } from 'socket.io';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { nextVersion } from '../contestant/read-contest.ts';
import { viewParticipation } from '../participation/participation-view.ts';
import { reachableByPhones } from '../platform/lan-addresses.ts';
import { nameResults } from '../round/name-results.ts';
import { readPublication } from '../round/standings-sql.ts';
import type { CachedRun } from './cached-run.ts';
import { viewFloor } from './floor-view.ts';
import { listFollowing } from './follow-run.ts';
import { listShows } from './load-show.ts';
import { viewMcRun } from './mc-run-view.ts';
import { viewMcSound, viewSound } from './own-sounds.ts';
import { figuresOf, gatherStage } from './read-run.ts';
import { launchTokenOf } from './run-secrets.ts';
import type { ScreensConnected } from './screen-link.ts';
import { openScreen, type ScreenRow } from './screens-sql.ts';
import { boardRowsMax, viewBoard, viewStage } from './stage-view.ts';

/** What the views of the hall read. */
type Deps = Pick<App, 'clock' | 'contests' | 'db' | 'live' | 'publicFigures' | 'publicUrl' | 'runs'>;

/** Participation as the hall sees it. */
export function participationOf(app: Pick<App, 'clock' | 'live'>, contest: CachedContest): ParticipationView {
  const nowMs = app.clock.nowMs();
  return viewParticipation({
    contest,
    counts: app.live.counts(contest.contestId),
    unitCounts: (roundId) => app.live.unitCounts(roundId),
    nowMs,
    version: nextVersion(nowMs),
  });
}

/** One view for all screens of a contest. */
export async function screenViewOf(
  app: Deps,
  contest: CachedContest,
  row: ScreenRow,
  origin: string,
  withBoard = false,
): Promise<ScreenView> {
  const run = app.runs.ofContest(contest.contestId);
  const input = run && (await gatherStage(app, run, origin, boardRowsMax));
  const show = input && {
    stage: viewStage(input),
    figures: figuresOf(app, input),
    floor: viewFloor(input.run, contest),
    sound: viewSound(row, input.run),
    corner: row.corner,
    board: withBoard ? viewBoard(input, { title: null, of: input.run.file.rules.teams ? 'teams' : 'players' }) : null,
  };
  const cue = show?.stage.cue;
  const participation = participationOf(app, contest);
  return {
    version: participation.version,
    picture: row.picture,
    joinUrl: `${origin.replace(/\/$/, '')}/c/${contest.slug}`,
    participation,
    everyUnit: await everyUnitOf(app, contest, row, cue ?? null),
    results: await resultsOf(app, contest, cue?.kind === 'winners' ? cue.round : null),
    show,
  };
}

const showsUnits = (cue: StageCue): boolean => cue.kind === 'participation' || cue.kind === 'launch';

/** The units that a picture draws: of participation, with its figures; of a launch, by name alone. Null at any other one. */
async function everyUnitOf(
  app: Deps,
  contest: CachedContest,
  row: ScreenRow,
  cue: StageCue | null,
): Promise<ScreenView['everyUnit']> {
  if (cue === null ? row.picture !== 'participation' : !showsUnits(cue)) return null;
  const figures = app.publicFigures.participation(contest);
  const level = (cue?.kind === 'participation' ? cue.level : null) ?? mainLevel(figures.units);
  const races = cue?.kind === 'participation' && cue.forms.includes('race');
  const units = figures.units.filter((unit) => unit.level === level); // only what the picture draws
  return {
    figures: { ...figures, units },
    race: races && level !== null ? await app.publicFigures.race(contest, level) : null,
  };
}

/** The published results of a round; null: of the latest. */
async function resultsOf(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  ordinal: number | null,
): Promise<PublicResults | null> {
  const published = contest.rounds.filter((round) => round.published);
  const round = ordinal === null ? published.at(-1) : published.find((each) => each.ordinal === ordinal);
  if (!round) return null;
  const known = readResults.get(round) ?? readNamed(app.db, contest, round.roundId);
  readResults.set(round, known);
  known.catch(() => readResults.delete(round));
  return known;
}

async function readNamed(db: App['db'], contest: CachedContest, roundId: string): Promise<PublicResults | null> {
  const document = await readPublication(db, roundId);
  return document && (await nameResults(db, contest, roundId, document)).document;
}

/** A round is a new object after every change, so what was published of it is read once. */
const readResults = new WeakMap<CachedRound, Promise<PublicResults | null>>();

export async function mcViewOf(
  app: Deps,
  contest: CachedContest,
  origin: string,
  screens: ScreensConnected,
): Promise<McView> {
  const row = await openScreen(app.db, contest.contestId);
  const { everyUnit: _screensOnly, ...screen } = await screenViewOf(app, contest, row, origin);
  return {
    ...screen,
    show: await mcShowOf(app, contest, origin),
    screenPath: `/man-hinh/${row.token}`,
    screensConnected: screens.connected,
    corner: row.corner,
    sound: viewMcSound(row, app.runs.ofContest(contest.contestId), screens.silent),
  };
}

async function mcShowOf(app: Deps, contest: CachedContest, origin: string): Promise<McShow> {
  const shows = await listShows(app, contest.contestId);
  const run = app.runs.ofContest(contest.contestId);
  if (!run) return { shows, run: null, last: viewEnded(app.runs.lastEnded(contest.contestId)) };
  const input = await gatherStage(app, run, origin);
  const atLaunch = run.file.cues[run.state.cueIndex]?.kind === 'launch';
  return {
    shows,
    last: null,
    run: viewMcRun({
      ...input,
      all: run.standing('all'),
      stage: viewStage(input),
      figures: figuresOf(app, input),
      resending: run.countPresence(input.nowMs).resending,
      launchPath: atLaunch ? `/phat-dong/${launchTokenOf(run.row, run.state.cueIndex)}` : null,
    }),
  };
}

function viewEnded(run: CachedRun | null): EndedRun | null {
  const players = run === null ? 0 : listFollowing(run).length;
  return run && players > 0
    ? { runId: run.row.id, title: run.file.title, players, rehearsal: run.row.rehearsal }
    : null;
}

/** The address people type: the public one, else the one this device used, in a form that phones can open. SPEC B10. */
export function originOf(app: Pick<App, 'lanAddresses' | 'publicUrl'>, socket: Socket): string {
  const { origin, host } = socket.handshake.headers;
  return app.publicUrl ?? reachableByPhones(origin ?? `http://${host ?? 'localhost'}`, app.lanAddresses());
}
