import { hashPair } from '@hoithi/shared/rules/merkle';
import type { Queries } from '../platform/db/database.ts';
import { type LogRow, readHashes } from './places-sql.ts';
import { fromHex, fullRoot } from './sequencer.ts';

/**
 * Proofs of a log out of the database: of the leaves and full subtrees of 256 that a proof needs a few blocks are read, however
 * long the log is.
 *
 * Source  RFC 9162, 2.1.3.1 and 2.1.4.1; SPEC Z3.
 */
const blockSize = 256;

class Blocks {
  readonly #db: Queries;
  readonly #log: LogRow;
  readonly #size: number;
  readonly #read = new Map<string, Promise<Uint8Array[]>>();

  constructor(db: Queries, log: LogRow, size: number) {
    this.#db = db;
    this.#log = log;
    this.#size = size;
  }

  /** The root of the leaves from `from` up to `to`. */
  async root(from: number, to: number): Promise<Uint8Array> {
    const width = to - from;
    if (Number.isInteger(Math.log2(width)) && from % width === 0) return this.#full(from, width);
    const middle = from + splitOf(width);
    return hashPair(await this.root(from, middle), await this.root(middle, to));
  }

  async #full(from: number, width: number): Promise<Uint8Array> {
    let [level, unit] = [0, 1];
    while (width >= unit * blockSize && level < 3) [level, unit] = [level + 1, unit * blockSize];
    const [first, count] = [from / unit, width / unit];
    const block = Math.floor(first / blockSize);
    if (count > blockSize) throw new Error('a log has fewer leaves than 2^32');
    const hashes = await this.#block(level, block);
    const at = first - block * blockSize;
    return fullRoot(hashes.slice(at, at + count));
  }

  #block(level: number, block: number): Promise<Uint8Array[]> {
    const key = `${level}/${block}`;
    const known = this.#read.get(key) ?? this.#readBlock(level, block);
    this.#read.set(key, known);
    return known;
  }

  async #readBlock(level: number, block: number): Promise<Uint8Array[]> {
    const end = Math.floor(this.#size / blockSize ** level);
    const to = Math.min((block + 1) * blockSize, end);
    return (await readHashes(this.#db, this.#log, level, block * blockSize, to)).map(fromHex);
  }
}

/** What leads from a leaf to the root of the log at a size. */
export async function proveLeaf(db: Queries, log: LogRow, place: number, size: number): Promise<Uint8Array[]> {
  const blocks = new Blocks(db, log, size);
  const proof: Uint8Array[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + splitOf(to - from);
    if (place < middle) {
      proof.push(await blocks.root(middle, to));
      to = middle;
    } else {
      proof.push(await blocks.root(from, middle));
      from = middle;
    }
  }
  return proof.reverse();
}

/** What shows that the log at a size only adds to what it was at an older one. */
export async function proveGrowth(db: Queries, log: LogRow, oldSize: number, size: number): Promise<Uint8Array[]> {
  if (oldSize === 0 || oldSize === size) return [];
  const blocks = new Blocks(db, log, size);
  const proof: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      proof.push(await blocks.root(middle, to));
      to = middle;
    } else {
      proof.push(await blocks.root(from, middle));
      from = middle;
    }
  }
  if (from > 0) proof.push(await blocks.root(from, to));
  return proof.reverse();
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
