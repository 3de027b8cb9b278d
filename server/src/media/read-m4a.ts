import type { SoundReader } from './sound-reader.ts';

type Box = { name: string; start: number; from: number; to: number };

/** Boxes of titles, places, pictures, and what programs leave for themselves. */
const notes = new Set(['udta', 'meta', 'uuid', 'free', 'skip', 'wide', 'pdin']);
const boxesMax = 2_000;
const aac = 0x40;

/**
 * One track of AAC in MP4, as phones record it. What the file says beside its sound is blanked out where it stands, so that
 * every place which the file names stays; a file with a film, or in fragments, is not taken.
 */
export const readM4a: SoundReader = (sent) => {
  const top = boxesOf(sent, 0, sent.length);
  const moov = top?.find((box) => box.name === 'moov');
  if (!top || !moov) return top?.some((box) => box.name === 'moof') ? 'unplayable' : 'broken';
  if (top.some((box) => box.name === 'moof')) return 'unplayable';
  const inside = boxesOf(sent, moov.from, moov.to);
  const tracks = inside?.filter((box) => box.name === 'trak') ?? [];
  const [track] = tracks;
  if (!inside || !track) return 'broken';
  const [media] = find(sent, track, ['mdia']);
  const [handler] = find(sent, track, ['mdia', 'hdlr']);
  if (!media || !handler) return 'broken';
  if (tracks.length > 1 || sent.toString('latin1', handler.from + 8, handler.from + 12) !== 'soun')
    return 'not-a-sound';
  const [table] = find(sent, media, ['minf', 'stbl']);
  if (!table || !isAac(sent, table)) return table ? 'unplayable' : 'broken';
  const durationMs = readDuration(sent, media, table);
  const data = top.filter((box) => box.name === 'mdat');
  if (durationMs === null || !liesInside(sent, table, data)) return 'broken';
  return { bytes: blankNotes(sent, [...top, ...inside, ...(boxesOf(sent, track.from, track.to) ?? [])]), durationMs };
};

/** The boxes between two places; null: they contradict the file. */
function boxesOf(sent: Buffer, from: number, to: number): Box[] | null {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    if (at + 8 > to || boxes.length >= boxesMax) return null;
    const said = sent.readUInt32BE(at);
    const isLong = said === 1;
    if (isLong && at + 16 > to) return null;
    const length = said === 0 ? to - at : isLong ? Number(sent.readBigUInt64BE(at + 8)) : said;
    if (length < (isLong ? 16 : 8) || at + length > to) return null;
    boxes.push({
      name: sent.toString('latin1', at + 4, at + 8),
      start: at,
      from: at + (isLong ? 16 : 8),
      to: at + length,
    });
    at += length;
  }
  return boxes;
}

function find(sent: Buffer, box: Box, [name, ...more]: readonly string[]): Box[] {
  const found = (boxesOf(sent, box.from, box.to) ?? []).filter((each) => each.name === name);
  return more.length === 0 ? found : found.flatMap((each) => find(sent, each, more));
}

/** The table names one kind of samples, and that is AAC. */
function isAac(sent: Buffer, table: Box): boolean {
  const [kinds] = find(sent, table, ['stsd']);
  if (!kinds || kinds.from + 8 > kinds.to || sent.readUInt32BE(kinds.from + 4) !== 1) return false;
  const [entry] = boxesOf(sent, kinds.from + 8, kinds.to) ?? [];
  if (entry?.name !== 'mp4a') return false;
  const at = sent.subarray(entry.from, entry.to).indexOf('esds', 0, 'latin1');
  if (at === -1) return false;
  // A descriptor of the decoder (4), its length in one to four bytes, and which decoder it is.
  const description = sent.subarray(entry.from + at + 8, entry.to);
  for (let place = 0; place + 6 < description.length; place++) {
    if (description[place] !== 4) continue;
    let next = place + 1;
    while (((description[next] ?? 0) & 0x80) !== 0 && next < place + 4) next += 1;
    if (description[next + 1] === aac) return true;
  }
  return false;
}

/** What the samples last, not what the head says; null: the two tables of samples contradict each other. Units: ms. */
function readDuration(sent: Buffer, media: Box, table: Box): number | null {
  const [head] = find(sent, media, ['mdhd']);
  const [times] = find(sent, table, ['stts']);
  const [sizes] = find(sent, table, ['stsz']);
  if (!head || !times || !sizes || head.to - head.from < 20 || sizes.to - sizes.from < 12) return null;
  const perSecond = sent.readUInt32BE(head.from + (sent[head.from] === 1 ? 20 : 12));
  const entries = (times.to - times.from - 8) / 8;
  if (perSecond === 0 || entries < 1 || sent.readUInt32BE(times.from + 4) !== entries) return null;
  let [samples, ticks] = [0, 0];
  for (let at = times.from + 8; at < times.to; at += 8) {
    samples += sent.readUInt32BE(at);
    ticks += sent.readUInt32BE(at) * sent.readUInt32BE(at + 4);
  }
  return samples === sent.readUInt32BE(sizes.from + 8) ? Math.round((ticks * 1000) / perSecond) : null;
}

/** Every part of the sound begins inside what the file holds. */
function liesInside(sent: Buffer, table: Box, data: readonly Box[]): boolean {
  const [short] = find(sent, table, ['stco']);
  const [long] = find(sent, table, ['co64']);
  const box = short ?? long;
  if (!box || data.length === 0) return false;
  const width = short ? 4 : 8;
  const places = (box.to - box.from - 8) / width;
  if (places < 1 || sent.readUInt32BE(box.from + 4) !== places) return false;
  for (let at = box.from + 8; at < box.to; at += width) {
    const place = short ? sent.readUInt32BE(at) : Number(sent.readBigUInt64BE(at));
    if (!data.some(({ from, to }) => place >= from && place < to)) return false;
  }
  return true;
}

function blankNotes(sent: Buffer, boxes: readonly Box[]): Buffer {
  const bytes = Buffer.from(sent);
  for (const { name, start, from, to } of boxes)
    if (notes.has(name)) {
      bytes.write('free', start + 4, 'latin1');
      bytes.fill(0, from, to);
    }
  return bytes;
}
