/** Sounds made of nothing but silence, as programs write them. */

/** A frame of MPEG-1 layer III, 128 kbit/s at 44.1 kHz, silent: 26.12 ms. */
export function mp3Frame(): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  return frame;
}
export const mp3 = (frames: number): Buffer => Buffer.concat(Array.from({ length: frames }, mp3Frame));

/** The note that players show before a sound: its title. */
export function id3(title: string): Buffer {
  const text = Buffer.from(`TIT2${title}`);
  return Buffer.concat([Buffer.from('ID3\x04\0\0\0\0'), Buffer.from([text.length >> 7, text.length & 0x7f]), text]);
}

/** Eight thousand samples of 16 bits a second. */
export function wav(seconds: number, { format = 1, bits = 16, extra = Buffer.alloc(0) } = {}): Buffer {
  const head = Buffer.alloc(24);
  head.write('fmt ');
  head.writeUInt32LE(16, 4);
  head.writeUInt16LE(format, 8);
  head.writeUInt16LE(1, 10);
  head.writeUInt32LE(8_000, 12);
  head.writeUInt32LE(16_000, 16);
  head.writeUInt16LE(bits / 8, 20);
  head.writeUInt16LE(bits, 22);
  const data = Buffer.alloc(8 + seconds * 8_000 * (bits / 8));
  data.write('data');
  data.writeUInt32LE(data.length - 8, 4);
  const inside = Buffer.concat([Buffer.from('WAVE'), head, extra, data]);
  const start = Buffer.alloc(8);
  start.write('RIFF');
  start.writeUInt32LE(inside.length, 4);
  return Buffer.concat([start, inside]);
}

export function box(name: string, ...inside: Buffer[]): Buffer {
  const content = Buffer.concat(inside);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content]);
}
const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};

/** AAC in MP4: `samples` of 1,024 each at 44.1 kHz. */
export function m4a(
  samples: number,
  { handler = 'soun', decoder = 0x40, offset = null as number | null, title = '', second = false } = {},
): Buffer {
  const ftyp = box('ftyp', Buffer.from('M4A \0\0\0\0M4A isom'));
  const data = box('mdat', Buffer.alloc(samples * 4, 7));
  const esds = Buffer.from([0, 0, 0, 0, 3, 25, 0, 1, 0, 4, 17, decoder, 0x15, ...Array.from({ length: 11 }, () => 0)]);
  const entry = box('mp4a', Buffer.alloc(28), box('esds', esds));
  const table = box(
    'stbl',
    box('stsd', words(0, 1), entry),
    box('stts', words(0, 1, samples, 1_024)),
    box('stsz', words(0, 4, samples)),
    box('stco', words(0, 1, offset ?? ftyp.length + 8)),
  );
  const track = box(
    'trak',
    box(
      'mdia',
      box('mdhd', words(0, 0, 0, 44_100, 0, 0)),
      box('hdlr', words(0, 0), Buffer.from(handler), Buffer.alloc(13)),
      box('minf', table),
    ),
  );
  const moov = box('moov', track, ...(second ? [track] : []), box('udta', Buffer.from(title)));
  return Buffer.concat([ftyp, data, moov]);
}
