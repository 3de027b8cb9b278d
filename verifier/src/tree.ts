import { equalBytes, hash, pairHash } from './bytes.ts';

/** Trees of RFC 9162 over hashes of leaves that lie one behind the other, 32 bytes each. */
const width = 32;

export class Hashes {
  readonly count: number;
  readonly #bytes: Uint8Array;
  readonly #known: Uint8Array;

  constructor(count: number) {
    this.count = count;
    this.#bytes = new Uint8Array(count * width);
    this.#known = new Uint8Array(count);
  }

  /** false: there is no such place, or it is taken. */
  put(at: number, hash: Uint8Array): boolean {
    if (!Number.isInteger(at) || at < 0 || at >= this.count || this.#known[at] === 1 || hash.length !== width)
      return false;
    this.#bytes.set(hash, at * width);
    this.#known[at] = 1;
    return true;
  }

  get = (at: number): Uint8Array => this.#bytes.subarray(at * width, (at + 1) * width);

  missing(): number {
    return this.#known.reduce((sum, known) => sum + (1 - known), 0);
  }

  /** The root over the first `size` of them. */
  root(size = this.count): Uint8Array {
    if (size === 0) return hash(new Uint8Array());
    // Full subtrees from the left, largest first: two of one height become one of the next.
    const stack: { height: number; hash: Uint8Array }[] = [];
    for (let at = 0; at < size; at++) {
      let node = { height: 0, hash: this.get(at) };
      for (let last = stack.at(-1); last?.height === node.height; last = stack.at(-1)) {
        stack.pop();
        node = { height: node.height + 1, hash: pairHash(last.hash, node.hash) };
      }
      stack.push(node);
    }
    return stack.map((node) => node.hash).reduceRight((right, left) => pairHash(left, right));
  }
}

export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Hashes(hashes.length);
  for (const [at, each] of hashes.entries()) all.put(at, each);
  return all.root();
}

/** Whether a leaf stands at `index` of the tree of `size` leaves with this root. */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  const climbed = climb(leaf, index, 0, size, [...proof]);
  return climbed !== null && equalBytes(climbed, root);
}

/** From the leaf up to the root of [from, to): the last of the path is the other half of the whole. */
function climb(leaf: Uint8Array, index: number, from: number, to: number, path: Uint8Array[]): Uint8Array | null {
  if (to - from === 1) return path.length === 0 ? leaf : null;
  const beside = path.pop();
  if (!beside || beside.length !== width) return null;
  const middle = from + largestPowerBelow(to - from);
  const own = index < middle ? climb(leaf, index, from, middle, path) : climb(leaf, index, middle, to, path);
  if (own === null) return null;
  return index < middle ? pairHash(own, beside) : pairHash(beside, own);
}

/** Whether the tree of `size` leaves begins with all of the older one. */
export function isGrown(
  oldSize: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size) || oldSize < 0 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (oldSize === 0) return proof.length === 0;
  if (proof.some((each) => each.length !== width)) return false;
  const path = [...proof];
  const both = climbBoth(oldSize, 0, size, true, path, oldRoot);
  return both !== null && path.length === 0 && equalBytes(both.old, oldRoot) && equalBytes(both.whole, root);
}

/** Roots of [from, to) as it was up to `oldSize`, and as it is now. `whole`: it begins where the tree begins. */
function climbBoth(
  oldSize: number,
  from: number,
  to: number,
  atStart: boolean,
  path: Uint8Array[],
  oldRoot: Uint8Array,
): { old: Uint8Array; whole: Uint8Array } | null {
  if (to === oldSize) {
    const known = atStart ? oldRoot : path.shift();
    return known ? { old: known, whole: known } : null;
  }
  const beside = path.pop();
  if (!beside) return null;
  const middle = from + largestPowerBelow(to - from);
  if (oldSize <= middle) {
    const left = climbBoth(oldSize, from, middle, atStart, path, oldRoot);
    return left && { old: left.old, whole: pairHash(left.whole, beside) };
  }
  const right = climbBoth(oldSize, middle, to, false, path, oldRoot);
  return right && { old: pairHash(beside, right.old), whole: pairHash(beside, right.whole) };
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
