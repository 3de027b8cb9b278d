import type { LogPlace, PublicLog } from '@hoithi/shared/contract/log';
import { fromHex, leafHash, toHex } from '@hoithi/verifier/bytes';
import { type Decided, readDecided } from '@hoithi/verifier/decided';
import { isSignedBy, readCheckpoint, readKey } from '@hoithi/verifier/notes';
import { isIncluded } from '@hoithi/verifier/tree';

/** What the QR of a receipt holds. */
export type Entry = { index: number; leaf: string; origin: string };

/** null: the address holds no receipt. */
export function readEntry(fragment: string): Entry | null {
  const found = /^#(\d{1,15})\.([0-9a-f]{64})\.([\w/.-]{1,200})$/.exec(decodeURIComponent(fragment));
  return found ? { index: Number(found[1]), leaf: found[2] ?? '', origin: found[3] ?? '' } : null;
}

/** What was decided about the entry, proved on this device; null: it is not. SPEC Z18. */
export function judgeDecided({ leaf }: Entry, place: LogPlace): Decided[] | null {
  if (place.decided.length === 0) return [];
  const isSame = place.leaf !== null && toHex(leafHash(place.leaf)) === leaf;
  return isSame ? readDecided(place.leaf ?? '', place, place.decided) : null;
}

export type Found = 'there' | 'elsewhere' | 'other-log' | 'not-proved';

/** Whether the log has the entry where the receipt says, proved on this device. SPEC Z9. */
export function judgeEntry({ index, leaf, origin }: Entry, log: PublicLog, place: LogPlace): Found {
  if (origin !== log.origin) return 'other-log';
  const [key, checkpoint, hash] = [readKey(log.key), readCheckpoint(place.checkpoint), fromHex(leaf)];
  const proof = place.proof.map((each) => fromHex(each));
  if (!key || !checkpoint || !hash || proof.includes(null) || checkpoint.origin !== origin) return 'not-proved';
  const isProved =
    isSignedBy(checkpoint.note, key) &&
    checkpoint.size === place.size &&
    isIncluded(hash, place.index, place.size, proof as Uint8Array[], checkpoint.root);
  if (!isProved) return 'not-proved';
  return place.index === index ? 'there' : 'elsewhere';
}
