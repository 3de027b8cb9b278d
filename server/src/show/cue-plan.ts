import { type CuePlan, noPlan } from '@hoithi/shared/rules/show/cue-plan';
import { stepsOfAward } from '@hoithi/shared/rules/show/plan-award';
import { stepsOfDraw } from '@hoithi/shared/rules/show/plan-draw';
import type { App } from '../app-parts.ts';
import { readAwardPlan } from './award-plan.ts';
import type { CachedRun } from './cached-run.ts';
import { readDrawPlan } from './draw-plan.ts';
import { stepsOfUnfreezing, unfreezingOf } from './unfreeze.ts';

/** Reads the plan of the cue that is on. SPEC H16, H27-H29. */
export async function readCuePlan(app: Pick<App, 'contests' | 'db'>, run: CachedRun): Promise<CuePlan> {
  const cue = run.file.cues[run.state.cueIndex];
  const contest = app.contests.byId(run.row.contest_id);
  const unfreezing = unfreezingOf(run);
  if (unfreezing) return { ...noPlan, steps: stepsOfUnfreezing(unfreezing) };
  if (contest && cue?.kind === 'draw') {
    const draw = await readDrawPlan(app, contest, run, cue);
    return { ...noPlan, steps: stepsOfDraw(draw), draw };
  }
  if (!contest || cue?.kind !== 'award') return noPlan;
  const award = await readAwardPlan(app, contest, run, cue);
  return { ...noPlan, steps: stepsOfAward(award), award };
}
