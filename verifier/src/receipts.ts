import { equalBytes, fromHex, leafHash, toHex } from './bytes.ts';
import { type Decidable, readDecidable } from './decided.ts';
import { isSignedBy, type Promised, readCheckpoint, readPromise, type VerifierKey } from './notes.ts';
import { isIncluded } from './tree.ts';

/** A receipt as the phone saves it; it has these fields and no others. docs/proof.md, part 2. */
type Saved = {
  format: string;
  origin: string;
  key: string;
  leaf: string;
  promise: { leaf: string; note: string };
  place: { index: number; size: number; proof: string[]; checkpoint: string } | null;
};
/** The same as it is checked: the leaf's hash, the promise, and whose attempt it is. */
export type Receipt = Pick<Saved, 'origin' | 'key' | 'place'> & {
  leaf: Uint8Array;
  promisedLeaf: string;
  promised: Promised;
  attempt: string;
  /** What decisions are about; null: the leaf is of another form. */
  submission: Decidable | null;
};

export const receiptFormat = 'hoithi receipt v1';
const receiptFields = 'format,key,leaf,origin,place,promise';
const placeFields = 'checkpoint,index,proof,size';
const fieldsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : '';

/** null: no receipt. */
export function readReceipt(text: string): Receipt | null {
  let saved: Saved;
  try {
    saved = JSON.parse(text) as Saved;
  } catch {
    return null;
  }
  if (fieldsOf(saved) !== receiptFields || saved.format !== receiptFormat) return null;
  const { origin, key, leaf, promise, place } = saved;
  if (fieldsOf(promise) !== 'leaf,note' || !(place === null || fieldsOf(place) === placeFields)) return null;
  if (![origin, key, leaf, promise.leaf, promise.note].every((each) => typeof each === 'string')) return null;
  const promised = readPromise(promise.note);
  if (!promised) return null;
  const attempt = /"attempt":"([^"]*)"/.exec(leaf)?.[1] ?? '';
  const read = { leaf: leafHash(leaf), promisedLeaf: promise.leaf, promised, attempt };
  return { origin, key, place, ...read, submission: readDecidable(leaf) };
}

/** When the leaf has to stand in the log. Units: ms since 1970. */
export const untilMs = ({ at, seconds }: Promised): number => at + seconds * 1000;

/** What does not hold of a receipt by itself, under these keys; null: all of it does. */
export function faultOfReceipt(
  { leaf, promisedLeaf, promised, place, origin }: Receipt,
  keys: readonly VerifierKey[],
): 'receipt.signature' | 'receipt.leaf' | 'receipt.place' | null {
  if (!keys.some((key) => isSignedBy(promised.note, key))) return 'receipt.signature';
  if (!equalBytes(leaf, promised.leaf) || promisedLeaf !== toHex(leaf)) return 'receipt.leaf';
  return place === null || isPlaceProved(place, origin, leaf, keys) ? null : 'receipt.place';
}

/** The place that the phone has kept, by its own proof and checkpoint. */
function isPlaceProved(
  place: NonNullable<Saved['place']>,
  origin: string,
  leaf: Uint8Array,
  keys: readonly VerifierKey[],
): boolean {
  if (!Array.isArray(place.proof) || typeof place.checkpoint !== 'string') return false;
  const checkpoint = readCheckpoint(place.checkpoint);
  const proof = place.proof.map((each) => fromHex(String(each)));
  if (!checkpoint || checkpoint.origin !== origin || checkpoint.size !== place.size || proof.includes(null))
    return false;
  if (!keys.some((key) => isSignedBy(checkpoint.note, key))) return false;
  return isIncluded(leaf, place.index, place.size, proof as Uint8Array[], checkpoint.root);
}
