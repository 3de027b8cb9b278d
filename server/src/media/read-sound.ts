import { limits } from '@hoithi/shared/contract/limits';
import type { SoundType } from '@hoithi/shared/contract/media';
import type { SoundFault } from '@hoithi/shared/contract/refusal';
import { readM4a } from './read-m4a.ts';
import { readMp3 } from './read-mp3.ts';
import { readWav } from './read-wav.ts';
import type { SoundRead, SoundReader } from './sound-reader.ts';

const readers: Readonly<Record<SoundType, SoundReader>> = {
  'audio/mpeg': readMp3,
  'audio/mp4': readM4a,
  'audio/wav': readWav,
};

/** How devices call the three. */
const names: Readonly<Record<SoundType, RegExp>> = {
  'audio/mpeg': /^audio\/(?:mpeg|mp3|x-mp3|x-mpeg|mpeg3)$/,
  'audio/mp4': /^(?:audio\/(?:mp4|m4a|x-m4a|aac|mp4a-latm)|video\/mp4)$/,
  'audio/wav': /^audio\/(?:wav|x-wav|wave|vnd\.wave)$/,
};

/**
 * Recognises a sound by its bytes and takes out of it what sounds: frames of MP3, AAC in MP4, PCM in WAV, which every browser
 * plays. `said`: what the sender's device calls it; empty where it does not know.
 *
 * Refuses  not-a-sound, unplayable, another-type, too-large, too-long, too-short, broken.
 * Source   SPEC X9.
 */
export function readSound(sent: Buffer, said: string): SoundRead | SoundFault {
  const type = sniffSound(sent);
  if (!(type in readers)) return type as SoundFault;
  const known = type as SoundType;
  if (said !== '' && said !== 'application/octet-stream' && !names[known].test(said)) return 'another-type';
  if (sent.length > limits.soundBytesMax) return 'too-large';
  const read = readers[known](sent);
  if (typeof read === 'string') return read;
  if (read.durationMs > limits.soundMsMax) return 'too-long';
  return read.durationMs < limits.soundMsMin ? 'too-short' : { type: known, ...read };
}

/** Sounds that some browsers, above all those of phones, do not play. */
const others = ['OggS', 'fLaC', '#!AMR', '\x1aE\xdf\xa3', '0&\xb2u', 'FORM', '.snd', 'MThd', 'caff'];

function sniffSound(sent: Buffer): SoundType | 'unplayable' | 'not-a-sound' {
  const start = sent.subarray(0, 12).toString('latin1');
  if (start.startsWith('RIFF') && start.endsWith('WAVE')) return 'audio/wav';
  if (start.slice(4, 8) === 'ftyp') return 'audio/mp4';
  if (start.startsWith('ID3')) return 'audio/mpeg';
  if (others.some((each) => start.startsWith(each))) return 'unplayable';
  if (sent.length < 4 || sent[0] !== 0xff || ((sent[1] ?? 0) & 0xe0) !== 0xe0) return 'not-a-sound';
  const layer = ((sent[1] ?? 0) >> 1) & 3;
  if (layer === 0) return 'unplayable'; // AAC without a file around it
  return layer === 1 ? 'audio/mpeg' : 'not-a-sound';
}
