import { limits } from '@hoithi/shared/contract/limits';
import type { Floor } from '@hoithi/shared/contract/show';
import { type FloorLight, lightFloor, packBits } from '@hoithi/shared/rules/show/light-floor';
import type { Tally } from '@hoithi/shared/rules/show/tally';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun } from './cached-run.ts';
import { unitPath } from './unit-path.ts';
import { wallNameOf } from './wall-names.ts';

type Made = { seq: number; tally: Tally; players: number; floor: Floor };
const made = new WeakMap<CachedRun, Made>();

/**
 * Who is in, for the screens, while the picture of an elimination shows it; null at any other one. It changes by events
 * and by joining alone, so it is made once for each of them, however often a screen is sent its view. SPEC H22.
 */
export function viewFloor(run: CachedRun, contest: CachedContest): Floor | null {
  const { file, state, tally } = run;
  const cue = file.cues[state.cueIndex];
  if (file.rules.mode !== 'elimination') return null;
  const isAfterReveal = cue?.kind === 'question' && !cue.trial && state.current?.revealed === true && state.step > 0;
  if (!isAfterReveal && cue?.kind !== 'rescue') return null;
  const known = made.get(run);
  const players = run.players.size;
  if (known?.seq === state.seq && known.tally === tally && known.players === players) return known.floor;
  const outAt = isAfterReveal ? (state.current?.asking ?? null) : null;
  const lights = lightFloor(tally, state.removed, outAt);
  const lit = lights.map((light) => light.lit);
  const floor: Floor = {
    of: lights.length,
    in: lit.filter(Boolean).length,
    lit: packBits(lit),
    changed: packBits(lights.map((light) => light.changed)),
    names: lights.length > limits.floorNamesMax ? null : lights.map((light) => nameOf(run, light)),
    called: callOut(lights, isAfterReveal).map((light) => ({
      name: nameOf(run, light),
      unitName: unitPath(contest, light.player.unitCode),
    })),
  };
  made.set(run, { seq: state.seq, tally, players, floor });
  return floor;
}

/** After a reveal the last ones who are in; at a rescue those who came in by it. */
function callOut(lights: readonly FloorLight[], isAfterReveal: boolean): FloorLight[] {
  if (!isAfterReveal) return lights.filter((light) => light.changed).slice(0, limits.floorCalledMax);
  const left = lights.filter((light) => light.lit);
  return left.length <= limits.floorLastMax ? left : [];
}

const nameOf = (run: CachedRun, { player }: FloorLight): string => wallNameOf(run, player.playerId);
