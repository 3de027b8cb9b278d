import { once } from 'node:events';
import type { PictureBounds } from './picture-bounds.ts';
import { reencodePicture } from './reencode-picture.ts';

/**
 * A process of its own for pictures, one after the other: a decoder that a hostile file brings down takes nothing else with it.
 * In come their lengths (4 bytes) and bytes by stdin; out go a line of JSON (what it is, or why not) with the length of the
 * new bytes, and these. SPEC X2.
 */
const bounds = JSON.parse(process.argv[2] ?? '') as PictureBounds;

/** So many bytes; null: there are no more. */
async function take(count: number): Promise<Buffer | null> {
  for (;;) {
    const bytes = process.stdin.read(count) as Buffer | null;
    if (bytes) return bytes.length === count ? bytes : null;
    if (process.stdin.readableEnded) return null;
    await Promise.race([once(process.stdin, 'readable'), once(process.stdin, 'end')]);
  }
}

for (;;) {
  const length = (await take(4))?.readUInt32BE();
  const sent = length ? await take(length) : null;
  if (!sent) break;
  const made = await reencodePicture(sent, bounds);
  const [head, bytes] = 'fault' in made ? [made, Buffer.alloc(0)] : [{ ...made, bytes: undefined }, made.bytes];
  process.stdout.write(`${JSON.stringify({ ...head, length: bytes.length })}\n`);
  process.stdout.write(bytes);
}
