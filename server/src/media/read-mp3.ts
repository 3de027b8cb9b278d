import type { SoundReader } from './sound-reader.ts';

const rates = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8_000] } as const;
const bits = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
/** Empty bytes that some writers leave between their notes and the sound. */
const gapMax = 8_192;

type Frame = { version: number; rate: number; samples: number; length: number };

/**
 * Frames of MPEG layer III, one behind the other: what stands before and after them (titles, pictures, places) is left out.
 * What is cut off in the middle of its last frame ends with the one before.
 */
export const readMp3: SoundReader = (sent) => {
  const start = findFirst(sent, skipTags(sent));
  if (start === null) return 'broken';
  const first = readFrame(sent, start);
  let at = start;
  let samples = 0;
  let isCutOff = false;
  while (!isCutOff) {
    const frame = readFrame(sent, at);
    if (!frame || frame.version !== first?.version || frame.rate !== first.rate) break;
    isCutOff = at + frame.length > sent.length;
    if (isCutOff) break;
    at += frame.length;
    samples += frame.samples;
  }
  if (!first || samples === 0 || !(isCutOff || isEnd(sent.subarray(at)))) return 'broken';
  return { bytes: sent.subarray(start, at), durationMs: Math.round((samples * 1000) / first.rate) };
};

/** Where the notes in front end. Their length is written in bytes of seven bits. */
function skipTags(sent: Buffer): number {
  let at = 0;
  while (sent.subarray(at, at + 3).toString('latin1') === 'ID3' && at + 10 <= sent.length) {
    const length = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((sent[at + place] ?? 0) & 0x7f), 0);
    at += 10 + length + ((sent[at + 5] ?? 0) & 0x10 ? 10 : 0);
  }
  return at;
}

/** The first frame that another follows; a lone one could be chance. */
function findFirst(sent: Buffer, from: number): number | null {
  for (let at = from; at < Math.min(sent.length, from + gapMax); at++) {
    if (sent[at] === 0) continue;
    const frame = readFrame(sent, at);
    return frame && readFrame(sent, at + frame.length) ? at : null;
  }
  return null;
}

function readFrame(sent: Buffer, at: number): Frame | null {
  if (at + 4 > sent.length) return null;
  const head = sent.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  const [rateAt, bitsAt] = [(head >>> 10) & 3, (head >>> 12) & 15];
  if (head >>> 21 !== 0x7ff || ((head >>> 17) & 3) !== 1 || version === 1 || rateAt === 3) return null;
  if (bitsAt === 0 || bitsAt === 15) return null; // of free length, or forbidden
  const isFirst = version === 3;
  const rate = rates[version as keyof typeof rates][rateAt] ?? 0;
  const perSecond = (bits[isFirst ? 'first' : 'second'][bitsAt] ?? 0) * 1000;
  const samples = isFirst ? 1_152 : 576;
  const length = Math.floor(((samples / 8) * perSecond) / rate) + ((head >>> 9) & 1);
  return { version, rate, samples, length };
}

/** After the last frame stand notes, or nothing. */
function isEnd(rest: Buffer): boolean {
  if (/^(?:TAG|APETAGEX|LYRICSBEGIN|ID3|3DI)/.test(rest.subarray(0, 12).toString('latin1'))) return true;
  return rest.length < 4 || rest.every((byte) => byte === 0);
}
