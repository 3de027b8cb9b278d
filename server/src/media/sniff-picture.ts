import type { PictureFault } from '@hoithi/shared/contract/refusal';

export type Sniffed = 'image/jpeg' | 'image/png' | 'image/webp';

const at = (bytes: Uint8Array, offset: number, length: number): string =>
  Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');

/** Pictures of phones and cameras that browsers do not all show: HEIC, AVIF and their kin. */
const newerBrands = /^(hei[cxms]|hev[cxm]|mif1|msf1|avi[fs])/;

/** What the first bytes say that a file is, whatever its name says. */
export function sniffPicture(bytes: Uint8Array): Sniffed | PictureFault {
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (at(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return isMovingPng(bytes) ? 'animated' : 'image/png';
  if (at(bytes, 0, 4) === 'RIFF' && at(bytes, 8, 4) === 'WEBP') return isMovingWebp(bytes) ? 'animated' : 'image/webp';
  if (/^GIF8[79]a/.test(at(bytes, 0, 6))) return 'gif';
  if (at(bytes, 4, 4) === 'ftyp' && newerBrands.test(at(bytes, 8, 4))) return 'heic';
  if (/^\s*(<\?xml[\s\S]*?|<!--[\s\S]*?-->\s*|<!doctype svg[\s\S]*?)*<svg[\s>]/i.test(startOf(bytes))) return 'svg';
  return 'not-a-picture';
}

/** The first text of a file, in whichever encoding its mark says. */
function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 4_096);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(start);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(start);
  return new TextDecoder().decode(start);
}

/** A PNG that moves says so before its picture. */
function isMovingPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 8; offset + 8 <= view.length; ) {
    const kind = at(bytes, offset + 4, 4);
    if (kind === 'acTL') return true;
    if (kind === 'IDAT') return false;
    offset += 12 + view.readUInt32BE(offset);
  }
  return false;
}

const movingFlag = 0x02;
const isMovingWebp = (bytes: Uint8Array): boolean =>
  at(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & movingFlag) !== 0;
