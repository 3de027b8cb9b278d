import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import { sentPictureTypes } from '@hoithi/shared/contract/media';
import type { PictureFault } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { Busy } from '../platform/db/database.ts';
import { insertMedia } from './media-sql.ts';
import type { PictureBounds } from './picture-bounds.ts';
import { PictureDrawer } from './picture-drawer.ts';
import type { Reencoded } from './reencode-picture.ts';
import { type Sniffed, sniffPicture } from './sniff-picture.ts';

/** Pictures that are drawn in one turn. */
const portion = 20;
const waitingMax = 20;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** A picture as it came: its bytes, and what the sender's device calls it (empty: it does not know). */
export type SentPicture = { bytes: Buffer; type: string };

/**
 * The one way to take a picture: recognised by its bytes, decoded and drawn anew in a process of its own, stored under the
 * hash of what came out. The same picture again is the same row. It stays as long as something uses it (`setUses`), and a
 * day longer.
 *
 * Refuses  picture_refused, with why; nothing is written then.
 * Throws   Busy, when too many wait.
 * Source   SPEC X1-X3.
 */
export async function storePicture(
  app: Pick<App, 'clock' | 'db'>,
  sent: SentPicture,
  bounds: PictureBounds,
): Promise<Result<StoredPicture>> {
  const [stored] = await storePictures(app, [sent], bounds);
  assert(stored, 'each picture is answered');
  return stored;
}

/** The same for many: each is taken or refused by itself, in the order in which they came. */
export async function storePictures(
  app: Pick<App, 'clock' | 'db'>,
  sent: readonly SentPicture[],
  bounds: PictureBounds,
): Promise<Result<StoredPicture>[]> {
  const answers: Result<StoredPicture>[] = [];
  for (let from = 0; from < sent.length; from += portion)
    answers.push(...(await inTurn(() => storePortion(app, sent.slice(from, from + portion), bounds))));
  return answers;
}

async function storePortion(
  app: Pick<App, 'clock' | 'db'>,
  sent: readonly SentPicture[],
  bounds: PictureBounds,
): Promise<Result<StoredPicture>[]> {
  const drawer = new PictureDrawer(bounds);
  const answers: Result<StoredPicture>[] = [];
  for (const each of sent) {
    const fault = findFault(each);
    const made = fault ? { fault } : await drawer.draw(each.bytes);
    if ('fault' in made) answers.push(refuse({ code: 'picture_refused', why: made.fault, sideMin: bounds.sideMin }));
    else answers.push(accept(await insertPicture(app, made)));
  }
  drawer.end();
  return answers;
}

/** What the bytes say before anything is decoded; null: it may be a picture. */
function findFault({ bytes, type }: SentPicture): PictureFault | null {
  const found = sniffPicture(bytes);
  if (!isTaken(found)) return found;
  if (type !== '' && type !== 'application/octet-stream' && type !== found) return 'another-type';
  return bytes.length > limits.pictureBytesMax ? 'too-large' : null;
}

async function insertPicture(
  app: Pick<App, 'clock' | 'db'>,
  { bytes, type, width, height }: Exclude<Reencoded, { fault: PictureFault }>,
): Promise<StoredPicture> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, type, width, height };
  await insertMedia(app.db, { ...picture, duration_ms: null, bytes, kept_at_ms: app.clock.nowMs() });
  return picture;
}

const isTaken = (found: Sniffed | PictureFault): found is Sniffed =>
  (sentPictureTypes as readonly string[]).includes(found);

/** One after the other in this process. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= waitingMax) throw new Busy('too many pictures wait to be drawn anew');
  waiting += 1;
  const turn = last.then(work);
  last = turn.catch(() => undefined); // a failure is its caller's alone
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}
