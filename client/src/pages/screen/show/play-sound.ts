import type { Sound } from './show-sound-moments.ts';

/** The five-tone scale upwards, as on a đàn đá, and its octave once more. Units: hertz. */
const fivePitches = [392, 440, 523, 587, 659, 784, 1046] as const;

/** Makes the few sounds out of oscillators; no file is fetched. */
export function playSound(out: GainNode, sound: Sound): void {
  const audio = out.context;
  const at = audio.currentTime + 0.01;
  if (sound === 'drum') thump(out, at, 92, 1.4, 0.9);
  else if (sound === 'tick') thump(out, at, 420, 0.09, 0.35);
  else if (sound === 'bell')
    for (const [pitch, loud] of [
      [523, 0.4],
      [1046, 0.22],
      [1568, 0.12],
    ] as const)
      ring(out, at, pitch, 2.2, loud);
  else if (sound === 'strike') {
    thump(out, at, 70, 1.8, 1);
    ring(out, at, 261, 1.6, 0.25);
  } else if (sound === 'fall')
    for (let beat = 0; beat < 9; beat++) thump(out, at + 0.7 + beat * 0.21, 150 - beat * 9, 0.5, 0.32);
  else if (sound === 'fanfare')
    for (const [beat, pitch] of fivePitches.entries()) {
      const last = beat === fivePitches.length - 1;
      ring(out, at + beat * 0.16, pitch, last ? 3.2 : 1.2, 0.22);
      ring(out, at + beat * 0.16, pitch / 2, last ? 3.2 : 1.2, 0.14);
    }
  else for (let beat = 0; beat < 26; beat++) thump(out, at + beat * 0.075, 110, 0.12, 0.12 + beat * 0.02);
}

/** A drum skin: a pitch that falls quickly under a short envelope. */
function thump(out: GainNode, at: number, pitch: number, seconds: number, loud: number): void {
  const audio = out.context;
  const skin = audio.createOscillator();
  const envelope = audio.createGain();
  skin.type = 'sine';
  skin.frequency.setValueAtTime(pitch * 1.8, at);
  skin.frequency.exponentialRampToValueAtTime(pitch, at + 0.08);
  sound(out, skin, envelope, at, seconds, loud);
}

function ring(out: GainNode, at: number, pitch: number, seconds: number, loud: number): void {
  const audio = out.context;
  const metal = audio.createOscillator();
  metal.type = 'triangle';
  metal.frequency.setValueAtTime(pitch, at);
  sound(out, metal, audio.createGain(), at, seconds, loud);
}

function sound(
  out: GainNode,
  source: OscillatorNode,
  envelope: GainNode,
  at: number,
  seconds: number,
  loud: number,
): void {
  envelope.gain.setValueAtTime(0.0001, at);
  envelope.gain.exponentialRampToValueAtTime(loud, at + 0.012);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  source.connect(envelope).connect(out);
  source.start(at);
  source.stop(at + seconds + 0.05);
}
