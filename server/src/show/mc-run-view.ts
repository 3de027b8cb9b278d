import type { CueSummary, HallFigures, McCue, McRun, StageView } from '@hoithi/shared/contract/show';
import type { ShowCue } from '@hoithi/shared/contract/show-file';
import { canBack, canUndo, nextStepOf } from '@hoithi/shared/rules/show/decide-show';
import type { Standing } from './cached-run.ts';
import { lastPlayers } from './hall-figures.ts';
import { questionOf, type StageInput, unitPath, viewRows } from './stage-view.ts';

const topMax = 10;
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
    now: { ...viewMcCue(now), award: now.kind === 'award' ? [...plan] : null },
    next: next ? viewMcCue(next) : null,
    nextStep: nextStepOf(file, state, nowMs, plan.length),
    canUndo: canUndo(run.events, nowMs),
    canBack: canBack(state),
    cues: file.cues.map(summarize),
    top: state.askings.some((asking) => asking.revealed) ? viewRows(input, input.all, topMax) : [],
    players: lastPlayers(run, playersMax).map((player) => ({
      playerId: player.playerId,
      name: player.name,
      unitName: unitPath(contest, player.unitCode),
      connected: run.present.has(player.playerId),
    })),
    launchPath: input.launchPath,
  };
}

function summarize(cue: ShowCue): CueSummary {
  return {
    kind: cue.kind,
    title: 'title' in cue ? cue.title : null,
    questionText: questionOf(cue)?.text ?? null,
    seconds: 'seconds' in cue ? cue.seconds : null,
  };
}

function viewMcCue(cue: ShowCue): McCue {
  const question = questionOf(cue);
  return {
    ...summarize(cue),
    question: question && {
      text: question.text,
      options: question.options.map((option) => ({ optionId: option.id, text: option.text })),
      right: question.right,
      explanation: question.explanation,
      source: question.source,
    },
    award: null,
  };
}
