import type { StageCue } from '@hoithi/shared/contract/show';

/** The sounds of a show; each has words in the locales for whoever does not hear it. */
export type Sound = 'drum' | 'tick' | 'bell' | 'roll' | 'strike' | 'fall' | 'fanfare';
type SoundMoment = { sound: Sound; atMs: number };

const lastSeconds = 5;
/** A roll lasts so long. */
const rollMs = 2_000;
/** After the strike of a launch: two more strokes, then the fanfare, while the units light up. */
const strokesAfterMs = [900, 1_800] as const;
const fanfareAfterMs = 2_700;

/** What sounds by time alone: the opening, the last five seconds, the lock; a countdown with its roll and the launch. Units: epoch ms. */
export function momentsOf(cue: StageCue): SoundMoment[] {
  if (cue.kind === 'launch' && cue.launchedAtMs !== null) {
    const at = cue.launchedAtMs;
    return [
      ...ticksBefore(at, Math.min(lastSeconds, cue.countdownSeconds)),
      ...(cue.countdownSeconds * 1000 >= rollMs ? [{ sound: 'roll' as const, atMs: at - rollMs }] : []),
      { sound: 'strike', atMs: at },
      ...strokesAfterMs.map((ms) => ({ sound: 'drum' as const, atMs: at + ms })),
      { sound: 'fanfare', atMs: at + fanfareAfterMs },
    ];
  }
  if ((cue.kind !== 'question' && cue.kind !== 'sudden-death') || !cue.opening || cue.revealed) return [];
  const { opensAtMs, locksAtMs } = cue.opening;
  const ticks = ticksBefore(locksAtMs, lastSeconds).filter((tick) => tick.atMs > opensAtMs);
  return [{ sound: 'drum', atMs: opensAtMs }, ...ticks, { sound: 'bell', atMs: locksAtMs }];
}

const ticksBefore = (endMs: number, seconds: number): SoundMoment[] =>
  Array.from({ length: seconds }, (_, at) => ({ sound: 'tick' as const, atMs: endMs - (seconds - at) * 1000 }));

/** What sounds because the stage has changed: a key revealed, lights that go dark, a rescue, a prize announced, a name called. */
export function soundOfChange(before: StageCue | null, after: StageCue): Sound | null {
  if (!before || before.kind !== after.kind) return null;
  if ('floor' in before && 'floor' in after) {
    if (!before.floor && after.floor) return 'fall';
    return !before.revealed && after.revealed ? 'strike' : null;
  }
  if (before.kind === 'rescue' && after.kind === 'rescue')
    return before.rescued === null && after.rescued !== null ? 'fanfare' : null;
  if (before.kind === 'board' && after.kind === 'board') {
    const [opened, next] = [before.unfreeze?.opened, after.unfreeze?.opened];
    return opened !== undefined && (next === undefined || next > opened) ? 'strike' : null;
  }
  if (before.kind === 'draw' && after.kind === 'draw') {
    if (after.shown.length > before.shown.length) return after.remaining === 0 ? 'fanfare' : 'strike';
    return before.seed === null && after.seed !== null ? 'roll' : null;
  }
  if (before.kind !== 'award' || after.kind !== 'award') return null;
  if (after.shown.length > before.shown.length) return after.remaining === 0 ? 'fanfare' : 'strike';
  if (before.picture !== 'podium' && after.picture === 'podium') return 'fanfare';
  return !before.announced && after.announced && after.shown.length === before.shown.length ? 'roll' : null;
}
