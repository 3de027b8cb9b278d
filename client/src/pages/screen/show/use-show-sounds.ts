import type { StageCue } from '@hoithi/shared/contract/show';
import type { ScreenSound, SoundState } from '@hoithi/shared/contract/show-sound';
import { useEffect, useRef, useState } from 'react';
import { playSound } from './play-sound.ts';
import { momentsOf, type Sound, soundOfChange } from './show-sound-moments.ts';

/** What a caption says: one of the sounds, or the music beneath. */
export type Playing = { sound: Sound } | { bed: string };
const captionMs = 3_000;

/**
 * Plays what the MC has turned on; S on the screen's own keyboard turns this one screen off, and on again. A browser gives
 * sound only after a key or a press: until then the state is `blocked`, and any key lifts it. SPEC H42.
 */
export function useShowSounds(
  cue: StageCue | null,
  nowMs: () => number,
  sound: ScreenSound,
): { state: SoundState; playing: Playing | null } {
  const [muted, setMuted] = useState<boolean | null>(null);
  const [playing, setPlaying] = useState<Playing | null>(null);
  const isOn = muted === null ? sound.on : !muted;
  const { out, running } = useSpeaker(isOn, sound.volume);
  const failed = useBed(isOn && running ? sound : null);

  useOnKey((key) => {
    if (key === 's' || key === 'S') setMuted(isOn);
  });
  const play = useRef((_sound: Sound): void => undefined);
  play.current = (which) => {
    if (!isOn) return;
    setPlaying({ sound: which });
    if (out) playSound(out, which);
  };
  const bedName = isOn && running ? (sound.bed?.name ?? null) : null;
  useEffect(() => {
    if (bedName !== null) setPlaying({ bed: bedName });
  }, [bedName]);
  useEffect(() => {
    if (playing === null) return;
    const timer = setTimeout(() => setPlaying(null), captionMs);
    return () => clearTimeout(timer);
  }, [playing]);

  useSounds(cue, nowMs, play);
  const state = !isOn ? 'off' : !running ? 'blocked' : failed ? 'failed' : 'on';
  return { state, playing: isOn && sound.captions ? playing : null };
}

/** Plays what the change of the cue sounds like, and what sounds by time alone. */
function useSounds(cue: StageCue | null, nowMs: () => number, play: { current: (sound: Sound) => void }): void {
  const before = useRef<StageCue | null>(null);
  useEffect(() => {
    if (!cue) return;
    const changed = soundOfChange(before.current, cue);
    before.current = cue;
    if (changed) play.current(changed);
  }, [cue, play]);
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

/** The way out for all sounds, as loud as the MC has turned it; made when sound is first wanted. */
function useSpeaker(isOn: boolean, volume: number): { out: GainNode | null; running: boolean } {
  const [out, setOut] = useState<GainNode | null>(null);
  const [running, setRunning] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const audio = new AudioContext();
    const gain = audio.createGain();
    gain.connect(audio.destination);
    const follow = () => setRunning(audio.state === 'running');
    audio.addEventListener('statechange', follow);
    follow();
    setOut(gain);
    return () => {
      audio.removeEventListener('statechange', follow);
      setOut(null);
      setRunning(false);
      void audio.close();
    };
  }, [isOn]);
  useOnKey(() => void (out?.context as AudioContext | undefined)?.resume());
  useEffect(() => {
    if (out) out.gain.value = volume / 100;
  }, [out, volume]);
  return { out, running };
}

/** The music beneath, over and over. Answers whether the browser cannot play it. */
function useBed(sound: ScreenSound | null): boolean {
  const [failed, setFailed] = useState(false);
  const playing = useRef<HTMLAudioElement | null>(null);
  const hash = sound?.bed?.hash ?? null;
  const volume = sound?.volume ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the volume is followed below
  useEffect(() => {
    setFailed(false);
    if (hash === null) return;
    const audio = new Audio(`/api/pictures/${hash}`);
    audio.loop = true;
    audio.volume = volume / 100;
    playing.current = audio;
    audio.play().catch((fault: DOMException) => {
      if (fault.name !== 'AbortError') setFailed(true); // aborted: the next cue has begun
    });
    return () => {
      playing.current = null;
      audio.pause();
    };
  }, [hash]);
  useEffect(() => {
    if (playing.current) playing.current.volume = volume / 100;
  }, [volume]);
  return failed;
}

/** A key or a press anywhere on the screen. `key`: null for a press. */
function useOnKey(act: (key: string | null) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) latest.current(event.key);
    };
    const onPress = () => latest.current(null);
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onPress);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPress);
    };
  }, []);
}
