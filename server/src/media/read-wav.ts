import type { SoundReader } from './sound-reader.ts';

const pcm = 1;
const extensible = 0xfffe;
const rateMin = 8_000;
const rateMax = 96_000;

/** Samples as they are, in one or two channels of 8, 16 or 24 bits, under a head of its own: notes and places are left out. */
export const readWav: SoundReader = (sent) => {
  const { format, data } = findChunks(sent);
  if (!format || format.length < 16 || !data) return 'broken';
  const [channels, rate, bitsEach] = [format.readUInt16LE(2), format.readUInt32LE(4), format.readUInt16LE(14)];
  const tag = format.readUInt16LE(0);
  const kind = tag === extensible && format.length >= 26 ? format.readUInt16LE(24) : tag;
  if (kind !== pcm || ![8, 16, 24].includes(bitsEach)) return 'unplayable';
  if (![1, 2].includes(channels) || rate < rateMin || rate > rateMax) return 'unplayable';
  const block = (channels * bitsEach) / 8;
  if (format.readUInt16LE(12) !== block) return 'broken';
  const samples = data.subarray(0, data.length - (data.length % block));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(pcm, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * block, 28);
  head.writeUInt16LE(block, 32);
  head.writeUInt16LE(bitsEach, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return {
    bytes: Buffer.concat([head, samples]),
    durationMs: Math.round((samples.length * 1000) / (rate * block)),
  };
};

/** A last chunk that says it is longer than the file ends with the file. */
function findChunks(sent: Buffer): { format: Buffer | null; data: Buffer | null } {
  let [format, data]: (Buffer | null)[] = [null, null];
  for (let at = 12; at + 8 <= sent.length; ) {
    const name = sent.toString('latin1', at, at + 4);
    const length = sent.readUInt32LE(at + 4);
    const content = sent.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') format ??= content;
    if (name === 'data') data ??= content;
    at += 8 + length + (length % 2);
  }
  return { format: format ?? null, data: data ?? null };
}
