import type { HallFigures, StageView } from '@hoithi/shared/contract/show';
import type { ShowCue } from '@hoithi/shared/contract/show-file';
import type { CueSummary, McCue, McRun } from '@hoithi/shared/contract/show-mc';
import { approvedAtOnceMax, type McNames } from '@hoithi/shared/contract/show-names';
import { canBack, canUndo, isRulable, nextStepOf } from '@hoithi/shared/rules/show/decide-show';
import { countedAskings, isAsked, keyOf } from '@hoithi/shared/rules/show/fold-show';
import { readShowClock } from '@hoithi/shared/rules/show/show-clock';
import { itemOf, judgeShow } from '@hoithi/shared/rules/show/show-item';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun, Standing } from './cached-run.ts';
import { listFollowing } from './follow-run.ts';
import { lastPlayers } from './hall-figures.ts';
import { openedOf, questionOf, type StageInput, tellKey, viewRows } from './stage-view.ts';
import { unfreezingOf } from './unfreeze.ts';
import { unitPath } from './unit-path.ts';
import { isNamed, namingOf, signOf } from './wall-names.ts';

const topMax = 10;
const fastestMax = 3;
const playersMax = 100;

/** What the MC sees: the stage, what comes next, the key, the true board. SPEC H3. */
export function viewMcRun(
  input: StageInput & {
    all: Standing;
    stage: StageView;
    figures: HallFigures;
    resending: number;
    launchPath: string | null;
  },
): McRun {
  const { run, contest, nowMs, plan, stage, figures } = input;
  const { state, file, row } = run;
  const { current } = state;
  const ownNameOf = (playerId: string) => run.players.get(playerId)?.name ?? '';
  const now = file.cues[state.cueIndex] as ShowCue;
  const next = file.cues[state.cueIndex + 1];
  return {
    runId: row.id,
    showId: row.show_id,
    seq: state.seq,
    driver: state.driver,
    stage,
    figures,
    resending: input.resending,
    now: { ...viewMcCue(run, now), award: plan.award?.calls ?? null },
    next: next ? viewMcCue(run, next) : null,
    nextStep: nextStepOf(file, state, nowMs, plan.steps),
    canUndo: canUndo(run.events, nowMs, plan.steps),
    canBack: canBack(state),
    cues: file.cues.map(summarize),
    clock: readShowClock(
      file.cues.map((cue) => cue.minutes ?? null),
      run.events,
      state.cueIndex,
    ),
    given: current === null ? null : viewGiven(input),
    top: countedAskings(state, file.cues).some((asking) => asking.revealed)
      ? viewRows(input, input.all, topMax, ownNameOf)
      : [],
    players: lastPlayers(run, playersMax).map((player) => ({
      playerId: player.playerId,
      name: player.name,
      unitName: unitPath(contest, player.unitCode),
      connected: run.present.has(player.playerId),
      timeFactor: run.timeFactorOf(player.playerId),
    })),
    names: viewNames(run, contest),
    launchPath: input.launchPath,
    tied: state.tie?.ids.length ?? null,
    following: listFollowing(run).length,
    unfreezes: nameUnfrozen(run),
    rulable: current !== null && isRulable(file, state, current.asking) ? current.asking : null,
  };
}

function nameUnfrozen(run: CachedRun): string | null {
  const next = unfreezingOf(run)?.plan.steps[run.state.step]?.opens;
  return next === undefined ? null : (run.players.get(next)?.name ?? null);
}

/** How the hall answers: the options while they are chosen, the first right answers once they are known. SPEC H41. */
function viewGiven({ run, contest, nowMs }: StageInput): McRun['given'] {
  const { current, removed } = run.state;
  const cue = run.file.cues[current?.cueIndex ?? -1];
  const counts = run.countChosenEverywhere(run.countedOptions(), nowMs);
  const key = current?.revealed && isAsked(cue) ? keyOf(cue, current) : null;
  if (!key) return { counts, fastest: [] };
  const answers = [...run.answers.byPlayer].flatMap(([playerId, rows]) => {
    const row = removed.has(playerId) ? undefined : rows.at(-1);
    return row ? [row] : [];
  });
  const isRight = judgeShow(
    key,
    answers.map(({ given }) => given),
  );
  const right = answers.filter(({ given }) => isRight(given)).sort((a, b) => a.elapsed_ms - b.elapsed_ms);
  const fastest = right.slice(0, fastestMax).map(({ player_id, elapsed_ms }) => {
    const player = run.players.get(player_id);
    return { name: player?.name ?? '', unitName: unitPath(contest, player?.unitCode ?? null), elapsedMs: elapsed_ms };
  });
  return { counts, fastest };
}

function summarize(cue: ShowCue): CueSummary {
  return {
    kind: cue.kind,
    title: 'title' in cue ? cue.title : null,
    questionText: questionOf(cue)?.text ?? null,
    seconds: 'seconds' in cue ? cue.seconds : null,
    minutes: cue.minutes ?? null,
  };
}

function viewMcCue(run: CachedRun, cue: ShowCue): McCue {
  const question = questionOf(cue);
  return {
    ...summarize(cue),
    notes: cue.notes ?? '',
    question: question && {
      ...openedOf(run, question),
      ...tellKey(itemOf(question)),
      explanation: question.explanation,
      source: question.source,
    },
    award: null,
  };
}

/** The nicknames that wait, in the order of joining. None are listed while they need no approval. */
function viewNames(run: CachedRun, contest: CachedContest): McNames {
  const naming = namingOf(run);
  const waiting = naming.approval
    ? [...run.players.values()].filter((player) => !isNamed(run, player) && !run.state.removed.has(player.playerId))
    : [];
  const next = waiting.slice(0, approvedAtOnceMax).map((player) => ({
    playerId: player.playerId,
    name: player.name,
    unitName: unitPath(contest, player.unitCode),
    sign: signOf(player),
  }));
  return { naming, waiting: waiting.length, next };
}
