import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { App } from '../app-parts.ts';
import { storedBundle } from '../proof/stored-bundle.ts';

/**
 * The demo's public bundle with the first two prizes of one list swapped, as a forger would who counts the lines and hashes them
 * again: to see what the verifier says of it. null: nothing is published.
 *
 * Source  SPEC D6.
 */
export async function tamperedBundle(app: Parameters<typeof storedBundle>[0] & Pick<App, 'contests'>) {
  const contest = app.contests.all().find(({ demo }) => demo);
  if (!contest?.rounds.some(({ published }) => published)) return null;
  const { root, name } = await storedBundle(app, contest);
  const unpacked = createReadStream(join(root, name)).pipe(createGunzip());
  return { slug: contest.slug, file: Readable.from(tamper(unpacked)).pipe(createGzip()).pipe(new PassThrough()) };
}

type Line = { t: string; i?: number; leaf?: string };

async function* tamper(unpacked: Readable): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let isDone = false;
  for await (const text of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = JSON.parse(text) as Line;
    if (line.t === 'end') {
      yield `${JSON.stringify({ ...line, hash: hash.digest('hex') })}\n`;
      return;
    }
    const swapped: string | null = isDone ? null : swapPrizes(line);
    isDone ||= swapped !== null;
    const written = `${swapped ?? text}\n`;
    hash.update(written);
    yield written;
  }
}

/** null: not the leaf of a standing with two prizes. */
function swapPrizes(line: Line): string | null {
  if (line.t !== 'leaf' || line.leaf === undefined || !line.leaf.includes('"kind":"standing"')) return null;
  const leaf = JSON.parse(line.leaf) as { prizes: [string, number][] };
  const [one, other] = leaf.prizes;
  if (!one || !other) return null;
  const prizes = [[other[0], one[1]], [one[0], other[1]], ...leaf.prizes.slice(2)];
  return JSON.stringify({ ...line, leaf: JSON.stringify({ ...leaf, prizes }) });
}
