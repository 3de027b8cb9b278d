import type { StageCue } from '@hoithi/shared/contract/show';

export type Sound = 'drum' | 'tick' | 'bell' | 'roll' | 'strike';
export type SoundMoment = { sound: Sound; atMs: number };

const lastSeconds = 5;

/** What sounds by time alone: the opening, the last five seconds, the lock; a countdown and the launch. Units: epoch ms. */
export function momentsOf(cue: StageCue): SoundMoment[] {
  if (cue.kind === 'launch' && cue.launchedAtMs !== null) {
    return [
      ...ticksBefore(cue.launchedAtMs, Math.min(lastSeconds, cue.countdownSeconds)),
      { sound: 'drum', atMs: cue.launchedAtMs },
    ];
  }
  if ((cue.kind !== 'question' && cue.kind !== 'sudden-death') || !cue.opening || cue.revealed) return [];
  const { opensAtMs, locksAtMs } = cue.opening;
  const ticks = ticksBefore(locksAtMs, lastSeconds).filter((tick) => tick.atMs > opensAtMs);
  return [{ sound: 'drum', atMs: opensAtMs }, ...ticks, { sound: 'bell', atMs: locksAtMs }];
}

const ticksBefore = (endMs: number, seconds: number): SoundMoment[] =>
  Array.from({ length: seconds }, (_, at) => ({ sound: 'tick' as const, atMs: endMs - (seconds - at) * 1000 }));

/** What sounds because the stage has changed: a key revealed, a prize announced, a name told. */
export function soundOfChange(before: StageCue | null, after: StageCue): Sound | null {
  if (!before || before.kind !== after.kind) return null;
  if ('revealed' in before && 'revealed' in after) return !before.revealed && after.revealed ? 'strike' : null;
  if (before.kind !== 'award' || after.kind !== 'award') return null;
  if (after.told.length > before.told.length) return 'strike';
  return !before.announced && after.announced && after.told.length === before.told.length ? 'roll' : null;
}
