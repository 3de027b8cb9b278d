import type { StageCue } from '@hoithi/shared/contract/show';
import { useEffect, useRef, useState } from 'react';
import { momentsOf, type Sound, soundOfChange } from './plan-sounds.ts';
import { playSound } from './play-sound.ts';

/** Sounds of the cue that is on, off until somebody presses S on the screen's own keyboard, off again by the next press. */
export function useShowSounds(cue: StageCue | null, nowMs: () => number): void {
  const [on, setOn] = useState(false);
  const audio = useRef<AudioContext | null>(null);
  const before = useRef<StageCue | null>(null);

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if ((event.key !== 's' && event.key !== 'S') || event.ctrlKey || event.metaKey || event.altKey || event.repeat)
        return;
      audio.current ??= new AudioContext(); // a browser gives sound only after a gesture
      void audio.current.resume();
      setOn((now) => !now);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
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
  const line = moments.map(({ sound, atMs }) => `${sound}@${atMs}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line stands for the moments
  useEffect(() => {
    const timers = moments
      .filter(({ atMs }) => atMs > nowMs())
      .map(({ sound, atMs }) => setTimeout(() => play.current(sound), atMs - nowMs()));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [line, nowMs]);
}
