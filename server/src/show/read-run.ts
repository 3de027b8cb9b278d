import { drawNumbersShown } from '@hoithi/shared/contract/draws';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type {
  HallFigures,
  LaunchPage,
  PhoneView,
  PlayerView,
  ShowProof,
  StageView,
} from '@hoithi/shared/contract/show';
import type { ShowDraw } from '@hoithi/shared/contract/show-award';
import { isStoredPicture } from '@hoithi/shared/contract/show-file';
import { seedOfValues } from '@hoithi/shared/rules/lots';
import type { App } from '../app-parts.ts';
import { nextVersion } from '../contestant/read-contest.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { readCuePlan } from './cue-plan.ts';
import { viewFigures } from './hall-figures.ts';
import { joinIsOpen } from './join-run.ts';
import { drawOfCue, orderOf } from './lots-leaves.ts';
import { questionsOfFile } from './open-run.ts';
import { saltOf, sealingOf } from './run-secrets.ts';
import { readRun } from './shows-sql.ts';
import { pictureUrlOf, questionOf, type StageInput, viewPlayer, viewStage } from './stage-view.ts';

type Deps = Pick<App, 'clock' | 'contests' | 'db'>;

/** Reads what the views of a run need. `origin`: before the path that people type; '' for phones. `boardRows`: none for phones. */
export async function gatherStage(app: Deps, run: CachedRun, origin: string, boardRows = 0): Promise<StageInput> {
  const contest = app.contests.byId(run.row.contest_id);
  if (!contest) throw new Error('a run belongs to a contest');
  const plan = await readCuePlan(app, run);
  const nowMs = app.clock.nowMs();
  return {
    run,
    contest,
    nowMs,
    version: nextVersion(nowMs),
    joinUrl: `${origin.replace(/\/$/, '')}/thi/${run.row.code}`,
    joinOpen: joinIsOpen(run),
    plan,
    boardRows,
    shown: () => run.standing('shown'),
    players: (cueIndex) => run.countPlayers(cueIndex),
    sealing: (cueIndex, asking) => sealingOf(run.row, cueIndex, asking),
  };
}

export function figuresOf(app: Pick<App, 'clock'>, { run, contest, version }: StageInput): HallFigures {
  const counted = run.countPresence(app.clock.nowMs());
  return viewFigures({ run, contest, version }, { ...counted, playing: run.countPlayers(run.state.cueIndex) });
}

export function playerViewOf(input: StageInput, player: Player): PlayerView {
  const { run, contest, shown, nowMs } = input;
  const playing = run.mayAnswer(run.state.cueIndex, player.playerId) === true;
  return viewPlayer({ run, contest, shown, playing, version: nextVersion(nowMs) }, player);
}

/** The whole view of one phone. */
export async function readPhone(
  app: Deps & Pick<App, 'publicUrl'>,
  run: CachedRun,
  player: Player | null,
  contestant: PhoneView['contestant'],
): Promise<PhoneView> {
  const input = await gatherStage(app, run, app.publicUrl ?? '');
  const stage: StageView = viewStage(input);
  const { version, serverNowMs } = stage;
  return { version, serverNowMs, stage, player: player ? playerViewOf(input, player) : null, contestant };
}

export function readLaunch(app: Pick<App, 'contests'>, run: CachedRun): Result<LaunchPage> {
  const cue = run.file.cues[run.state.cueIndex];
  const contest = app.contests.byId(run.row.contest_id);
  if (cue?.kind !== 'launch' || !contest) return refuse({ code: 'not_found', what: 'launch' });
  const { title, button } = cue;
  return accept({ contestName: contest.rulebook.meta.name, title, button, launchedAtMs: run.state.launchedAtMs });
}

/** Salt and questions of a run that has ended. A rehearsal has no proof: its questions are still to be asked. SPEC H8, H17. */
export async function proveRun(app: Pick<App, 'db' | 'runs'>, runId: string): Promise<Result<ShowProof>> {
  const row = await readRun(app.db, { id: runId });
  const run = row && (await app.runs.byId(runId));
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  if (!run.state.ended || run.row.rehearsal) return refuse({ code: 'not_allowed' });
  return accept({
    format: 'hoithi-show-proof-1',
    runId,
    salt: saltOf(run.row),
    commitment: run.row.commitment,
    questions: questionsOfFile(run.file),
    draws: await proveDraws(run),
  });
}

/** Every naming of a drawing, in order; the last one of a cue was opened, if any was. SPEC H29. */
async function proveDraws(run: CachedRun): Promise<ShowDraw[]> {
  const draws: (ShowDraw & { cueIndex: number })[] = [];
  for (const event of run.events) {
    if (event.kind === 'lots-named') {
      const { cueIndex, ids, listHash, people } = event;
      const cue = run.file.cues[cueIndex];
      const title = cue && 'title' in cue && cue.title ? cue.title : run.file.title;
      const draw = drawOfCue(run.row.id, cueIndex);
      draws.push({ draw, title, ids, listHash, people, values: null, numbers: [], cueIndex });
    }
    const named = event.kind === 'lots-opened' ? draws.findLast((each) => each.cueIndex === event.cueIndex) : undefined;
    if (!named || event.kind !== 'lots-opened') continue;
    named.values = event.values;
    const order = await orderOf(named.draw, named, seedOfValues(event.values));
    named.numbers = order.slice(0, drawNumbersShown);
  }
  return draws.map(({ cueIndex: _cue, ...draw }) => draw);
}

/** A picture of the show by its name, which nobody knows before its cue or question: type and bytes. */
export async function findPicture(
  app: Pick<App, 'runs'>,
  runId: string,
  name: string,
): Promise<{ type: string; bytes: Buffer } | null> {
  const run = await app.runs.byId(runId);
  if (!run) return null;
  for (const cue of run.file.cues) {
    const picture = cue.kind === 'text' ? cue.picture : (questionOf(cue)?.picture ?? null);
    if (picture === null || isStoredPicture(picture) || !pictureUrlOf(run, picture)?.endsWith(`/${name}`)) continue;
    const [, type = '', data = ''] = picture.match(/^data:([^;]+);base64,(.*)$/) ?? [];
    return { type, bytes: Buffer.from(data, 'base64') };
  }
  return null;
}
