import type { Sound } from './plan-sounds.ts';

/** Makes the house's few sounds out of oscillators and noise; no file is fetched. */
export function playSound(audio: AudioContext, sound: Sound): void {
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
  } else for (let beat = 0; beat < 26; beat++) thump(audio, at + beat * 0.075, 110, 0.12, 0.12 + beat * 0.02);
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
