import type { StageCue } from '@hoithi/shared/contract/show';
import { useEffect, useRef, useState } from 'react';

/** Sounds of the cue that is on, off until somebody presses S on the screen's own keyboard, off again by the next press. */
export function useShowSounds(cue: StageCue | null, nowMs: () => number): void {
  const [on, setOn] = useState(false);
  const audio = useRef<AudioContext | null>(null);
  const before = useRef<StageCue | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.key !== 's' && event.key !== 'S') || event.ctrlKey || event.metaKey || event.altKey || event.repeat)
        return;
      audio.current ??= new AudioContext(); // a browser gives sound only after a gesture
      void audio.current.resume();
      setOn((now) => !now);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => () => void audio.current?.close(), []);

  const play = useRef((_sound: Sound) => undefined as undefined);
  play.current = (sound) => {
    if (on && audio.current) playSound(audio.current, sound);
    return undefined;
  };
  useEffect(() => {
    if (!cue) return;
    const changed = soundOfChange(before.current, cue);
    before.current = cue;
    if (changed) play.current(changed);
  }, [cue]);

  const moments = cue ? momentsOf(cue) : [];
  const schedule = moments.map(({ sound, atMs }) => `${sound}@${atMs}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the schedule is the text of the moments
  useEffect(() => {
    const timers = moments
      .filter(({ atMs }) => atMs > nowMs())
      .map(({ sound, atMs }) => setTimeout(() => play.current(sound), atMs - nowMs()));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [schedule, nowMs]);
}

type Sound = 'drum' | 'tick' | 'bell' | 'roll' | 'strike' | 'fall' | 'fanfare';
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
  if (before.kind !== 'award' || after.kind !== 'award') return null;
  if (after.shown.length > before.shown.length) return 'strike';
  return !before.announced && after.announced && after.shown.length === before.shown.length ? 'roll' : null;
}

/** The five-tone scale upwards, as on a đàn đá, and its octave once more. Units: hertz. */
const fivePitches = [392, 440, 523, 587, 659, 784, 1046] as const;

/** Makes the few sounds out of oscillators; no file is fetched. */
function playSound(audio: AudioContext, sound: Sound): void {
  const at = audio.currentTime + 0.01;
  if (sound === 'drum') thump(audio, at, 92, 1.4, 0.9);
  else if (sound === 'tick') thump(audio, at, 420, 0.09, 0.35);
  else if (sound === 'bell')
    for (const [pitch, loud] of [
      [523, 0.4],
      [1046, 0.22],
      [1568, 0.12],
    ] as const)
      ring(audio, at, pitch, 2.2, loud);
  else if (sound === 'strike') {
    thump(audio, at, 70, 1.8, 1);
    ring(audio, at, 261, 1.6, 0.25);
  } else if (sound === 'fall')
    for (let beat = 0; beat < 9; beat++) thump(audio, at + 0.7 + beat * 0.21, 150 - beat * 9, 0.5, 0.32);
  else if (sound === 'fanfare')
    for (const [beat, pitch] of fivePitches.entries()) {
      const last = beat === fivePitches.length - 1;
      ring(audio, at + beat * 0.16, pitch, last ? 3.2 : 1.2, 0.22);
      ring(audio, at + beat * 0.16, pitch / 2, last ? 3.2 : 1.2, 0.14);
    }
  else for (let beat = 0; beat < 26; beat++) thump(audio, at + beat * 0.075, 110, 0.12, 0.12 + beat * 0.02);
}

/** A drum skin: a pitch that falls quickly under a short envelope. */
function thump(audio: AudioContext, at: number, pitch: number, seconds: number, loud: number): void {
  const skin = audio.createOscillator();
  const envelope = audio.createGain();
  skin.type = 'sine';
  skin.frequency.setValueAtTime(pitch * 1.8, at);
  skin.frequency.exponentialRampToValueAtTime(pitch, at + 0.08);
  sound(audio, skin, envelope, at, seconds, loud);
}

function ring(audio: AudioContext, at: number, pitch: number, seconds: number, loud: number): void {
  const metal = audio.createOscillator();
  metal.type = 'triangle';
  metal.frequency.setValueAtTime(pitch, at);
  sound(audio, metal, audio.createGain(), at, seconds, loud);
}

function sound(
  audio: AudioContext,
  source: OscillatorNode,
  envelope: GainNode,
  at: number,
  seconds: number,
  loud: number,
): void {
  envelope.gain.setValueAtTime(0.0001, at);
  envelope.gain.exponentialRampToValueAtTime(loud, at + 0.012);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  source.connect(envelope).connect(audio.destination);
  source.start(at);
  source.stop(at + seconds + 0.05);
}
