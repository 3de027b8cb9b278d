import type { BuzzerStage, BuzzName } from '@hoithi/shared/contract/show-buzzer';
import { listBuzzedOut } from '@hoithi/shared/rules/show/buzzer';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun } from './cached-run.ts';
import { unitPath } from './unit-path.ts';
import { signOf, wallNameOf } from './wall-names.ts';

/** Nearer than this the measured way of a press may have decided, and the hall reads both. Milliseconds. */
const closeMs = 100;

/** Who was first; whoever was removed since stands there by a sign. SPEC H51, H51a, H18a. */
export function viewBuzzer(run: CachedRun, contest: CachedContest, points: number): BuzzerStage {
  const { state } = run;
  const buzz = state.current?.buzz ?? null;
  const [first, second] = buzz?.presses ?? [];
  const nameOf = (playerId: string): BuzzName => {
    if (state.removed.has(playerId)) return { playerId, name: signOf({ playerId }), unitName: null };
    const unitCode = run.players.get(playerId)?.unitCode ?? null;
    return { playerId, name: wallNameOf(run, playerId), unitName: unitPath(contest, unitCode) };
  };
  const behindMs = first && second ? second.elapsedMs - first.elapsedMs : closeMs;
  return {
    points,
    first: first && buzz ? { ...nameOf(first.playerId), elapsedMs: first.elapsedMs, right: buzz.right } : null,
    close: second && behindMs < closeMs ? { ...nameOf(second.playerId), behindMs } : null,
    out: listBuzzedOut(state, state.cueIndex).length,
  };
}
