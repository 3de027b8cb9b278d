import type { DrawSource } from '../../contract/draws.ts';
import type { StageCue } from '../../contract/show.ts';
import type { DrawnName } from '../../contract/show-award.ts';
import type { LocalText } from '../../contract/text.ts';
import type { CueStep } from './decide-show.ts';

/** A drawing as a cue shows it. `drawn`: in the order of the lots, as far as somebody wins. */
export type DrawPlan = {
  of: 'round' | 'present';
  label: LocalText | null;
  list: { people: number; hash: string } | null;
  source: DrawSource | null;
  typed: boolean;
  /** null: it does not exist yet. */
  seed: string | null;
  drawn: DrawnName[];
};

/** Nothing is named yet. */
export const nothingDrawn: DrawPlan = {
  ...{ of: 'round', label: null, list: null, source: null, typed: false, seed: null, drawn: [] },
};

/** Until so many were drawn who are there: whoever is absent is skipped, and nothing is drawn again. SPEC F42, H29. */
export function takeWinners(inOrder: readonly DrawnName[], winners: number): DrawnName[] {
  const taken: DrawnName[] = [];
  let there = 0;
  for (const each of inOrder) {
    if (there === winners) break;
    taken.push(each);
    if (!each.absent) there += 1;
  }
  return taken;
}

/** The seed, then the numbers one by one; nothing before the seed exists. SPEC H28. */
export const stepsOfDraw = ({ seed, drawn }: DrawPlan): CueStep[] =>
  seed === null
    ? []
    : [{ next: 'draw-seed', reveals: true }, ...drawn.map((): CueStep => ({ next: 'draw-name', reveals: true }))];

/** What the hall sees after so many steps: no seed and no number before its press. SPEC H28. */
export function revealedDraw(
  { seed, drawn, ...known }: DrawPlan,
  step: number,
): Omit<Extract<StageCue, { kind: 'draw' }>, 'kind' | 'title'> {
  const shown = drawn.slice(0, Math.max(0, step - 1));
  return {
    ...known,
    ready: seed !== null && step === 0,
    seed: step > 0 ? seed : null,
    shown,
    remaining: drawn.length - shown.length,
  };
}
