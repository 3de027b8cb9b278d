import type { BoardRow, StageCue } from '@hoithi/shared/contract/show';
import type { CueStep } from '@hoithi/shared/rules/show/decide-show';
import { mixTallies, planUnfreeze, type UnfreezePlan } from '@hoithi/shared/rules/show/plan-unfreeze';
import { rankShow, type ShowPlace } from '@hoithi/shared/rules/show/rank-show';
import type { CachedRun, Standing } from './cached-run.ts';

/** A frozen board on its way to be open: the plan, and the places after so many steps. */
export type Unfreezing = { plan: UnfreezePlan; placesAt(step: number): readonly ShowPlace[] };

/** Made once for the two standings of a frozen board. */
const known = new WeakMap<Standing, { rows: number; unfreezing: Unfreezing }>();

/** How the board of the current cue is opened row by row; null: it is not frozen, or not a board that is. SPEC H27. */
export function unfreezingOf(run: CachedRun): Unfreezing | null {
  const { file, state } = run;
  const cue = file.cues[state.cueIndex];
  if (cue?.kind !== 'board' || cue.unfreeze === null || cue.of !== 'players' || state.frozenSinceMs === null)
    return null;
  const standing = run.standing('all');
  const found = known.get(standing);
  if (found?.rows === cue.unfreeze) return found.unfreezing;
  const tallies = { shown: run.publicTally, all: run.tally };
  const plan = planUnfreeze(file, state, tallies, cue.unfreeze);
  const places = new Map<number, readonly ShowPlace[]>();
  const unfreezing = {
    plan,
    placesAt: (step: number) => {
      const open = openAt(plan, step);
      const made =
        places.get(step) ??
        rankShow(
          file,
          mixTallies(tallies, (id) => open.has(id)),
          state.removed,
        );
      places.set(step, made);
      return made;
    },
  };
  known.set(standing, { rows: cue.unfreeze, unfreezing });
  return unfreezing;
}

/** Whose rows are open after so many steps. */
export const openAt = ({ opened, steps }: UnfreezePlan, step: number): ReadonlySet<string> =>
  new Set([...opened, ...steps.slice(0, step).flatMap(({ opens, also }) => [opens, ...also])]);

/**
 * The rows as the public knows them by now; the one that is opened next stands last where it is not among them. `rowsOf`: none
 * for phones.
 *
 * Source   SPEC H27.
 */
export function viewUnfreezing(
  { plan, placesAt }: Unfreezing,
  step: number,
  rows: number,
  rowsOf: (places: readonly ShowPlace[]) => BoardRow[],
): Pick<Extract<StageCue, { kind: 'board' }>, 'rows' | 'total' | 'unfreeze'> {
  const places = placesAt(step);
  const next = plan.steps[step]?.opens ?? null;
  const shown = places.slice(0, rows);
  const last = places.find(({ playerId }) => playerId === next);
  if (last && !shown.includes(last)) shown.push(last);
  const open = openAt(plan, step);
  const before = new Map(step === 0 ? [] : placesAt(step - 1).map(({ playerId, rank }) => [playerId, rank]));
  const made = rowsOf(shown);
  return {
    rows: made.map((row) => ({
      ...row,
      open: open.has(row.playerId ?? ''),
      wasRank: before.get(row.playerId ?? '') ?? row.rank,
    })),
    total: places.length,
    unfreeze: { playerId: made.length === 0 ? null : next, opened: step, left: plan.steps.length - step },
  };
}

export const stepsOfUnfreezing = ({ plan }: Unfreezing): CueStep[] =>
  plan.steps.map(() => ({ next: 'open-row', reveals: true }));
