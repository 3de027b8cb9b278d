import { expect, it } from 'vitest';
import { readSound } from './read-sound.ts';
import { box, id3, m4a, mp3, mp3Frame, wav } from './test-sounds.ts';

const why = (bytes: Buffer, said = '') => {
  const read = readSound(bytes, said);
  return typeof read === 'string' ? read : `${read.type} ${read.durationMs}`;
};

it('[X9] MP3, AAC in MP4 and PCM in WAV are taken with how long they play', () => {
  expect([
    why(mp3(100), 'audio/mpeg'),
    why(Buffer.concat([id3('Bài hát'), mp3(100)]), 'audio/mp3'),
    why(m4a(100), 'audio/x-m4a'),
    why(wav(3), 'audio/wav'),
    why(wav(3, { bits: 8 })),
  ]).toEqual(['audio/mpeg 2612', 'audio/mpeg 2612', 'audio/mp4 2322', 'audio/wav 3000', 'audio/wav 3000']);
});

it('[X9] only what sounds is stored: titles, places and pictures are left out, and what is cut off ends before', () => {
  const secret = 'Nha toi 16.46N 107.59E';
  const chunk = Buffer.concat([
    Buffer.from('LIST'),
    Buffer.from([24, 0, 0, 0]),
    Buffer.from(secret.slice(0, 24).padEnd(24)),
  ]);
  const files = [
    Buffer.concat([id3(secret), mp3(100), Buffer.from(`TAG${secret}`.padEnd(128))]),
    Buffer.concat([id3(secret), Buffer.alloc(500), mp3(100)]),
    Buffer.concat([mp3(100), mp3Frame().subarray(0, 200)]),
    m4a(100, { title: secret }),
    wav(3, { extra: chunk }),
    Buffer.concat([wav(3), Buffer.from(secret)]),
  ];
  for (const file of files) {
    const read = readSound(file, '');
    if (typeof read === 'string') throw new Error(read);
    expect(read.bytes.includes('107')).toBe(false);
    expect(readSound(read.bytes, '')).toMatchObject({ type: read.type, durationMs: read.durationMs });
  }
});

it('[X9] other sounds, films, fragments, lies and broken files are refused, each by its own name', () => {
  const cases: [string, Buffer, string?][] = [
    ['not-a-sound', Buffer.from('<html><script>1</script></html>')],
    ['not-a-sound', Buffer.alloc(0)],
    ['not-a-sound', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['not-a-sound', m4a(100, { handler: 'vide' })],
    ['not-a-sound', m4a(100, { second: true })],
    ['unplayable', Buffer.from('OggS\0\x02aaaaaaaaaa')],
    ['unplayable', Buffer.from('fLaC\0\0\0\x22aaaa')],
    ['unplayable', Buffer.from('#!AMR\naaaaaaaa')],
    ['unplayable', Buffer.from('\x1aE\xdf\xa3aaaaaaaaa', 'latin1')],
    ['unplayable', Buffer.concat([Buffer.from([0xff, 0xf1]), Buffer.alloc(50)])],
    ['unplayable', m4a(100, { decoder: 0x6b })],
    ['unplayable', Buffer.concat([box('ftyp', Buffer.from('iso5\0\0\0\0')), box('moof', Buffer.alloc(8))])],
    ['unplayable', wav(3, { format: 2 })],
    ['unplayable', wav(3, { bits: 32 })],
    ['another-type', mp3(100), 'audio/wav'],
    ['another-type', wav(3), 'text/html'],
    ['too-large', mp3(10_300)],
    ['too-long', mp3(4_700)],
    ['too-long', m4a(5_300)],
    ['too-short', mp3(5)],
    ['broken', Buffer.concat([id3('một'), Buffer.alloc(500, 3)])],
    ['broken', Buffer.concat([mp3(50), Buffer.alloc(900, 3), mp3(50)])],
    ['broken', mp3(1)],
    ['broken', m4a(100, { offset: 4_000_000 })],
    ['broken', m4a(100).subarray(0, 300)],
    ['broken', Buffer.from('RIFF\0\0\0\0WAVEfmt ')],
  ];
  expect(cases.map(([, bytes, said]) => why(bytes, said))).toEqual(cases.map(([expected]) => expected));
});

it('[X9] whatever bytes of a sound are turned over, it is read or refused by name and never throws', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed;
  };
  for (const file of [mp3(30), m4a(30), wav(1), Buffer.concat([id3('a'), mp3(30)])])
    for (let turn = 0; turn < 400; turn++) {
      const broken = Buffer.from(file);
      for (let each = 0; each < 4; each++) broken[random() % Math.min(broken.length, 600)] = random() % 256;
      expect(readSound(broken.subarray(0, random() % broken.length), '')).toBeDefined();
    }
});
