import type { CueStep } from './decide-show.ts';
import type { AwardPlan } from './plan-award.ts';
import type { DrawPlan } from './plan-draw.ts';

/** What the presses of a cue do and show, fixed before the first one; most cues have none. The MC alone sees it whole. SPEC H16, H27-H29. */
export type CuePlan = { steps: readonly CueStep[]; award: AwardPlan | null; draw: DrawPlan | null };

export const noPlan: CuePlan = { steps: [], award: null, draw: null };
