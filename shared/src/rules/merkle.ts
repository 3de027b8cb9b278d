import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from './assert.ts';

/**
 * The Merkle tree of RFC 9162, part 2.1 (the same as RFC 6962): leaves and inner nodes are hashed with different first bytes, so that
 * none can pass for the other. Leaves are counted from 0; a proof is a list of hashes, nearest first.
 *
 * Units   every hash is 32 bytes; sizes and indices are whole numbers below 2^53.
 * Source  RFC 9162, 2.1.1 to 2.1.4.
 */

export const hashLeaf = (leaf: Uint8Array): Uint8Array =>
  sha256.create().update(Uint8Array.of(0)).update(leaf).digest();

export const hashPair = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();

/** Hashes of nodes or leaves in order: a list, or whatever reads them. */
export type Hashes = ArrayLike<Uint8Array>;

/** The root of a tree of the hashes of its leaves; of none, the hash of nothing. */
export function merkleRoot(leaves: Hashes): Uint8Array {
  return leaves.length === 0 ? sha256(new Uint8Array()) : rootOf(leaves, 0, leaves.length);
}

/** What leads from one leaf to the root of the tree of all `leaves`. */
export function proveInclusion(leaves: Hashes, index: number): Uint8Array[] {
  assert(index >= 0 && index < leaves.length, 'the leaf is one of the tree');
  const proof: Uint8Array[] = [];
  let [from, to] = [0, leaves.length];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      proof.push(rootOf(leaves, middle, to));
      to = middle;
    } else {
      proof.push(rootOf(leaves, from, middle));
      from = middle;
    }
  }
  return proof.reverse();
}

/** What shows that the first `size` leaves are those that an older root stood for. Empty: the same size, or nothing before. */
export function proveConsistency(leaves: Hashes, size: number): Uint8Array[] {
  assert(size >= 0 && size <= leaves.length, 'the older tree is not larger');
  if (size === 0 || size === leaves.length) return [];
  const proof: Uint8Array[] = [];
  let [from, to] = [0, leaves.length];
  while (to !== size) {
    const middle = from + splitOf(to - from);
    if (size <= middle) {
      proof.push(rootOf(leaves, middle, to));
      to = middle;
    } else {
      proof.push(rootOf(leaves, from, middle));
      from = middle;
    }
  }
  if (from > 0) proof.push(rootOf(leaves, from, to)); // the older root itself is known to whoever checks
  return proof.reverse();
}

/** Whether a leaf of this hash stands at `index` of the tree of `size` leaves that has this root. Source: RFC 9162, 2.1.3.2. */
export function checkInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: Hashes,
  root: Uint8Array,
): boolean {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  if (!areHashes([leaf, ...Array.from(proof)])) return false;
  for (const sibling of Array.from(proof)) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = hashPair(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashPair(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalHashes(hash, root);
}

/** Whether the tree of `size` leaves only adds to the one of `oldSize`. Source: RFC 9162, 2.1.4.2. */
export function checkConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  proof: Hashes,
): boolean {
  if (!(Number.isSafeInteger(oldSize) && Number.isSafeInteger(size) && oldSize >= 0 && oldSize <= size)) return false;
  if (oldSize === size) return proof.length === 0 && equalHashes(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && equalHashes(oldRoot, merkleRoot([]));
  let [node, last] = [oldSize - 1, size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  const path = Array.from(proof);
  // An older tree of a power of two is a node of the newer one: its root begins the path.
  const first = node === 0 ? oldRoot : path.shift();
  if (first === undefined || !areHashes([oldRoot, ...Array.from(proof)])) return false;
  let [oldHash, hash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      oldHash = hashPair(sibling, oldHash);
      hash = hashPair(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashPair(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalHashes(oldHash, oldRoot) && equalHashes(hash, root);
}

/**
 * A tree that only grows, known by the roots of its full subtrees, largest first: at most one a bit of its size. Enough to
 * append and to tell the root; proofs need the leaves.
 */
export type MerkleFrontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const emptyFrontier: MerkleFrontier = { size: 0, peaks: [] };

/** The tree with one more leaf, given by its hash. */
export function appendLeaf({ size, peaks }: MerkleFrontier, leaf: Uint8Array): MerkleFrontier {
  const left = [...peaks];
  let hash = leaf;
  for (let rest = size; isOdd(rest); rest = half(rest)) hash = hashPair(left.pop() as Uint8Array, hash);
  return { size: size + 1, peaks: [...left, hash] };
}

export function frontierRoot({ peaks }: MerkleFrontier): Uint8Array {
  return peaks.length === 0 ? merkleRoot([]) : peaks.reduceRight((right, left) => hashPair(left, right));
}

export const equalHashes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** With other lengths, one string of bytes could be cut into different pairs. */
const areHashes = (all: readonly Uint8Array[]): boolean => all.every((each) => each.length === 32);

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function rootOf(leaves: Hashes, from: number, to: number): Uint8Array {
  const [size, first] = [to - from, leaves[from]];
  assert(first !== undefined, 'every leaf has its hash');
  if (size === 1) return first;
  const middle = from + splitOf(size);
  return hashPair(rootOf(leaves, from, middle), rootOf(leaves, middle, to));
}
